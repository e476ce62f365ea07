"""Any days that a form asks for as two dates, led to the address that has them as one period."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from ..domain.period import BETWEEN

FROM, TO = "from", "to"


def led_to_days() -> Response | None:
    """The way to the period of the two dates in the address, the earlier first; None where it has none. What is no date
    stays what it is: the page says that it cannot be read."""
    if FROM not in request.args and TO not in request.args:
        return None
    first, last = (request.args.get(name, "").strip()[:10] for name in (FROM, TO))
    if first and last:
        first, last = sorted((first, last))
    kept = [pair for pair in request.args.items(multi=True) if pair[0] not in (FROM, TO, "period")]
    query = urlencode([*kept, ("period", f"{first}{BETWEEN}{last}")])
    return redirect(f"{url_for(request.endpoint or '', **(request.view_args or {}))}?{query}", 302)
