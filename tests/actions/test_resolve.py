"""How a ticket ends, who may check it, and how it is opened again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from portal import clock
from portal.actions import moderate, resolve
from portal.actions.apply_events import Act
from portal.actions.intake.record import record
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.permission import Actor, Role
from portal.domain.visibility import Visibility
from portal.extensions import db
from portal.queries.desk.ticket import Desk, work_ticket
from tests.support.complaints import complaint
from tests.support.one_ticket import actor, agency, by, custody, events, holder, refused, ticket, validator

pytestmark = pytest.mark.usefixtures("one_ticket")


def done(city: City, me: Actor) -> None:
    """The agency says done, and the validator agrees."""
    resolve.resolve(ticket().id, "Sudah ditambal.", by(me, city))
    resolve.validate(ticket().id, "Sudah dilihat.", by(validator(city), city))


def offered(me: Actor) -> frozenset[Kind]:
    found = work_ticket(db.session(), ticket().code, Desk(me, clock.now(), timedelta(hours=6)))
    assert found is not None
    return found.can


def test_a_resolution_waits_with_the_validator(city: City) -> None:
    me = holder()
    resolve.resolve(ticket().id, "Sudah ditambal.", by(me, city))
    assert (events()[-1].kind, ticket().status, ticket().resolved_at) == ("completed", "validasi", None)
    assert (ticket().holder_id, ticket().agency_id) == (agency(city.validator or ""), me.agency)
    assert custody() == [(me.agency, False), (agency(city.validator or ""), True)]


def test_a_validated_ticket_is_resolved_and_in_nobodys_custody(city: City) -> None:
    me = holder()
    done(city, me)
    assert (ticket().status, ticket().closing) == ("selesai", "resolved")
    assert ticket().resolved_at == ticket().ended_at == events()[-1].happened_at
    assert all(not runs for _, runs in custody())


def test_without_validation_a_resolution_is_final(city: City) -> None:
    plain = replace(city, validator=None)
    resolve.resolve(ticket().id, "Sudah ditambal.", by(holder(), plain))
    assert (events()[-1].kind, ticket().status, ticket().responses) == ("resolved", "selesai", 1)


def test_a_refused_check_sends_the_ticket_back_to_its_agency(city: City) -> None:
    me = holder()
    resolve.resolve(ticket().id, "Sudah ditambal.", by(me, city))
    resolve.refuse_validation(ticket().id, "Foto bukan dari sini.", by(validator(city), city))
    assert (ticket().status, ticket().holder_id, ticket().resolved_at) == ("proses", me.agency, None)
    assert (events()[-1].kind, events()[-1].text) == ("validation_refused", "Foto bukan dari sini.")


def test_a_check_is_refused_with_words_only(city: City) -> None:
    resolve.resolve(ticket().id, "Sudah ditambal.", by(holder(), city))
    act = by(validator(city), city)
    with refused("text_needed"):
        resolve.refuse_validation(ticket().id, "", act)


def test_an_officer_does_not_check(city: City) -> None:
    resolve.resolve(ticket().id, "Sudah ditambal.", by(holder(), city))
    act = by(actor(agency("pam-jaya")), city)
    with refused("validator_needed"):
        resolve.validate(ticket().id, "Sudah dilihat.", act)


def test_what_nobody_called_done_cannot_be_checked(city: City) -> None:
    act = by(validator(city), city)
    with refused("not_from_here"):
        resolve.validate(ticket().id, "Sudah dilihat.", act)


@pytest.mark.parametrize("check", [resolve.validate, resolve.refuse_validation])
def test_who_called_it_done_cannot_check_it_whatever_the_role(
    city: City, check: Callable[[int, str, Act], int]
) -> None:
    maya = actor(agency("walikota-jaksel"), Role.COORDINATOR)
    resolve.resolve(ticket().id, "Sudah ditambal.", by(maya, city))
    for same in (maya, actor(maya.agency, Role.VALIDATOR)):
        assert not {Kind.VALIDATED, Kind.VALIDATION_REFUSED} & offered(same)
        act = by(same, city)
        with refused("own_work"):
            check(ticket().id, "Benar.", act)
    assert Kind.VALIDATED in offered(validator(city))
    check(ticket().id, "Benar.", by(validator(city), city))


@pytest.mark.parametrize("text", ["", " \n"])
def test_done_and_open_again_need_words(city: City, text: str) -> None:
    act = by(holder(), city)
    with refused("text_needed"):
        resolve.resolve(ticket().id, text, act)
    done(city, holder())
    act = by(actor(ticket().agency_id), city)
    with refused("text_needed"):
        resolve.reopen(ticket().id, text, act)


def test_a_reopened_ticket_counts_from_its_first_submission(city: City) -> None:
    me, submitted = holder(), ticket().submitted_at
    done(city, me)
    resolve.reopen(ticket().id, "Berlubang lagi.", by(me, city))
    assert (ticket().status, ticket().reopened, ticket().holder_id) == ("proses", 1, me.agency)
    assert (ticket().resolved_at, ticket().ended_at, ticket().closing) == (None, None, None)
    assert ticket().submitted_at == submitted
    assert [runs for _, runs in custody()] == [False, False, True]


def test_an_open_ticket_is_not_opened_again(city: City) -> None:
    act = by(holder(), city)
    with refused("not_from_here"):
        resolve.reopen(ticket().id, "Lagi.", act)


def test_a_rejection_says_why_and_who_is_responsible_instead(city: City) -> None:
    resolve.reject(ticket().id, "Jalan tol.", agency("pam-jaya"), by(holder(), city))
    assert (ticket().status, ticket().closing, ticket().resolved_at) == ("ditolak", "rejected", None)
    assert (events()[-1].text, events()[-1].to_agency_id) == ("Jalan tol.", agency("pam-jaya"))
    assert all(not runs for _, runs in custody())


def test_a_rejection_without_a_reason_is_refused(city: City) -> None:
    act = by(holder(), city)
    with refused("text_needed"):
        resolve.reject(ticket().id, "", None, act)


def test_a_closed_ticket_is_never_resolved(city: City) -> None:
    resolve.close(ticket().id, "Dibatalkan.", by(holder(Role.COORDINATOR), city))
    assert (ticket().status, ticket().closing, ticket().resolved_at) == ("ditutup", "closed", None)


def test_an_officer_does_not_close_without_a_fix(city: City) -> None:
    act = by(holder(), city)
    with refused("role_missing"):
        resolve.close(ticket().id, "Sudahlah.", act)


def test_a_merged_ticket_names_the_one_that_stays(city: City) -> None:
    record(complaint(2), city)
    resolve.merge(ticket().id, ticket("2").code, "Sama.", by(holder(), city))
    assert (ticket().status, ticket().closing, ticket().duplicate_of) == ("duplikat", "duplicate", ticket("2").id)
    assert events()[-1].other_ticket_id == ticket("2").id


def test_a_ticket_is_not_merged_into_itself_nor_into_one_that_is_not_there(city: City) -> None:
    act = by(holder(), city)
    with refused("ticket_unknown"):
        resolve.merge(ticket().id, "JK0000000000", "", act)
    with refused("same_ticket"):
        resolve.merge(ticket().id, ticket().code, "", act)


def test_a_ticket_is_not_merged_into_one_that_is_itself_merged(city: City) -> None:
    record(complaint(2), city)
    record(complaint(3), city)
    resolve.merge(ticket("2").id, ticket("3").code, "", Act(city, actor(ticket("2").holder_id), 2))
    act = by(holder(), city)
    with refused("other_is_duplicate"):
        resolve.merge(ticket().id, ticket("2").code, "", act)


def test_a_ticket_is_not_merged_into_one_that_the_public_does_not_find(city: City) -> None:
    record(complaint(2), city)
    moderate.change_visibility(ticket("2").id, Visibility.HIDDEN, "Perintah pengadilan.", Act(city))
    act = by(holder(), city)
    with refused("ticket_unknown"):
        resolve.merge(ticket().id, ticket("2").code, "", act)
