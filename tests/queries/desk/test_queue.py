"""The queue holds what its officer can act on, the most urgent first, in parts that are counted."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from portal.actions import officers
from portal.actions.drafts import keep
from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.permission import Actor, Role
from portal.domain.record import Record
from portal.domain.source_clock import SourceClocks
from portal.models import Agency, Event, Officer, Ticket, Witness
from portal.queries.desk.part import Part, Tab
from portal.queries.desk.queue import PAGE, Beside, Queue, QueuePlace, QueueRow, beside, queue
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install
from tests.support.statements import counted

NOW = MORNING + timedelta(days=3)
OWN, OTHER = "kelurahan-ragunan", "pam-jaya"


@pytest.fixture
def desk(session: Session, city: City) -> Session:
    """Of Ragunan: an unanswered one, an answered one, an overdue one, one handed on, one resolved; one of another's."""
    install(city)
    answered = step(Kind.RESPONDED, 3, agency=OWN, text="Disurvei.")
    handed_on = step(Kind.COORDINATION_ASKED, 4, agency=OWN, to_agency=OTHER, text="Mohon dibantu.")
    resolved = step(Kind.RESOLVED, 6, agency=OWN, text="Selesai.")
    overdue = complaint(3, answered, agency=OWN, due_at=MORNING + timedelta(days=1))
    record_many(
        [
            complaint(1, agency=OWN),
            complaint(2, answered, agency=OWN),
            overdue,
            complaint(4, handed_on, agency=OWN),
            complaint(5, resolved, agency=OWN),
            complaint(6, agency=OTHER, category="Banjir", title="Pipa bocor", text="Pipa bocor di gang."),
        ],
        city,
    )
    return session


def actor(session: Session, agency: str = OWN, role: Role = Role.OFFICER) -> Actor:
    return Actor(1, session.execute(select(Agency.id).where(Agency.slug == agency)).scalar_one(), role)


def part(who: Actor, tab: Tab = Tab.ALL, q: str = "", now: datetime = NOW) -> Part:
    return Part(who, tab, SourceClocks(now), now.replace(hour=0), q)


def asked(session: Session, tab: Tab = Tab.ALL, q: str = "", page: int = 1, who: Actor | None = None) -> Queue:
    return queue(session, part(who or actor(session), tab, q), page)


def near(session: Session, code: str, tab: Tab = Tab.ALL, at: QueuePlace | None = None) -> Beside:
    return beside(session, part(actor(session), tab), code, at)


def ends(found: Queue | Beside) -> list[str]:
    return [row.code[-1] for row in found.rows]


def code(number: int) -> str:
    return f"JK230306{number:04}"


def test_unanswered_past_its_date_comes_first_then_what_is_due_first(desk: Session) -> None:
    assert ends(asked(desk)) == ["1", "3", "2"]


def test_each_part_holds_what_its_name_says(desk: Session) -> None:
    assert ends(asked(desk, Tab.ANSWER)) == ["1"]
    assert ends(asked(desk, Tab.OVERDUE)) == ["3"]
    assert ends(asked(desk, Tab.ELSEWHERE)) == ["4"]
    assert ends(asked(desk, Tab.ASKED, who=actor(desk, OTHER))) == ["4"]
    soon = queue(desk, part(actor(desk), Tab.SOON, now=MORNING + timedelta(days=6, hours=12)), 1)
    assert ends(soon) == ["1", "2"]


def test_what_reporters_say_stands_together_with_its_clock(desk: Session, city: City) -> None:
    asks, words = step(Kind.REPORTER_ASKED, 14, agency=OWN, text="Yang mana?"), "Yang hijau."
    ends_so = {7: None, 8: Kind.REPORTER_ANSWERED, 9: Kind.QUESTION_ENDED}
    told = [
        complaint(number, asks, *([] if kind is None else [step(kind, 19, text=words)]), agency=OWN)
        for number, kind in ends_so.items()
    ]
    done, not_done = step(Kind.RESOLVED, 16, agency=OWN, text="Selesai."), step(Kind.DISPUTED, 19, text="Belum.")
    record_many([*told, complaint(10, done, not_done, agency=OWN)], city)
    desk.execute(update(Ticket).where(Ticket.source_id == "7").values(question_until=NOW + timedelta(hours=5)))
    desk.commit()
    found = {row.code[-1]: row for row in asked(desk, Tab.REPORTER).rows}
    assert sorted(found) == ["0", "7", "8", "9"] and asked(desk).counts[Tab.REPORTER] == 4
    assert [found[n].question_ended for n in "0789"] == ["", "", "reporter_answered", "question_ended"]
    assert found["7"].question_until == NOW + timedelta(hours=5) and found["0"].disputed == 1


