"""Facts that figures count with are kept as they were before a source told them otherwise, and only those."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.intake.record import record, record_many
from portal.domain.city import City
from portal.models import Category, Event, FormerFacts, Ticket
from tests.support.complaints import MORNING, complaint


def test_facts_are_kept_as_they_were_before_the_event_that_says_otherwise(session: Session, city: City) -> None:
    told = complaint(1, updated_at=MORNING, reporter="a")
    anew = replace(told, category="Trotoar", due_at=MORNING + timedelta(days=3), updated_at=MORNING + timedelta(days=1))
    before = record(told, city)
    was = session.get_one(Ticket, before.ticket_id)
    facts = (was.channel_id, was.category_id, was.area_id, was.response_due_at, was.due_at, was.reporter)
    record(anew, city)
    kept = session.scalars(select(FormerFacts)).one()
    assert session.get_one(Event, kept.seq).kind == "corrected"
    assert facts == (kept.channel_id, kept.category_id, kept.area_id, kept.response_due_at, kept.due_at, kept.reporter)


def test_words_alone_keep_nothing(session: Session, city: City) -> None:
    told = complaint(1, updated_at=MORNING)
    record_many([told, replace(told, text="Lubangnya dua.", updated_at=MORNING + timedelta(days=1))], city)
    assert session.scalars(select(FormerFacts)).all() == []


def test_a_category_that_only_the_past_names_is_not_dropped(session: Session, city: City) -> None:
    """A record that is refused has what the batch made and nobody uses taken away."""
    told = complaint(1, updated_at=MORNING, category="Kategori sesaat")
    anew = replace(told, category="Jalan", updated_at=MORNING + timedelta(days=1))
    refused = replace(anew, submitted_at=MORNING, updated_at=MORNING + timedelta(days=2))
    record_many([told, anew, refused], city)
    named = session.scalars(select(Category.name).join(FormerFacts, FormerFacts.category_id == Category.id)).all()
    assert named == ["Kategori sesaat"]
