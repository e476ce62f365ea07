"""The words of the portal, and what each of them means."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from ...presentation.glossary import glossary
from ...web import caching
from ...web.access import public
from . import bp


@bp.get("/methodology/words")
@public
def words() -> ResponseReturnValue:
    return caching.answer("words", lambda: render_template("methodology/words.html", words=glossary()))
