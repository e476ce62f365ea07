"""Who may open a page: every endpoint wears ``@public`` or ``@officer_required``."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

P = ParamSpec("P")
R = TypeVar("R")
MARK = "portal_access"
ROLES = "portal_roles"
SIGN_IN = "desk.sign_in"


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
    """``target`` if it is a path on this site, as ``next`` must be; else None."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    return None if any(ord(c) < 32 for c in target) or "\\" in target else target
