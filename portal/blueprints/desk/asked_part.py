"""Which part of the queue an address or a form names, and the rows beside a ticket in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from flask_login import current_user

from ... import clock
from ...context import current_portal
from ...domain.source_clock import SourceClocks
from ...domain.witness import AfterUnsolved
from ...extensions import db
from ...queries.city.clocks import read_sources
from ...queries.desk.part import Part, Tab
from ...queries.desk.queue import Beside, QueuePlace, beside

LONGEST = 200  # characters of a search in the queue


def asked_part(typed: Mapping[str, str]) -> Part:
    """The part of the queue that an address, or the hidden fields of a form, name; links to tickets carry it along."""
    tab, now = typed.get("tab", ""), clock.now()
    city = current_portal().city
    zone = ZoneInfo(city.zone)
    today = datetime.combine(now.astimezone(zone), time(), zone).astimezone(UTC)
    clocks = SourceClocks(now, read_sources(db.session()))
    asked, words = Tab(tab) if tab in set(Tab) else Tab.ALL, asked_words(typed)
    rechecks = city.unsolved_then is AfterUnsolved.ASKS
    return Part(current_user.actor, asked, clocks, today, words, moderated=city.moderated, rechecks=rechecks)


def queue_beside(code: str, typed: Mapping[str, str]) -> Beside:
    """The queue around a ticket, or around the place where it stood before it was answered."""
    return beside(db.session(), asked_part(typed), code, QueuePlace.read(typed.get("at", "")))


def asked_words(typed: Mapping[str, str]) -> str:
    """The words of a search in the queue."""
    return " ".join(typed.get("q", "")[:LONGEST].split())
