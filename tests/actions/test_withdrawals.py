"""Nothing is taken from public view by one person, nor by the agency whose failure it would hide."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from portal.actions import drafts as kept_drafts
from portal.actions import moderate, withdrawals
from portal.actions.apply_events import Act, Conflict, FilledForm
from portal.actions.respond import respond
from portal.actions.withdrawals import Wish
from portal.domain.city import City
from portal.domain.permission import Actor, Role
from portal.domain.visibility import Visibility
from portal.domain.withdrawal import WithdrawalReason
from portal.extensions import db
from portal.models import Draft, Event, WithdrawalRequest
from tests.support.accounts import acts
from tests.support.one_ticket import actor, agency, by, events, holder, refused, stored, ticket, validator

pytestmark = pytest.mark.usefixtures("one_ticket")
HIDE = Wish(visibility=Visibility.HIDDEN)
CHILD, WHY = WithdrawalReason.CHILD, "Menyebut nama anak."


def ask(city: City, wish: Wish = HIDE, who: Actor | None = None) -> int:
    return withdrawals.ask(ticket().id, wish, CHILD, WHY, by(who or holder(Role.SUPERVISOR), city))


def request(id: int) -> WithdrawalRequest:
    return db.session.get_one(WithdrawalRequest, id, populate_existing=True)


def test_asking_changes_nothing(city: City) -> None:
    before = len(events())
    id = ask(city)
    assert (ticket().visibility, len(events()), request(id).agreed) == ("full", before, None)
    assert acts()[-1][:2] == ("withdrawal_asked", holder(Role.SUPERVISOR).officer)


def test_a_second_person_of_another_agency_agrees_and_both_agencies_are_named(city: City) -> None:
    id, me, other = ask(city), holder(Role.SUPERVISOR), validator(city)
    withdrawals.agree(id, "Benar, anak itu dikenali.", by(other, city))
    event = events()[-1]
    assert (event.kind, event.visibility_after, event.reason_kind, event.text) == (
        "visibility_changed", "hidden", "child", WHY,
    )  # fmt: skip
    assert (event.agency_id, event.to_agency_id, event.officer_id) == (me.agency, other.agency, me.officer)
    assert (ticket().visibility, ticket().text) == ("hidden", "")
    assert (request(id).agreed, request(id).decided_by) == (True, other.officer)
    assert acts()[-1][:2] == ("withdrawal_agreed", other.officer)


def test_a_text_and_the_report_are_taken_back_so_too(city: City) -> None:
    seq = respond(ticket().id, "Pelapor bernama Budi.", by(holder(), city))
    for wish in (Wish(seq=seq), Wish()):
        withdrawals.agree(ask(city, wish), "Memang menyebut nama.", by(validator(city), city))
    assert db.session.get_one(Event, seq).text == "" and ticket().text == ""
    assert [event.reason_kind for event in events()[-2:]] == ["child", "child"]


def test_who_refuses_leaves_everything_as_it_is(city: City) -> None:
    id = ask(city)
    withdrawals.refuse(id, "Tidak ada anak dalam laporan ini.", by(validator(city), city))
    assert (ticket().visibility, request(id).agreed) == ("full", False)
    act = by(validator(city), city)
    with refused("already_decided"):
        withdrawals.agree(id, "Berubah pikiran.", act)
    assert ask(city) != id, "it may be asked again"


def test_the_responsible_agency_decides_nothing_whatever_the_role(city: City) -> None:
    id = ask(city)
    for role in (Role.VALIDATOR, Role.COORDINATOR, Role.ADMIN):
        act = by(actor(ticket().agency_id, role), city)
        with refused("own_work"):
            withdrawals.agree(id, "Setuju saja.", act)
    for role in (Role.OFFICER, Role.SUPERVISOR):
        act = by(actor(agency("pam-jaya"), role), city)
        with refused("validator_needed"):
            withdrawals.agree(id, "Setuju saja.", act)
    assert ticket().visibility == "full"


def test_nobody_decides_what_the_own_agency_has_asked_for(city: City) -> None:
    maya = actor(agency("walikota-jaksel"), Role.COORDINATOR)
    id = ask(city, who=maya)
    for who in (maya, actor(maya.agency, Role.VALIDATOR), actor(maya.agency, Role.ADMIN)):
        act = by(who, city)
        for decide in (withdrawals.agree, withdrawals.refuse):
            with refused("own_request"):
                decide(id, "Setuju saja.", act)
    assert request(id).decided_at is None


@pytest.mark.parametrize("empty", ["", ".", "-", "ok"])
def test_neither_asking_nor_deciding_goes_without_words(city: City, empty: str) -> None:
    id = ask(city)
    act, mine = by(validator(city), city), by(holder(Role.SUPERVISOR), city)
    for decide in (withdrawals.agree, withdrawals.refuse):
        with refused("words_needed"):
            decide(id, empty, act)
    with refused("words_needed"):
        withdrawals.ask(ticket().id, Wish(), CHILD, empty, mine)


def test_an_officer_asks_for_nothing_and_a_supervisor_of_the_own_tickets_only(city: City) -> None:
    for who, reason in (
        (holder(), "supervisor_needed"),
        (actor(agency("pam-jaya"), Role.SUPERVISOR), "not_in_your_hands"),
    ):
        act = by(who, city)
        with refused(reason):
            withdrawals.ask(ticket().id, HIDE, CHILD, WHY, act)


def test_the_same_is_asked_once(city: City) -> None:
    assert ask(city) == ask(city) != ask(city, Wish())
    assert len(db.session.scalars(select(WithdrawalRequest.id)).all()) == 2


def test_the_form_that_asked_takes_its_draft_with_it_and_a_late_saving_brings_none_back(city: City) -> None:
    me, name = holder(Role.SUPERVISOR), "visibility"
    kept_drafts.keep(ticket().id, me.officer, WHY, name)
    kept_drafts.keep(ticket().id, me.officer, "Kami cek dulu.")
    act = replace(by(me, city), form=FilledForm("k" * 22, name))
    id = withdrawals.ask(ticket().id, HIDE, CHILD, WHY, act)
    assert db.session.scalars(select(Draft.text)).all() == ["Kami cek dulu."]
    assert kept_drafts.keep(ticket().id, me.officer, WHY, name, sent="k" * 22) is None
    assert withdrawals.ask(ticket().id, HIDE, CHILD, WHY, act) == id, "sent twice"
    withdrawals.refuse(id, "Tidak ada anak dalam laporan ini.", by(validator(city), city))
    with refused("already_decided"):
        withdrawals.ask(ticket().id, HIDE, CHILD, WHY, act)


def test_nobody_asks_about_a_ticket_that_has_changed_since_it_was_read(city: City) -> None:
    me = holder(Role.SUPERVISOR)
    act = replace(by(me, city), form=FilledForm("k" * 22, "visibility"))
    kept_drafts.keep(ticket().id, me.officer, WHY, "visibility")
    respond(ticket().id, "Sudah kami tutupi.", by(holder(), city))
    before = stored()
    with pytest.raises(Conflict):
        withdrawals.ask(ticket().id, HIDE, CHILD, WHY, act)
    assert stored() == before and not db.session.scalars(select(WithdrawalRequest.id)).all()


def test_what_would_withdraw_nothing_is_no_request(city: City) -> None:
    act = by(holder(Role.SUPERVISOR), city)
    with refused("already_so"):
        withdrawals.ask(ticket().id, Wish(visibility=Visibility.FULL), CHILD, WHY, act)
    with pytest.raises(LookupError):
        withdrawals.ask(ticket().id, Wish(seq=99), CHILD, WHY, act)
    with pytest.raises(LookupError):
        withdrawals.agree(99, "Setuju saja.", by(validator(city), city))


def test_what_is_hidden_meanwhile_is_not_shown_by_agreeing_to_an_older_request(city: City) -> None:
    shorten, hide = ask(city, Wish(visibility=Visibility.STUB)), ask(city)
    withdrawals.agree(hide, "Anak itu dikenali.", by(validator(city), city))
    act = by(validator(city), city)
    with refused("already_so"):
        withdrawals.agree(shorten, "Cukup diringkas.", act)
    assert (ticket().visibility, request(shorten).decided_at) == ("hidden", None)
    withdrawals.refuse(shorten, "Sudah disembunyikan.", act)


def test_what_was_taken_back_meanwhile_is_not_taken_back_twice_and_the_request_stays_open(city: City) -> None:
    seq = respond(ticket().id, "Pelapor bernama Budi.", by(holder(), city))
    asked = {wish.seq: ask(city, wish) for wish in (Wish(seq=seq), Wish())}
    for seq_taken in asked:
        moderate.redact(ticket().id, seq_taken, "Perintah pengadilan.", Act(city))
    act, mine = by(validator(city), city), by(holder(Role.SUPERVISOR), city)
    for seq_taken, id in asked.items():
        with refused("already_redacted"):
            withdrawals.agree(id, "Memang menyebut nama.", act)
        assert request(id).decided_at is None
        withdrawals.refuse(id, "Sudah dicabut.", act)
        with refused("already_redacted"):
            withdrawals.ask(ticket().id, Wish(seq=seq_taken), CHILD, WHY, mine)
