"""The whole city renamed in letters that are written from right to left, for pages that are examined after it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from portal.models import Agency, Area, Category, Channel, Officer, Original, Ticket

LETTERS = "\u0627\u0628\u062a\u062b\u062c\u062d\u062e\u062f\u0631\u0632"
COLUMNS: dict[Any, tuple[str, ...]] = {
    Agency: ("name", "short"),
    Area: ("name",),
    Category: ("name", "name_en"),
    Channel: ("name",),
    Officer: ("name",),
    Original: ("title", "place"),
    Ticket: ("title", "place"),
}


def write_from_right_to_left(session: Session) -> None:
    """Rename all that has a name; commits."""
    for model, columns in COLUMNS.items():
        (key,) = inspect(model).primary_key
        for row in session.scalars(select(model).order_by(key)):
            for place, column in enumerate(columns):
                if getattr(row, column):
                    setattr(row, column, f"{in_letters(place + 1)} {in_letters(getattr(row, key.name))}")
    session.commit()


def in_letters(number: int) -> str:
    return "".join(LETTERS[int(digit)] for digit in str(number))
