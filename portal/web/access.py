"""Who may open a page: every endpoint wears ``@public`` or ``@officer_required``."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from posixpath import normpath
from typing import ParamSpec, TypeVar
from urllib.parse import unquote

from flask import abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

P = ParamSpec("P")
R = TypeVar("R")
MARK = "portal_access"
ROLES = "portal_roles"
SIGN_IN = "desk.sign_in"
DOT = re.compile("%2e", re.IGNORECASE)  # a dot to browsers, whatever it is to others


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Anyone may open this page; it keeps no session and asks for no user."""
    setattr(view, MARK, "public")
    return view


def officer_required(*roles: str) -> Callable[[Callable[P, ResponseReturnValue]], Callable[P, ResponseReturnValue]]:
    """A signed-in officer may open this page; with ``roles``, only one of these."""

    def mark(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return _ask_to_sign_in()
            if roles and current_user.role not in roles:
                said = "officer %s, %s, was refused %s"
                current_app.logger.warning(said, current_user.id, current_user.role.value, request.endpoint)
                abort(403)
            return view(*args, **kwargs)

        setattr(guarded, MARK, "officer")
        setattr(guarded, ROLES, roles)
        return guarded

    return mark


def _ask_to_sign_in() -> ResponseReturnValue:
    """A page leads to the sign-in and back; what was sent cannot be sent again by itself, so it is 401."""
    if request.method not in {"GET", "HEAD"}:
        abort(401)
    return redirect(url_for(SIGN_IN, next=request.script_root + request.full_path.rstrip("?")))


def safe_next(target: str | None) -> str | None:
    """``target`` as a plain path on this site, if ``next`` names one; else None.

    Written without detours: what a browser makes of ``/.//host`` is nothing to rely on.
    """
    if not target or not target.startswith("/") or any(ord(c) < 32 for c in target) or "\\" in target:
        return None
    path, mark, query = target.partition("?")
    if unquote(path).startswith("//"):
        return None
    plain = normpath(DOT.sub(".", path)).replace("//", "/")
    return f"{plain}{'/' * (path.endswith('/') and plain != '/')}{mark}{query}"
