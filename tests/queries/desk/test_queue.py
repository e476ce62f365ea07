"""The queue holds what its officer can act on, the most urgent first, in parts that are counted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.install import install
from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.permission import Actor, Role
from portal.domain.record import Record
from portal.models import Agency
from portal.queries.desk.queue import PAGE, Queue, Tab, queue, tabs_for
from tests.support.complaints import MORNING, complaint, step
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


def asked(session: Session, tab: Tab = Tab.ALL, q: str = "", page: int = 1, who: Actor | None = None) -> Queue:
    return queue(session, who or actor(session), tab, page, NOW, q)


def ends(found: Queue) -> list[str]:
    return [row.code[-1] for row in found.rows]


def test_unanswered_past_its_date_comes_first_then_what_is_due_first(desk: Session) -> None:
    assert ends(asked(desk)) == ["1", "3", "2"]


def test_each_part_holds_what_its_name_says(desk: Session) -> None:
    assert ends(asked(desk, Tab.ANSWER)) == ["1"]
    assert ends(asked(desk, Tab.OVERDUE)) == ["3"]
    assert ends(asked(desk, Tab.ELSEWHERE)) == ["4"]
    assert ends(asked(desk, Tab.ASKED, who=actor(desk, OTHER))) == ["4"]
    near = queue(desk, actor(desk), Tab.SOON, 1, MORNING + timedelta(days=6, hours=12))
    assert ends(near) == ["1", "2"]


def test_every_part_is_counted_as_it_is_listed(desk: Session) -> None:
    counts = asked(desk).counts
    assert counts == {tab: len(asked(desk, tab).rows) for tab in tabs_for(actor(desk))}


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
    assert (first.pages, len(first.rows), last.page, len(last.rows)) == (2, PAGE, 2, 3)
    assert not {r.code for r in first.rows} & {r.code for r in last.rows}
    assert asked(desk, page=0).page == 1


def test_a_ticket_knows_its_neighbours_on_the_page(desk: Session) -> None:
    found = asked(desk)
    before, after = found.around(found.rows[1].code)
    assert (before, after) == (found.rows[0], found.rows[2])
    assert found.around("JK2303060099") == (None, found.rows[0])
    assert found.around(found.rows[2].code)[1] is None


def test_a_place_in_the_queue_can_be_come_back_to(desk: Session) -> None:
    found = asked(desk, Tab.OVERDUE, q="lubang")
    assert found.place() == {"tab": "overdue", "page": 1, "q": "lubang"}
    assert found.place(tab=Tab.ALL) == {"tab": "all", "page": 1, "q": "lubang"}
    assert asked(desk).place(page=3) == {"tab": "all", "page": 3}


def test_a_queue_takes_two_statements(desk: Session) -> None:
    who = actor(desk)
    with counted(desk) as statements:
        queue(desk, who, Tab.ALL, 1, NOW)
    assert len(statements) == 2
