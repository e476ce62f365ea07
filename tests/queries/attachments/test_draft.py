"""A form finds its photos again, those just thrown away too; nobody else's are among them."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from portal.actions import attach
from portal.actions.attach import HalfForm, Upload
from portal.actions.intake.record import record
from portal.domain.city import City
from portal.media.store import MediaStore
from portal.queries.attachments.draft import draft_photos
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.one_ticket import actor, agency, holder, ticket
from tests.support.photos import photo


@pytest.fixture
def half(session: Session, city: City, quick_passwords: None) -> HalfForm:
    """The answer that the holder's officer has begun to write."""
    install(city)
    record(complaint(1), city)
    return HalfForm(ticket().id, holder().officer, "respond")


def test_a_form_has_what_waits_with_it_and_what_can_be_brought_back(
    half: HalfForm, session: Session, city: City, tmp_path: Path
) -> None:
    store = MediaStore(str(tmp_path))
    first, second = (attach.add(half, Upload(photo(seed=seed)), city, store).key for seed in (1, 2))
    attach.add(HalfForm(half.ticket, half.officer, "refuse"), Upload(photo()), city, store)
    attach.throw_away(half, first)
    found = draft_photos(session, half.ticket, half.officer, half.form)
    assert [(shown.key, shown.number) for shown in found.waiting] == [(second, 1)]
    assert [shown.key for shown in found.thrown_away] == [first]
    attach.bring_back(half, first)
    assert [shown.key for shown in draft_photos(session, half.ticket, half.officer, half.form).waiting] == [
        second,
        first,
    ]


def test_a_colleague_has_none_of_them(half: HalfForm, session: Session, city: City, tmp_path: Path) -> None:
    attach.add(half, Upload(photo()), city, MediaStore(str(tmp_path)))
    other = actor(agency("pam-jaya")).officer
    found = draft_photos(session, half.ticket, other, half.form)
    assert (found.waiting, found.thrown_away) == ((), ())
