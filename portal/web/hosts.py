"""By which names the portal may be asked: where nothing says how it is reached, a visitor must not choose the name.

Not by Flask's TRUSTED_HOSTS: that cannot name an IPv6 address, and refuses before a page in our words can be made.
"""

from __future__ import annotations

import re

from flask import Flask, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from ..context import current_portal
from . import errors

_PORT = re.compile(r":\d*$")


def register(app: Flask) -> None:
    app.before_request(refuse_unknown)


def refuse_unknown() -> ResponseReturnValue | None:
    """A page that says which setting to make, when this request asks for a name that nobody has given the portal."""
    if "HTTP_HOST" not in request.environ and request.environ.get("SERVER_PROTOCOL") == "HTTP/1.1":
        return errors.page(400, BadRequest())  # RFC 9112, 3.2
    if is_known(request.host, current_portal().settings.trusted_hosts):
        return None
    return errors.page(400, BadRequest(), "errors/host.html")


def is_known(host: str, names: frozenset[str]) -> bool:
    """Whether ``host``, its port aside, is one of ``names``; ``.example.org`` stands for all names below it.

    Where no name is given every one is known.
    """
    name = _PORT.sub("", host.lower())
    return not names or name in names or any(known[:1] == "." and name.endswith(known) for known in names)
