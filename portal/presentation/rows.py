"""Small pieces of HTML that rows of a list repeat: a day with its moment, and words that were found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from markupsafe import Markup, escape

from .dates import iso_and_day
from .direction import isolated
from .masks import masks_in


def on_day(at: datetime) -> Markup:
    """The day for people, the moment for machines."""
    machines, people = iso_and_day(at)
    return Markup(f'<time datetime="{machines}">{people}</time>')  # noqa: S704 - digits and months' names


def marked(pieces: Iterable[tuple[str, bool]]) -> Markup:
    """A text with what was asked for marked in it."""
    said = (f"<mark>{escape(piece)}</mark>" if matched else escape(piece) for piece, matched in masks_in(pieces))
    return isolated(Markup("".join(said)))  # noqa: S704 - escaped piece by piece