def test_ends_to_be_looked_at_again_stand_in_the_order_in_which_people_asked(desk: Session, city: City) -> None:
    done = step(Kind.RESOLVED, 15, agency=OWN, text="Selesai.")
    asks = {7: step(Kind.RECHECK_ASKED, 60), 8: step(Kind.RECHECK_ASKED, 50)}
    record_many([complaint(n, done, ask, agency=OWN) for n, ask in asks.items()], city)
    ids = desk.scalars(select(Ticket.id).where(Ticket.source_id.in_(["7", "8"])).order_by(Ticket.id)).all()
    said = [(ids[0], 3), (ids[0], 19), (ids[0], 20), (ids[1], 19)]  # the first before its end
    desk.add_all([Witness(ticket_id=id, kind="unsolved", said_at=MORNING + timedelta(hours=at)) for id, at in said])
    desk.commit()
    who = actor(desk, OTHER, Role.VALIDATOR)
    found = asked(desk, Tab.RECHECK, who=who)
    assert [(row.code[-1], row.unsolved) for row in found.rows] == [("8", 1), ("7", 2)]
    assert [row.recheck_at for row in found.rows] == [MORNING + timedelta(hours=hour) for hour in (50, 60)]
    assert found.counts == {Tab.CHECK: 0, Tab.RECHECK: 2} and ends(found) == ["8", "7"]
    beside_it = beside(desk, part(who, Tab.RECHECK), code(7))
    assert (beside_it.number, beside_it.count) == (2, 2) and beside_it.before is not None
    assert ends(asked(desk, Tab.RECHECK, who=actor(desk, OWN, Role.VALIDATOR))) == [], "their own work"
    assert Tab.RECHECK not in asked(desk).counts


def test_every_part_is_counted_as_it_is_listed(desk: Session) -> None:
    assert asked(desk).counts == {tab: len(asked(desk, tab).rows) for tab in part(actor(desk)).tabs}


def test_an_officer_sees_no_ticket_that_another_agency_holds(desk: Session) -> None:
    assert "6" not in ends(asked(desk)) + ends(asked(desk, Tab.ELSEWHERE))
    assert ends(asked(desk, who=actor(desk, OTHER))) == ["6", "4"]  # nobody has answered 6


def test_a_coordinator_sees_every_open_ticket(desk: Session) -> None:
    found = asked(desk, who=actor(desk, role=Role.COORDINATOR))
    assert sorted(ends(found)) == ["1", "2", "3", "4", "6"]
    assert Tab.CHECK in found.counts


def test_a_validator_has_one_part_whatever_is_asked_for(desk: Session) -> None:
    found = asked(desk, Tab.OVERDUE, who=actor(desk, role=Role.VALIDATOR))
    assert (found.tab, list(found.counts)) == (Tab.CHECK, [Tab.CHECK])


@pytest.mark.parametrize(
    ("q", "codes"),
    [("lubang", "132"), ("jalan", "132"), ("JK2303060002", "2"), ("ragunan", "132"), ("lubang xyz", ""), ("100%", "")],
)
def test_every_word_must_be_in_code_title_category_or_area(desk: Session, q: str, codes: str) -> None:
    found = asked(desk, q=q)
    assert "".join(ends(found)) == codes
    assert found.counts[Tab.ALL] == len(codes)


def test_the_title_is_the_one_that_came_in_where_the_public_sees_less(desk: Session, city: City) -> None:
    record_many([complaint(7, agency=OWN, private=True, title="Pungutan liar")], city)
    row = next(row for row in asked(desk).rows if row.code.endswith("7"))
    assert row.title == "Pungutan liar"
    assert ends(asked(desk, q="pungutan")) == ["7"]


def test_a_page_beyond_the_last_is_the_last(desk: Session, city: City) -> None:
    many: list[Record] = [complaint(n, agency=OWN) for n in range(100, 100 + PAGE)]
    record_many(many, city)
    first, last = asked(desk), asked(desk, page=99)
    assert (first.pages.count, len(first.rows), last.pages.number, len(last.rows)) == (2, PAGE, 2, 3)
    assert not {r.code for r in first.rows} & {r.code for r in last.rows}
    assert (first.asked, last.asked) == (None, 99)
    assert asked(desk, page=0).pages.number == 1


def codes(*rows: QueueRow | None) -> list[str | None]:
    """Of rows; those beside a ticket are read without its life, which nobody draws there."""
    return [row.code if row else None for row in rows]


def test_a_ticket_knows_its_neighbours_over_the_edge_of_a_page(desk: Session, city: City) -> None:
    record_many([complaint(n, agency=OWN) for n in range(100, 100 + PAGE)], city)
    first, second = asked(desk), asked(desk, page=2)
    at_edge = near(desk, first.rows[-1].code)
    assert codes(at_edge.before, at_edge.after) == codes(first.rows[-2], second.rows[0])
    over = near(desk, second.rows[0].code)
    assert (over.page, over.number, over.count) == (2, PAGE + 1, PAGE + 3)
    assert codes(over.before) == codes(first.rows[-1])
    assert {*codes(second.rows[0], first.rows[-1])} <= {*codes(*over.rows)}
    assert near(desk, second.rows[-1].code).after is None


