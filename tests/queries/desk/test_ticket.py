"""A ticket on the desk: everything for those whom it concerns, what the public sees for all others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions import officers
from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.permission import Actor, Role
from portal.domain.visibility import Visibility
from portal.models import Agency, Draft, Event
from portal.queries.desk.ticket import Desk, WorkTicket, work_ticket
from portal.queries.desk.timeline import desk_timeline
from tests.support.complaints import complaint, step
from tests.support.installed import install

OWN, STRANGER = "kelurahan-ragunan", "pam-jaya"
CODE, PRIVATE = "JK2303060001", "JK2303060002"
STEPS = (
    step(Kind.RESPONDED, 3, agency=OWN, text="Sedang disurvei."),
    step(Kind.NOTED, 4, agency=OWN, text="catatan dalam", public=False),
)


@pytest.fixture
def desk(session: Session, city: City, quick_passwords: None) -> Session:
    install(city)
    record_many(
        [
            complaint(1, *STEPS, agency=OWN, area="31.74.04.1006"),
            complaint(2, agency=OWN, private=True, title="Pungutan liar", text="Rahasia.", place="Kantor"),
        ],
        city,
    )
    return session


def actor(session: Session, agency: str = OWN, role: Role = Role.OFFICER) -> Actor:
    return Actor(7, session.execute(select(Agency.id).where(Agency.slug == agency)).scalar_one(), role)


def at_desk(who: Actor) -> Desk:
    return Desk(who, clock.now(), timedelta(hours=6))


def work(session: Session, code: str = CODE, agency: str = OWN, role: Role = Role.OFFICER) -> WorkTicket:
    found = work_ticket(session, code, at_desk(actor(session, agency, role)))
    assert found is not None
    return found


def test_the_agency_that_holds_it_sees_notes_and_the_report_as_it_came_in(desk: Session) -> None:
    found = work(desk)
    assert found.whole and "0812-3456-7890" in found.text
    assert [e.text for e in found.events if e.kind is Kind.NOTED] == ["catatan dalam"]
    assert work(desk, PRIVATE).title == "Pungutan liar"


def test_an_agency_without_any_part_in_it_sees_what_the_public_sees(desk: Session) -> None:
    found = work(desk, agency=STRANGER)
    assert not found.whole and "0812" not in found.text
    assert Kind.NOTED not in {e.kind for e in found.events}
    private = work(desk, PRIVATE, agency=STRANGER)
    assert (private.title, private.text, private.place) == ("", "", "")


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMIN, Role.VALIDATOR])
def test_who_watches_over_all_agencies_sees_everything(desk: Session, role: Role) -> None:
    assert work(desk, agency=STRANGER, role=role).whole


def test_a_hidden_ticket_is_there_for_those_whom_it_concerns_alone(desk: Session, city: City) -> None:
    change_visibility(1, Visibility.HIDDEN, "Menyebut nama orang.", Act(city))
    assert work(desk).visibility == "hidden"
    assert work_ticket(desk, CODE, at_desk(actor(desk, STRANGER))) is None


def test_a_code_without_a_ticket_has_none(desk: Session) -> None:
    assert work_ticket(desk, "JK2303069999", at_desk(actor(desk))) is None


def test_what_may_be_done_depends_on_role_and_agency(desk: Session) -> None:
    assert {Kind.RESPONDED, Kind.NOTED, Kind.COMPLETED} <= work(desk).can
    assert Kind.RESPONDED not in work(desk, agency=STRANGER).can
    assert Kind.INSTRUCTED not in work(desk).can  # a kelurahan has no units below it


def test_an_event_knows_whose_it_is(desk: Session) -> None:
    ours = {e.kind: e.ours for e in work(desk, role=Role.COORDINATOR).events}
    assert ours[Kind.RESPONDED] and ours[Kind.RECEIVED]
    theirs = {e.kind: e.ours for e in work(desk, agency=STRANGER, role=Role.COORDINATOR).events}
    assert not theirs[Kind.RESPONDED]
    assert not any(e.mine for e in work(desk).events)


def test_what_came_after_a_seq_is_what_a_late_save_must_read(desk: Session) -> None:
    found = work(desk)
    seqs = [e.seq for e in found.events]
    assert [e.seq for e in found.since(seqs[0])] == seqs[1:]
    assert found.since(found.last_seq) == []
    assert found.event(seqs[1]) is found.events[1] and found.event(None) is None


def test_the_wording_of_an_event_is_its_last_correction(desk: Session) -> None:
    answer = next(e for e in work(desk).events if e.kind is Kind.RESPONDED)
    assert work(desk).wording(answer) == "Sedang disurvei."
    first = desk.get_one(Event, answer.seq)
    for seq, text in ((50, "Sudah disurvei."), (51, "Sudah diukur.")):
        desk.add(
            Event(
                seq=seq,
                ticket_id=1,
                kind="corrected",
                happened_at=first.happened_at,
                recorded_at=first.recorded_at,
                agency_id=first.agency_id,
                status_after=first.status_after,
                text=text,
                corrects=answer.seq,
            )
        )
    desk.commit()
    assert work(desk).wording(answer) == "Sudah diukur."


def test_a_draft_comes_back_to_the_officer_who_wrote_it(desk: Session) -> None:
    officer = officers.add("sari@example.org", "Sari", OWN, Role.OFFICER, "kata sandi panjang")
    desk.add(Draft(ticket_id=1, officer_id=officer, text="Kami akan", saved_at=clock.now()))
    desk.commit()
    agency = actor(desk).agency
    mine = work_ticket(desk, CODE, at_desk(Actor(officer, agency, Role.OFFICER)))
    assert mine is not None and mine.draft == "Kami akan" and list(mine.drafts) == ["respond"]
    assert work(desk).draft == ""


def test_the_timeline_of_the_desk_is_the_public_one_with_the_texts_that_may_be_read(desk: Session) -> None:
    def texts(found: WorkTicket) -> set[str]:
        periods = desk_timeline(desk, found, clock.now()).spells
        return {entry.text for period in periods for entry in period.entries if hasattr(entry, "text")}

    assert texts(work(desk)) == {"", "Sedang disurvei."}
    assert "catatan dalam" not in texts(work(desk))
    assert texts(work(desk, PRIVATE, agency=STRANGER)) <= {""}
