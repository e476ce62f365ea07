"""Whom the portal serves and how that was tested, what was not, and where to complain."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ..context import current_portal
from ..web import caching
from ..web.access import public

bp = Blueprint("accessibility", __name__)


@bp.get("/accessibility")
@public
def page() -> ResponseReturnValue:
    contacts = current_portal().city.contacts
    letters = [f"{'' if '@' in word else '@'}{word}" for word in contacts.words]
    return caching.answer(
        "accessibility",
        lambda: render_template("accessibility/page.html", addresses=letters, numbers=contacts.numbers),
    )
