"""Any days that a form asks for as two dates, led to the address that has them as one period."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import make_response, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from ..domain.period import BETWEEN, parse
from .sources import here

FROM, TO = "from", "to"
#: What the fields of the form are called.
_LABELS = {FROM: _("Masuk dari"), TO: _("Masuk sampai")}
_LONGEST = 40


def led_to_days() -> Response | None:
    """The way to the period of the two dates in the address, the earlier first; None where it has none. Where one is no
    date the form itself, with what was typed."""
    if FROM not in request.args and TO not in request.args:
        return None
    typed = {name: request.args.get(name, "").strip()[:_LONGEST] for name in (FROM, TO)}
    kept = [pair for pair in request.args.items(multi=True) if pair[0] not in (FROM, TO, "period")]
    address = url_for(request.endpoint or "", **(request.view_args or {}))
    unread = [name for name, day in typed.items() if parse(f"{day}{BETWEEN}{day}", here().city.zone) is None]
    if unread:
        faults = [{"id": name, "label": _LABELS[name]} for name in unread]
        form = {"address": address, "kept": kept, "typed": typed, "back": f"{address}?{urlencode(kept)}".rstrip("?")}
        return make_response(render_template("errors/days.html", **form, faults=faults), 422)
    first, last = sorted(typed.values())
    return redirect(f"{address}?{urlencode([*kept, ('period', f'{first}{BETWEEN}{last}')])}", 302)
