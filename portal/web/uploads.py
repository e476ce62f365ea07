"""Which forms may bring files: for them a larger form is read, of those who are not signed in a smaller one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from flask import Flask, current_app, request
from flask_login import current_user

from ..config import REPORT_BYTES, UPLOAD_BYTES

P = ParamSpec("P")
R = TypeVar("R")
MARK = "portal_takes_files"
PUBLIC_MARK = "portal_takes_photos_of_citizens"


def takes_files(view: Callable[P, R]) -> Callable[P, R]:
    """This view reads files: photos and documents."""
    setattr(view, MARK, True)
    return view


def takes_photos_of_citizens(view: Callable[P, R]) -> Callable[P, R]:
    """This view reads photos of whoever sends them."""
    setattr(view, PUBLIC_MARK, True)
    return view


def register(app: Flask) -> None:
    @app.url_value_preprocessor
    def read_more(endpoint: str | None, _values: dict[str, Any] | None) -> None:
        """Before anything has looked into the form; the token that it carries is looked for first of all."""
        view = current_app.view_functions.get(endpoint or "")
        if getattr(view, MARK, False) and current_user.is_authenticated:
            request.max_content_length = UPLOAD_BYTES
        elif getattr(view, PUBLIC_MARK, False):
            request.max_content_length = REPORT_BYTES
