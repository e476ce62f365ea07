"""A ticket goes from agency to agency: responsibility, custody, and the ways that are closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from portal import clock
from portal.actions import assign, resolve
from portal.actions.apply_events import Act
from portal.actions.intake.record import record
from portal.domain.city import City
from portal.domain.permission import Forbidden, Role
from tests.support.complaints import complaint
from tests.support.one_ticket import actor, agency, by, custody, events, holder, refused, ticket

pytestmark = pytest.mark.usefixtures("one_ticket")
ASSIGN: list[Callable[[int, int, str, Act], int]] = [assign.route, assign.transfer, assign.ask_coordination]


@pytest.mark.parametrize(("action", "kind"), [(assign.route, "routed"), (assign.transfer, "transferred")])
def test_responsibility_and_custody_move_together(
    city: City, action: Callable[[int, int, str, Act], int], kind: str
) -> None:
    me, to = holder(), agency("pam-jaya")
    action(ticket().id, to, "Pipa bocor.", by(me, city))
    event = events()[-1]
    assert (event.kind, event.agency_id, event.to_agency_id, event.text) == (kind, me.agency, to, "Pipa bocor.")
    assert (ticket().agency_id, ticket().holder_id, ticket().status, ticket().handoffs) == (to, to, "menunggu", 1)
    assert custody() == [(me.agency, False), (to, True)]


def test_a_transfer_counts_as_the_first_action_and_not_as_an_answer(city: City) -> None:
    assign.route(ticket().id, agency("pam-jaya"), "Pipa bocor.", by(holder(), city))
    assert (ticket().first_action_at, ticket().first_response_at) == (events()[-1].happened_at, None)


def test_a_transferred_ticket_is_no_longer_in_the_hands_of_who_gave_it(city: City) -> None:
    me, to = holder(), agency("pam-jaya")
    assign.transfer(ticket().id, to, "Pipa bocor.", by(me, city))
    act = by(me, city)
    with refused("not_in_your_hands"):
        assign.transfer(ticket().id, me.agency, "Kembali.", act)


@pytest.mark.parametrize("action", ASSIGN)
def test_nobody_gives_a_ticket_to_who_has_it(city: City, action: Callable[[int, int, str, Act], int]) -> None:
    act = by(holder(), city)
    with refused("already_there"):
        action(ticket().id, ticket().holder_id, "Lagi.", act)


@pytest.mark.parametrize("action", ASSIGN)
def test_an_ended_ticket_goes_nowhere(city: City, action: Callable[[int, int, str, Act], int]) -> None:
    to = agency("pam-jaya")
    resolve.reject(ticket().id, "Jalan tol.", None, by(holder(), city))
    act = by(holder(), city)
    with refused("not_from_here"):
        action(ticket().id, to, "Masih?", act)


def test_coordination_goes_there_and_comes_back(city: City) -> None:
    asker, pam = holder(), agency("pam-jaya")
    assign.ask_coordination(ticket().id, pam, "Di mana pipanya?", by(asker, city))
    assert (ticket().status, ticket().holder_id, ticket().agency_id) == ("koordinasi", pam, asker.agency)
    assert ticket().asker_id == asker.agency
    assign.answer_coordination(ticket().id, "Sekitar 80 cm.", by(actor(pam), city))
    assert (ticket().status, ticket().holder_id, ticket().handoffs) == ("proses", asker.agency, 1)
    assert ticket().asker_id is None
    assert custody() == [(asker.agency, False), (pam, False), (asker.agency, True)]


def test_only_the_agency_that_was_asked_answers(city: City) -> None:
    asker = holder()
    assign.ask_coordination(ticket().id, agency("pam-jaya"), "Di mana pipanya?", by(asker, city))
    act = by(asker, city)
    with refused("not_in_your_hands"):
        assign.answer_coordination(ticket().id, "Tidak tahu.", act)


def test_nobody_answers_what_nobody_asked(city: City) -> None:
    act = by(holder(), city)
    with refused("not_from_here"):
        assign.answer_coordination(ticket().id, "Sekitar 80 cm.", act)


def test_a_dinas_instructs_its_own_unit(city: City) -> None:
    dinas, unit = agency("dinas-bina-marga"), agency("sudin-bina-marga")
    assign.route(ticket().id, dinas, "Jalan kota.", by(holder(), city))
    assign.instruct(ticket().id, unit, "Kerjakan.", by(actor(dinas), city))
    assert (events()[-1].kind, ticket().status) == ("instructed", "disposisi")
    assert (ticket().holder_id, ticket().agency_id) == (unit, unit)


def test_nobody_instructs_an_agency_that_is_not_a_unit_of_the_holder(city: City) -> None:
    act = by(holder(), city)
    for slug in ("pam-jaya", "sudin-bina-marga"):
        with refused("not_your_unit"):
            assign.instruct(ticket().id, agency(slug), "Kerjakan.", act)


def test_a_coordinator_moves_a_ticket_of_any_agency(city: City) -> None:
    to = agency("pam-jaya")
    assign.route(ticket().id, to, "Pipa bocor.", by(actor(agency("walikota-jaksel"), Role.COORDINATOR), city))
    assert ticket().holder_id == to


def test_a_hand_over_needs_words_and_so_does_an_answer_to_who_asked(city: City) -> None:
    me, to = holder(), agency("pam-jaya")
    for action in ASSIGN:
        for text in ("", ".", "-", "123"):
            act = by(me, city)
            with refused("words_needed"):
                action(ticket().id, to, text, act)
    assign.ask_coordination(ticket().id, to, "Di mana pipanya?", by(me, city))
    act = by(actor(to), city)
    with refused("words_needed"):
        assign.answer_coordination(ticket().id, "-", act)


def test_who_was_asked_asks_on_and_the_answer_goes_to_who_asked_first(city: City) -> None:
    asker, pam, bina = holder(), agency("pam-jaya"), agency("sudin-bina-marga")
    assign.ask_coordination(ticket().id, pam, "Di mana pipanya?", by(asker, city))
    assign.ask_coordination(ticket().id, bina, "Jalan ini milik siapa?", by(actor(pam), city))
    assert (ticket().status, ticket().holder_id, ticket().asker_id) == ("koordinasi", bina, asker.agency)
    assert ticket().agency_id == asker.agency
    assign.answer_coordination(ticket().id, "Milik kami.", by(actor(bina), city))
    assert (ticket().status, ticket().holder_id, ticket().asker_id) == ("proses", asker.agency, None)
    assert [agency_id for agency_id, _ in custody()] == [asker.agency, pam, bina, asker.agency]


def test_nobody_asks_the_agency_that_asked(city: City) -> None:
    asker, pam = holder(), agency("pam-jaya")
    assign.ask_coordination(ticket().id, pam, "Di mana pipanya?", by(asker, city))
    act = by(actor(pam), city)
    with refused("answer_instead"):
        assign.ask_coordination(ticket().id, asker.agency, "Pipa yang mana?", act)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SUPERVISOR])
def test_who_was_only_asked_neither_ends_nor_gives_away_the_ticket(city: City, role: Role) -> None:
    pam, to = agency("pam-jaya"), agency("sudin-bina-marga")
    record(complaint(2), city)
    assign.ask_coordination(ticket().id, pam, "Di mana pipanya?", by(holder(), city))
    act, id = by(actor(pam, role), city), ticket().id
    tries: list[Callable[[], int]] = [
        lambda: resolve.reject(id, "Bukan urusan kami.", None, act),
        lambda: resolve.merge(id, ticket("2").code, "Sama.", act),
        lambda: resolve.resolve(id, "Sudah selesai.", act),
        lambda: resolve.close(id, "Tutup saja.", act),
        lambda: assign.route(id, to, "Jalan kota.", act),
        lambda: assign.transfer(id, to, "Jalan kota.", act),
    ]
    for attempt in tries:
        with pytest.raises(Forbidden):
            attempt()
    assert (ticket().status, len(events())) == ("koordinasi", 3)


def test_the_receiver_gives_a_hand_over_back_within_the_limit(city: City) -> None:
    me, to = holder(), agency("pam-jaya")
    assign.transfer(ticket().id, to, "Pipa bocor.", by(me, city))
    assign.refuse_hand_over(ticket().id, "Pipa ini bukan milik kami.", by(actor(to), city))
    event = events()[-1]
    assert (event.kind, event.agency_id, event.to_agency_id, event.public) == ("returned", to, me.agency, True)
    assert (ticket().agency_id, ticket().holder_id, ticket().status) == (me.agency, me.agency, "menunggu")
    assert custody() == [(me.agency, False), (to, False), (me.agency, True)]
    act = by(me, city)
    with refused("not_handed_over"):
        assign.refuse_hand_over(ticket().id, "Bukan kami juga.", act)


def test_after_the_limit_or_without_words_nothing_is_given_back(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    me, to = holder(), agency("pam-jaya")
    assign.transfer(ticket().id, to, "Pipa bocor.", by(me, city))
    act = by(actor(to), city)
    with refused("words_needed"):
        assign.refuse_hand_over(ticket().id, ".", act)
    later = clock.now() + city.hand_over_limit + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    with refused("return_too_late"):
        assign.refuse_hand_over(ticket().id, "Bukan milik kami.", act)


def test_only_the_receiver_gives_it_back(city: City) -> None:
    me, to = holder(), agency("pam-jaya")
    assign.transfer(ticket().id, to, "Pipa bocor.", by(me, city))
    act = by(me, city)
    with refused("not_in_your_hands"):
        assign.refuse_hand_over(ticket().id, "Kami ingin kembali.", act)
