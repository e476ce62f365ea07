"""What the portal itself says of many people, in the reader's language; it is stored in the city's."""

from __future__ import annotations

from flask import Flask
from flask_babel import ngettext

from ..domain.event import Kind
from ..domain.timeline import TimelineEvent
from ..domain.witness import crowd_of
from .numbers import number
from .words import masks

CROWDS = (Kind.RECHECK_ASKED, Kind.DISPUTED)


def register(app: Flask) -> None:
    app.add_template_filter(crowd_text)


def crowd_text(event: TimelineEvent) -> str:
    """How many said that a report is not done; '' of an event whose words somebody wrote."""
    people = crowd_of(event.text) if event.kind in CROWDS else None
    if people is None:
        return ""
    said = ngettext(
        "%(people)s orang mengatakan dalam beberapa hari bahwa ini belum beres.",
        "%(people)s orang mengatakan dalam beberapa hari bahwa ini belum beres.",
        people,
        people=number(people),
    )
    return str(said)


def event_text(event: TimelineEvent) -> str:
    """The words of an event in the page's language: masks, and what the portal itself says of many people."""
    return crowd_text(event) or masks(event.text)