def test_what_follows_a_ticket_that_has_left_is_what_stood_behind_it(desk: Session) -> None:
    first, second, third = asked(desk).rows
    at = near(desk, second.code).at
    desk.execute(update(Ticket).where(Ticket.code == second.code).values(ended_at=NOW, status="ditutup"))
    left = near(desk, second.code, at=at)
    assert codes(left.before, left.after) == codes(first, third) and left.number is None
    assert second.code not in [row.code for row in left.rows]
    assert codes(near(desk, second.code).after) == codes(first), "without a place the queue begins anew"


def test_the_place_of_a_ticket_that_moved_to_the_end_leads_on_from_where_it_stood(desk: Session) -> None:
    first, second, _ = asked(desk).rows
    at = near(desk, first.code).at
    desk.execute(update(Ticket).where(Ticket.code == first.code).values(first_action_at=NOW))
    assert ends(asked(desk))[0] != first.code[-1]
    moved = near(desk, first.code, at=at)
    assert codes(moved.before, moved.after) == codes(None, second)


@pytest.mark.parametrize(
    "text", ["", "1", "3.1.1", "1.x.1", "1.-1.1", "1.1.1 ", "1.999999999999.1", "\u0661.1.1", "1.1"]
)
def test_a_place_that_nobody_wrote_is_none(text: str) -> None:
    assert QueuePlace.read(text) is None


def test_a_place_is_read_as_it_was_written(desk: Session) -> None:
    at = near(desk, asked(desk).rows[0].code).at
    assert at is not None and QueuePlace.read(str(at)) == at


def test_what_was_answered_today_from_the_desk_is_out_of_the_way(desk: Session) -> None:
    with_officer(desk, code(1), NOW - timedelta(hours=1))
    found = asked(desk)
    assert (ends(found), [row.waiting for row in found.rows]) == (["3", "2", "1"], [True, True, False])
    assert found.counts[Tab.ALL] == 3, "it is still in our hands"
    assert (ends(asked(desk, Tab.TODAY)), found.counts[Tab.TODAY]) == (["1"], 1)
    tomorrow = queue(desk, part(actor(desk), now=NOW + timedelta(days=1)), 1)
    assert (tomorrow.counts[Tab.TODAY], all(row.waiting for row in tomorrow.rows)) == (0, True)


def test_todays_work_is_found_again_when_it_has_ended(desk: Session) -> None:
    with_officer(desk, code(1), NOW)
    desk.execute(update(Ticket).where(Ticket.code == code(1)).values(ended_at=NOW, status="ditutup"))
    assert (ends(asked(desk, Tab.TODAY)), asked(desk).counts[Tab.TODAY]) == (["1"], 1)
    assert asked(desk, Tab.TODAY, who=actor(desk, OTHER)).counts[Tab.TODAY] == 0
    assert asked(desk, who=actor(desk, OTHER, Role.COORDINATOR)).counts[Tab.TODAY] == 1
    assert near(desk, code(1), Tab.TODAY).number == 1


def test_a_coordinator_finds_tickets_by_the_names_of_agencies(desk: Session) -> None:
    who = actor(desk, role=Role.COORDINATOR)
    assert sorted(ends(asked(desk, q="pam jaya", who=who))) == ["4", "6"]
    assert ends(asked(desk, q="lubang pam", who=who)) == ["4"]
    assert ends(asked(desk, q="kelurahan")) == [], "an officer's own agency is no word that narrows her queue"


def test_who_has_begun_to_write_is_told_in_the_list(desk: Session) -> None:
    with_officer(desk, code(2), NOW - timedelta(days=9))
    ticket = desk.execute(select(Ticket.id).where(Ticket.code == code(2))).scalar_one()
    keep(ticket, 1, "Setengah")
    assert [row.code for row in asked(desk).rows if row.half_written] == [code(2)]


def with_officer(session: Session, code: str, at: datetime) -> None:
    """An officer of the holder answers a ticket."""
    ticket = session.execute(select(Ticket).where(Ticket.code == code)).scalar_one()
    if session.get(Officer, 1) is None:
        officers.add("a@example.org", "A", OWN, Role.OFFICER, "kata sandi panjang")
    session.execute(
        insert(Event).values(
            seq=1000, ticket_id=ticket.id, kind="responded", happened_at=at, recorded_at=at, agency_id=ticket.holder_id,
            status_after=ticket.status, text="Ya.", public=True, officer_id=1,
        )
    )  # fmt: skip


def test_a_place_in_the_queue_can_be_come_back_to(desk: Session) -> None:
    found = asked(desk, Tab.OVERDUE, q="lubang")
    assert found.place() == {"tab": "overdue", "q": "lubang"}
    assert found.place(tab=Tab.ALL) == {"tab": "all", "q": "lubang"}


def test_a_queue_takes_three_statements_and_so_does_a_place_in_it(desk: Session) -> None:
    who = actor(desk)
    with counted(desk) as statements:
        found = queue(desk, part(who), 1)
    assert len(statements) == 3
    assert all(row.life is not None and row.life.hands for row in found.rows)
    with counted(desk) as statements:
        beside(desk, part(who), code(1))
    assert len(statements) == 3
