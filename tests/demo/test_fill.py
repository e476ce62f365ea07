"""A plan survives as the name of an import run, and a fill begins at the chunk that is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.demo import CHUNK, SOURCE, DemoError
from portal.demo.fill import DemoPlan, fill
from portal.domain.attachment import FlagKind, digest
from portal.domain.city import City
from portal.models import Attachment, AttachmentFlag, Event, ImportRun, Ticket
from tests.support.installed import install

PLAN = DemoPlan(60, 3, datetime(2026, 9, 30, 17, tzinfo=UTC))


def heard() -> tuple[list[int], Callable[[int], None]]:
    found: list[int] = []
    return found, found.append


def tickets(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(Ticket)) or 0


def test_a_plan_is_found_again_by_its_name() -> None:
    assert DemoPlan.named(PLAN.name) == PLAN
    assert PLAN.name == "60 3 2026-09-30T17:00:00+00:00"


def test_plans_that_differ_have_different_names() -> None:
    others = [replace(PLAN, tickets=61), replace(PLAN, seed=4), replace(PLAN, until=datetime(2026, 9, 29, tzinfo=UTC))]
    assert len({plan.name for plan in (PLAN, *others)}) == 4


@pytest.mark.parametrize("name", ["", "60 3", "a b c", "60 3 yesterday"])
def test_a_name_of_no_plan_is_an_error(name: str) -> None:
    with pytest.raises(ValueError):
        DemoPlan.named(name)


def test_a_fill_counts_what_it_wrote_and_says_how_far_it_is(session: Session, city: City) -> None:
    install(city)
    done, progress = heard()
    counts = fill(city, PLAN, 0, "key", progress)
    assert (counts.rows, counts.created, counts.refused) == (60, 60, 0)
    assert tickets(session) == 60
    assert done == [60]


def test_a_fill_is_an_import_run_of_its_own_kind_and_name(session: Session, city: City) -> None:
    install(city)
    fill(city, PLAN, 0, "key", lambda done: None)
    run = session.scalars(select(ImportRun)).one()
    assert (run.kind, run.source, run.rows, run.created) == ("demo", SOURCE, 60, 60)
    assert run.finished_at is not None


def test_a_second_fill_with_the_same_plan_finds_everything_unchanged(session: Session, city: City) -> None:
    install(city)
    fill(city, PLAN, 0, "key", lambda done: None)
    counts = fill(city, PLAN, 0, "key", lambda done: None)
    assert (counts.created, counts.unchanged) == (0, 60)
    assert tickets(session) == 60


def test_chunks_that_are_stored_are_not_generated_again(session: Session, city: City) -> None:
    install(city)
    done, progress = heard()
    counts = fill(city, replace(PLAN, tickets=CHUNK + 10), CHUNK, "key", progress)
    assert (counts.unchanged, counts.created) == (CHUNK, 10)
    assert tickets(session) == 10
    assert done == [CHUNK + 10]


def test_what_speaks_against_bad_photos_is_known_when_the_fill_is_done(session: Session, city: City) -> None:
    install(city)
    fill(city, replace(PLAN, tickets=500, seed=2023), 0, "key", lambda done: None)
    session.rollback()
    kinds = set(session.scalars(select(AttachmentFlag.kind).order_by(AttachmentFlag.attachment_id)))
    assert kinds >= {FlagKind.USED_BEFORE, FlagKind.BEFORE_COMPLAINT}
    shown = session.execute(select(Attachment.key, Attachment.sha256, Event.attached).join(Event)).all()
    assert len(shown) > 30 and all(digest(row.key, row.sha256) in row.attached for row in shown)


def test_a_city_that_the_tables_do_not_know_is_left_empty(session: Session, city: City) -> None:
    install(city)
    without = replace(city, categories={s: c for s, c in city.categories.items() if s != "pohon"})
    with pytest.raises(DemoError, match="no category pohon"):
        fill(without, PLAN, 0, "key", lambda done: None)
    assert tickets(session) == 0
    assert session.scalar(select(func.count()).select_from(ImportRun)) == 0
