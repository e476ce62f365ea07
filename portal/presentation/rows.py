"""What rows of a list say dozens of times a page. Functions, because a macro takes ten times as long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flask import Flask
from markupsafe import Markup, escape

from .dates import day, iso


def register(app: Flask) -> None:
    for function in (on_day, marked):
        app.add_template_filter(function)


def on_day(at: datetime) -> Markup:
    """The day for people, the moment for machines."""
    return Markup(f'<time datetime="{iso(at)}">{day(at)}</time>')  # noqa: S704 - digits and months' names


def marked(pieces: Iterable[tuple[str, bool]]) -> Markup:
    """A text with what was asked for marked in it."""
    said = (f"<mark>{escape(piece)}</mark>" if matched else escape(piece) for piece, matched in pieces)
    return Markup("".join(said))  # noqa: S704 - escaped piece by piece
