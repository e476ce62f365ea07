"""Streets follow the log: what is public names one, what is not shapes none, and a feed finds what a rebuild does."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.database import WRITES
from portal.domain.city import City
from portal.domain.streets import FoundStreet, found_streets
from portal.domain.visibility import Visibility
from portal.models import Category, Checkpoint, Street, StreetTicket, Ticket
from portal.projections import streets
from portal.projections.checkpoints import newest, rebuild_asked
from portal.projections.streets import NAME, feed, rebuild
from tests.support.installed import install
from tests.support.streets import NOW, along


@pytest.fixture(autouse=True)
def installed(session: Session, city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    install(city)
    monkeypatch.setattr(clock, "now", lambda: NOW)


def fed(session: Session, city: City) -> dict[str, tuple[object, ...]]:
    feed(session, city, newest(session))
    return stored(session)


def stored(session: Session) -> dict[str, tuple[object, ...]]:
    """All that is stored of each street but its number, by its address."""
    session.rollback()
    columns = [column for column in Street.__table__.columns if column.key not in ("id", "slug", "as_of")]
    lying: dict[int, list[tuple[int, str]]] = {}
    for ticket, key, street in session.execute(
        select(StreetTicket.ticket_id, StreetTicket.key, StreetTicket.street_id).order_by(StreetTicket.ticket_id)
    ):
        lying.setdefault(street, []).append((ticket, key))
    return {slug: (*row, lying[id]) for id, slug, *row in session.execute(select(Street.id, Street.slug, *columns))}


def street(session: Session, slug: str = "jalan-ampera-raya") -> Street:
    session.rollback()
    return session.execute(select(Street).where(Street.slug == slug)).scalar_one()


def test_a_street_has_its_reports_its_line_and_no_figure_of_too_few(session: Session, city: City) -> None:
    record_many([along(n, hours=None if n % 3 else 24.0) for n in range(1, 13)], city)
    rebuild(session, city, NOW)
    found = street(session)
    assert (found.name, found.reports, found.open, found.n, found.median) == ("Jalan Ampera Raya", 12, 8, 0, None)
    ((first, last),) = json.loads(found.lines)
    assert first[0] == pytest.approx(-6.302, abs=1e-4) and first[1] < last[1]
    assert found.west == pytest.approx(106.8202) and found.east == pytest.approx(106.8224)
    record_many([along(n, hours=24.0) for n in range(13, 41)], city)
    feed(session, city, newest(session))
    found = street(session)
    assert (found.reports, found.n, found.median, found.why) == (40, 40, 24 * 3600, "shown")
    assert found.low is not None and found.high is not None and found.low <= 24 * 3600 <= found.high


def test_what_is_not_public_whole_names_no_street_and_a_sensitive_place_shapes_none(
    session: Session, city: City
) -> None:
    open_, hidden, *_ = record_many(
        [along(1), along(2), along(3, private=True), along(4, "Jalan Rahasia"), *(along(n) for n in range(5, 9))], city
    )
    assert hidden.ticket_id is not None and open_.ticket_id is not None
    change_visibility(hidden.ticket_id, Visibility.HIDDEN, "Bukan laporan.", Act(city))
    session.execute(
        update(Ticket).where(Ticket.source_id == "4").values(visibility="pending", title="", text="", place="")
    )
    session.commit()
    found = fed(session, city)
    assert set(found) == {"jalan-ampera-raya"}
    assert street(session).reports == 5 and street(session).lines != "[]"
    session.execute(update(Category).values(sensitive=True))
    session.commit()
    rebuild(session, city, NOW)
    assert (street(session).reports, street(session).lines, street(session).west) == (5, "[]", None)


def test_a_feed_finds_what_a_rebuild_finds(session: Session, city: City) -> None:
    record_many([along(n) for n in range(1, 11)], city)
    first = fed(session, city)
    steps = [
        [along(n, hours=20.0) for n in range(3, 6)],  # resolved
        [along(11, "Jalan Ampera Ryaa"), along(12, "Jl. Ampera Raya/Jl. Pejaten Barat")],  # misspelt, and at a crossing
        [replace(along(n), lat=-6.2, lon=106.75) for n in (13, 14)],  # another street of the name
        [along(11, "Jalan Pejaten Barat")],  # the source mends a place
    ]
    seen = [first]
    for records in steps:
        record_many(records, city)
        now = fed(session, city)
        assert now != seen[-1]
        seen.append(now)
        rebuild(session, city, NOW)
        assert stored(session) == now
    assert set(seen[2]) == {"jalan-ampera-raya", "jalan-pejaten-barat"}
    assert len([slug for slug in seen[3] if slug.startswith("jalan-ampera-raya--")]) == 2


def test_only_reports_that_came_left_or_moved_are_written(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_many([along(n) for n in range(1, 11)], city)
    fed(session, city)
    number, written = street(session).id, []
    write = streets._write

    def watched(session: Session, changes: Any) -> None:
        written.append([len(getattr(changes, name)) for name in ("new", "kept", "left", "moved", "come", "gone")])
        write(session, changes)

    monkeypatch.setattr(streets, "_write", watched)
    record_many([along(11), along(2, "Jalan Pejaten Barat")], city)
    assert set(fed(session, city)) == {"jalan-ampera-raya", "jalan-pejaten-barat"}
    rebuild(session, city, NOW)
    assert written == [[1, 1, 1, 0, 2, 0], [0, 2, 0, 0, 0, 0]]
    assert street(session).id == number, "a street keeps its number"


def test_a_rebuild_is_made_when_it_is_asked_for_or_a_day_has_passed(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_many([along(1), along(2)], city)
    fed(session, city)
    session.execute(update(Ticket).values(place="Jalan Baru"))  # no event: only a rebuild sees it
    session.execute(update(Checkpoint).where(Checkpoint.name == NAME).values(seq=0))
    session.commit()
    assert rebuild_asked(session, NAME)
    assert set(fed(session, city)) == {"jalan-baru"} and not rebuild_asked(session, NAME)
    session.execute(update(Ticket).values(place="Jalan Lama"))
    session.commit()
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=23))
    assert set(fed(session, city)) == {"jalan-baru"}
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=25))
    assert set(fed(session, city)) == {"jalan-lama"}


def test_streets_are_found_before_the_write_lock_is_taken(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_many([along(n) for n in range(1, 9)], city)
    before = fed(session, city)
    record_many([along(n) for n in range(9, 12)], city)
    held = []

    def find(*args: Any) -> list[FoundStreet]:
        held.append(session.connection().get_execution_options().get(WRITES, False))
        return found_streets(*args)

    monkeypatch.setattr(streets, "found_streets", find)
    with monkeypatch.context() as another_node:
        another_node.setattr(streets, "position", lambda *_: newest(session))
        assert fed(session, city) == before, "who comes second leaves what the first has written"
    assert fed(session, city) != before and held == [False, False]
