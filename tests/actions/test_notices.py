"""What people say against photos and texts is kept once, and nobody with an interest waves it through."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.actions import withdrawals
from portal.actions.assign import transfer
from portal.actions.notices import SaidAgainst, give, leave
from portal.actions.respond import respond
from portal.actions.withdrawals import Wish
from portal.domain.city import City
from portal.domain.notice import EACH_HOUR, EACH_SUBJECT, NoticeReason, NoticeSubject
from portal.domain.permission import Actor, Role
from portal.domain.status import Refused
from portal.domain.visibility import Visibility
from portal.domain.withdrawal import WithdrawalReason
from portal.extensions import db
from portal.models import Notice
from portal.queries.desk.notices import moderated, open_things, thing, to_moderate
from portal.queries.desk.ticket import Desk
from portal.queries.notices.counted import notice_counts
from portal.queries.notices.subject import Noticed, noticed
from tests.support.one_ticket import actor, agency, by, holder, refused, ticket, validator, withdraw

pytestmark = pytest.mark.usefixtures("one_ticket")
SECRET = "a key of the tests, long enough for one"
SAID = SaidAgainst(NoticeReason.PERSONAL_DATA, "Ada nomor saya, 0812-3456-7890.", "k" * 22, "203.0.113.7")


def report() -> Noticed:
    found = noticed(db.session(), NoticeSubject.REPORT, ticket().code)
    assert found
    return found


def answer(city: City, who: Actor | None = None) -> Noticed:
    seq = respond(ticket().id, "Pelapor bernama Budi.", by(who or holder(), city))
    found = noticed(db.session(), NoticeSubject.ANSWER, str(seq))
    assert found
    return found


def said(number: int = 0, **more: object) -> SaidAgainst:
    return replace(SAID, form_key=f"{number:022}", **more)  # type: ignore[arg-type]


def at(who: Actor) -> Desk:
    return Desk(who, clock.now(), timedelta(hours=6))


def rows() -> list[Notice]:
    db.session.expire_all()
    return list(db.session.scalars(select(Notice).order_by(Notice.id)))


def test_a_notice_is_kept_masked_and_once_however_often_it_is_sent(city: City) -> None:
    about = report()
    first = give(about, said(), city, SECRET)
    assert give(about, said(), city, SECRET) == first, "the same form"
    assert give(about, said(1), city, SECRET) == first, "another form from the same address"
    assert give(about, said(2, address="198.51.100.9"), city, SECRET) != first
    kept = rows()
    assert [row.subject for row in kept] == ["report", "report"] and kept[0].words == "Ada nomor saya, [telepon]."
    assert kept[0].sender and b"203.0" not in kept[0].sender


def test_an_address_and_a_thing_have_their_limits_and_the_mark_of_an_address_goes_after_a_day(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    things = [answer(city) for _ in range(EACH_HOUR + 1)]
    for number, about in enumerate(things[:-1]):
        give(about, said(number), city, SECRET)
    with pytest.raises(Refused, match="notices_enough"):
        give(things[-1], said(50), city, SECRET)
    for number in range(EACH_SUBJECT):
        give(things[-1], said(100 + number, address=f"198.51.100.{number}"), city, SECRET)
    with pytest.raises(Refused, match="notices_known"):
        give(things[-1], said(200, address="192.0.2.1"), city, SECRET)
    tomorrow = clock.now() + timedelta(hours=25)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assert give(report(), said(300), city, SECRET)
    assert [row.sender is None for row in rows()] == [True] * (EACH_HOUR + EACH_SUBJECT) + [False]


def test_somebody_without_an_interest_leaves_it_with_words_and_all_that_was_said_about_it_is_closed(city: City) -> None:
    about, budi = answer(city), validator(city)
    id = give(about, said(), city, SECRET)
    give(about, said(1, address="198.51.100.9", reason=NoticeReason.INSULT), city, SECRET)
    give(report(), said(2), city, SECRET)
    seen = thing(db.session(), id, at(budi))
    assert seen and (seen.count, seen.mine, seen.text) == (2, True, "Pelapor bernama Budi.")
    assert open_things(db.session(), budi) == 2
    with refused("words_needed"):
        leave(id, ".", by(budi, city))
    leave(id, "Itu nama tokoh umum.", by(budi, city))
    assert [(row.outcome, row.closed_by) for row in rows()] == [("nothing", budi.officer)] * 2 + [(None, None)]
    assert [one.subject for one in to_moderate(db.session(), at(budi))] == ["report"]
    assert [one.count for one in moderated(db.session(), at(budi))] == [2]
    with refused("already_decided"):
        leave(id, "Sekali lagi.", by(budi, city))
    counts = notice_counts(db.session())
    assert (counts.total, counts.waiting, counts.ended) == (3, 1, (("nothing", 2),))


def test_neither_the_responsible_agency_nor_the_one_that_wrote_it_leaves_it(city: City) -> None:
    wrote = ticket().agency_id
    about = answer(city)
    id = give(about, said(), city, SECRET)
    for role in (Role.VALIDATOR, Role.COORDINATOR, Role.ADMIN):
        with refused("own_work"):
            leave(id, "Tidak apa-apa.", by(actor(wrote, role), city))
    with refused("validator_needed"):
        leave(id, "Tidak apa-apa.", by(holder(Role.SUPERVISOR), city))
    transfer(ticket().id, agency("pam-jaya"), "Pipa bocor.", by(holder(), city))
    author = actor(wrote, Role.COORDINATOR)
    assert (seen := thing(db.session(), id, at(author))) and not seen.mine
    with refused("own_work"):
        leave(id, "Kini bukan urusan kami.", by(author, city))


def test_what_two_people_take_from_view_closes_what_was_said_about_it(city: City) -> None:
    about = answer(city)
    give(about, said(), city, SECRET)
    give(report(), said(1), city, SECRET)
    seq = withdraw(Wish(seq=about.event_seq), "Menyebut nama.", city)
    assert [(row.outcome, row.done_seq) for row in rows()] == [("redacted", seq), (None, None)]
    hidden = withdrawals.ask(
        ticket().id, Wish(visibility=Visibility.HIDDEN), WithdrawalReason.CHILD, "Menyebut nama anak.",
        by(holder(Role.SUPERVISOR), city),
    )  # fmt: skip
    withdrawals.agree(hidden, "Benar adanya.", by(validator(city), city))
    assert rows()[1].outcome == "withheld"
    assert noticed(db.session(), NoticeSubject.REPORT, ticket().code) is None, "nobody sees it any more"


def test_a_supervisor_sees_what_is_said_about_the_own_tickets_only(city: City) -> None:
    id = give(report(), said(), city, SECRET)
    other, own = actor(agency("pam-jaya"), Role.SUPERVISOR), holder(Role.SUPERVISOR)
    assert thing(db.session(), id, at(other)) is None and open_things(db.session(), other) == 0
    assert thing(db.session(), id, at(own)) and open_things(db.session(), own) == 1
