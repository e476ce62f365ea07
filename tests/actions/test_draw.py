"""A city has a share of the work checked; the rest ends as not checked, in the open, and never as checked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from portal.actions import resolve
from portal.actions.apply_events import Act, FilledForm
from portal.actions.draw import lot
from portal.actions.intake.record import record
from portal.domain.attachment import Purpose
from portal.domain.city import City
from portal.domain.sampling import drawn
from portal.extensions import db
from portal.media.store import MediaStore
from portal.queries.log.verify_chain import ChainCheck
from portal.queries.log.verify_tickets import ticket_differences
from tests.support.complaints import complaint
from tests.support.flagged import add, publish, scene_file
from tests.support.one_ticket import actor, custody, events, holder, refused, ticket, validator

pytestmark = pytest.mark.usefixtures("one_ticket")
SHARE = 0.3


@pytest.fixture
def store(tmp_path: Path, city: City) -> MediaStore:
    record(complaint(2), city)
    return MediaStore(str(tmp_path / "media"))


def secret_that(draws: bool, source_id: str = "1") -> str:
    """One by which the lot falls on the first completion of a report, or does not."""
    its = ticket(source_id).id
    return next(f"s{n}" for n in range(99) if drawn(lot(f"s{n}", its, 1), SHARE) is draws)


def by(city: City, source_id: str = "1") -> Act:
    found = ticket(source_id)
    return Act(replace(city, checked_share=SHARE), actor(found.holder_id), found.last_seq)


def test_about_the_stated_share_is_drawn_and_each_lot_is_its_own() -> None:
    lots = [[lot(secret, ticket, nth) for ticket in range(300)] for secret, nth in (("a", 1), ("a", 2), ("b", 1))]
    for each in lots:
        assert len(set(each)) == 300 and abs(sum(drawn(one, SHARE) for one in each) / 300 - SHARE) < 0.1
    assert not set(lots[0]) & (set(lots[1]) | set(lots[2])) and lots[0] == [
        lot("a", ticket, 1) for ticket in range(300)
    ]


def test_the_lot_sends_to_the_validator_or_ends_it_as_not_checked(city: City) -> None:
    me = holder()
    resolve.resolve(ticket().id, "Sudah ditambal.", by(city), secret_that(draws=False))
    done = events()[-1]
    assert (done.kind, done.unchecked, done.agency_id) == ("resolved", "not_drawn", me.agency)
    assert (ticket().status, ticket().closing, ticket().responses) == ("selesai", "resolved", 1)
    assert all(not runs for _, runs in custody()), "no checker ever had it"
    resolve.reopen(ticket().id, "Berlubang lagi.", by(city))
    resolve.resolve(ticket().id, "Sudah ditambal lagi.", by(city), secret_that(draws=False))
    assert (events()[-1].kind, events()[-1].unchecked) == ("completed", None), "opened again: checked without a lot"
    assert not list(ChainCheck(db.session().connection()).differences())
    assert not list(ticket_differences(db.session(), city))


def test_the_lot_that_falls_on_it_is_a_check_like_any(city: City) -> None:
    resolve.resolve(ticket().id, "Sudah ditambal.", by(city), secret_that(draws=True))
    assert (events()[-1].kind, ticket().status) == ("completed", "validasi")
    with refused("not_in_your_hands"):
        resolve.resolve(ticket().id, "Sekali lagi.", replace(by(city), actor=actor(ticket().agency_id)), "s")
    resolve.refuse_validation(ticket().id, "Belum beres.", Act(city, validator(city), ticket().last_seq))
    resolve.resolve(ticket().id, "Sekarang sudah.", by(city), secret_that(draws=False))
    assert events()[-1].kind == "completed", "after a refusal the next is checked"


def test_a_photo_with_a_flag_is_always_checked(city: City, store: MediaStore) -> None:
    picture = scene_file()
    add(city, store, "1", picture)
    publish(city, "1")
    add(city, store, "2", picture, Purpose.AFTER)
    found = ticket("2")
    act = replace(by(city, "2"), form=FilledForm("key-of-the-answer", "respond"))
    resolve.resolve(found.id, "Sudah ditambal.", act, secret_that(draws=False, source_id="2"))
    assert (events()[-1].kind, events()[-1].unchecked) == ("completed", None)
