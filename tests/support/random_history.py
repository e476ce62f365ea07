"""A city's days by chance: reports come in and are told anew, also late and of another mind; the desk works; sources
speak; and what every figure was after each day is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions import moderate
from portal.actions.apply_events import Act, Decide, apply_events
from portal.actions.intake.record import record_many
from portal.actions.judge import judge
from portal.actions.sources import hear
from portal.domain.as_of import AsOf
from portal.domain.city import City
from portal.domain.event import EventDraft, Kind
from portal.domain.permission import Role
from portal.domain.record import Record, Step
from portal.domain.source_clock import SpokenSource
from portal.domain.status import Refused, Status, allowed
from portal.domain.transitions import TicketState
from portal.domain.visibility import Visibility
from portal.models import AskedEnd, Reporter, StoredScorecard, Ticket
from portal.projections.checkpoints import newest
from portal.projections.scorecards import recompute
from tests.support.complaints import complaint
from tests.support.one_ticket import actor, agency

START = datetime(2023, 3, 30, 2, tzinfo=UTC)  # the quarter turns within a history
AGENCIES = ("kelurahan-ragunan", "kelurahan-cilandak-barat", "pam-jaya", "dinas-bina-marga")
AREAS = ("31.74.04.1006", "31.74.06.1001", "31.74.04.1002")
SOURCES = ("ekspor", "umpan", "desk", "form")
#: What an officer is not made to do here: it needs a second person, or changes no figure.
NOT_AT_DESK = {
    *(Kind.RECEIVED, Kind.CORRECTED, Kind.REDACTED, Kind.VISIBILITY_CHANGED, Kind.CONFIRMED, Kind.DISPUTED),
    *(Kind.REPORTER_ANSWERED, Kind.QUESTION_ENDED, Kind.RECHECK_ASKED),
}
#: What a source tells.
TOLD = (Kind.TRANSFERRED, Kind.RESPONDED, Kind.RESOLVED, Kind.MERGED, Kind.CLOSED, Kind.REOPENED)
COORDINATION = (
    *[Kind.COORDINATION_ASKED] * 3, *[Kind.COORDINATION_ANSWERED] * 2, Kind.TRANSFERRED, Kind.RESPONDED
)  # fmt: skip
CHECKS = (*[Kind.COMPLETED] * 3, *[Kind.VALIDATED] * 2, Kind.VALIDATION_REFUSED, Kind.DISPUTED, Kind.TRANSFERRED)
Figures = dict[tuple[str, str], object]


@dataclass(frozen=True, slots=True)
class Stop:
    """A moment at which the city might have stopped, and all its figures then."""

    as_of: AsOf
    figures: Figures


@dataclass(slots=True)
class History:
    """``seed`` decides everything."""

    session: Session
    city: City
    monkeypatch: pytest.MonkeyPatch
    seed: int
    now: datetime = START
    told: list[Record] = field(default_factory=list)
    rng: Random = field(init=False)

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)

    def day(self, acts: int = 20) -> None:
        """Some things happen, each some hours after the one before."""
        does: list[Callable[[], object]] = [*[self._report] * 3, *[self._tell_anew] * 4]
        does += [
            *[self._at_desk] * 5,
            self._speak,
            self._publish,
            self._dispute,
            self._ask_recheck,
            self._finish,
            self._judge,
            self._answer,
        ]
        for _ in range(acts):
            self.now += timedelta(hours=self.rng.randint(0, 3), minutes=self.rng.randint(0, 59))
            self.monkeypatch.setattr(clock, "now", lambda now=self.now: now)
            with suppress(Refused):
                self.rng.choice(does)()
        self._record(_at(complaint(len(self.told) + 1, source="desk"), self.now, None))  # what was heard is known by it

    def coordinate(self, acts: int, kinds: Sequence[Kind] = COORDINATION) -> None:
        """Reports of every source are asked on, answered, given away; some of an agency that was itself asked. With
        other ``kinds`` of events these happen."""
        act = Act(self.city, actor(agency("pam-jaya"), Role.COORDINATOR))
        reports = self.session.scalars(select(Ticket.id).where(Ticket.ended_at.is_(None)).order_by(Ticket.id)).all()
        self.session.rollback()
        for _ in range(acts):
            self.now += timedelta(minutes=self.rng.randint(5, 200))
            self.monkeypatch.setattr(clock, "now", lambda now=self.now: now)
            other = agency(self.rng.choice(["sudin-sda", "dinas-bina-marga", "pam-jaya"]))
            draft = act.draft(self.rng.choice(kinds), self.now, "Mohon dibantu.", to_agency=other)
            decide: Decide = lambda _, now, draft=draft: [draft]  # type: ignore[misc]  # noqa: E731
            with suppress(Refused):
                apply_events(self.rng.choice(reports[:12]), decide, act)

    def stop(self) -> Stop:
        """All figures as they are computed now."""
        recompute(self.session, self.city, self.now)
        rows = self.session.execute(select(StoredScorecard.cell, StoredScorecard.period, StoredScorecard.figures))
        figures = {(cell, period): json.loads(figures) for cell, period, figures in rows}
        return Stop(AsOf(self.now.replace(microsecond=0), newest(self.session)), figures)

    def _report(self) -> None:
        number, source = len(self.told) + 1, self.rng.choice(SOURCES)
        at = self.now - timedelta(hours=self.rng.randint(0, 60))
        made = complaint(
            number,
            *self._steps(at, self.now),
            agency=self.rng.choice(AGENCIES),
            area=self.rng.choice(AREAS),
            category=self.rng.choice(["Jalan", "Trotoar"]),
            channel=self.rng.choice(["JAKI", "Temuan petugas"]),
            source=source,
            reporter=f"r{self.rng.randint(1, 5)}",
        )
        self._record(_at(made, at, self.now if source in SOURCES[:2] else None))

    def _tell_anew(self) -> None:
        """A source tells a report of it again: as of now, or as of some time ago, which comes late."""
        known = [record for record in self.told if record.updated_at]
        if not known:
            return
        record = self.rng.choice(known)
        told_at = self.now - timedelta(hours=self.rng.choice([0, 0, 5, 40]))
        told_at = max(told_at, record.submitted_at)
        changes: dict[str, object] = {"steps": self._steps(record.submitted_at, told_at)}
        if self.rng.random() < 0.4:
            changes["category"] = self.rng.choice(["Jalan", "Trotoar"])
        if self.rng.random() < 0.4:
            changes |= {"area": self.rng.choice(AREAS), "channel": self.rng.choice(["JAKI", "Temuan petugas"])}
        if self.rng.random() < 0.3:
            changes["due_at"] = record.submitted_at + timedelta(hours=self.rng.randint(1, 90))
        self._record(_at(record, record.submitted_at, told_at, **changes))

    def _record(self, made: Record) -> None:
        self.told.append(made)
        [outcome] = record_many([made], self.city)
        if (
            made.source == "form"
            and outcome.ticket_id is not None
            and self.session.get(Reporter, outcome.ticket_id) is None
        ):
            self._give_link(outcome.ticket_id)

    def _give_link(self, ticket_id: int) -> None:
        """Private links work for some hours to some weeks here, so that some ends come after them."""
        until = self.now + timedelta(hours=self.rng.randint(2, 900))
        token = f"{ticket_id}".encode()
        self.session.add(
            Reporter(ticket_id=ticket_id, token_hash=token, language="id", created_at=self.now, delete_after=until)
        )
        self.session.commit()

    def _finish(self) -> None:
        """The desk finishes a report that has a private link, so far as the rules allow."""
        reached = self.session.scalars(select(Reporter.ticket_id).order_by(Reporter.ticket_id)).all()
        act = Act(self.city, actor(agency("pam-jaya"), Role.COORDINATOR))
        kinds = (Kind.COMPLETED, Kind.VALIDATED)
        if reached:
            done = lambda _, now: [act.draft(kind, now, "Sudah diganti.") for kind in kinds]  # noqa: E731
            apply_events(self.rng.choice(reached), done, act)

    def _judge(self) -> None:
        """A reporter says what they think of an end, if they are asked."""
        asked = self.session.scalars(select(AskedEnd.ticket_id).order_by(AskedEnd.seq.desc())).all()
        if asked:
            judge(self.rng.choice(asked), self.city, done=self.rng.random() < 0.5, words="Masih bocor.")

    def _steps(self, since: datetime, until: datetime) -> tuple[Step, ...]:
        hours = int((until - since) / timedelta(hours=1))
        steps = []
        for hour in sorted(self.rng.sample(range(hours + 1), k=min(hours, self.rng.randint(0, 3)))):
            kind = self.rng.choice(
                [Kind.TRANSFERRED, Kind.RESPONDED, Kind.RESOLVED, Kind.MERGED, Kind.CLOSED, Kind.REOPENED]
            )
            names: dict[str, Any] = {
                "agency": self.rng.choice(AGENCIES),
                "text": self.rng.choice(["Beres.", "Sudah.", "Ditinjau."]),
            }
            if kind is Kind.TRANSFERRED:
                names["to_agency"] = self.rng.choice(AGENCIES)
            if kind is Kind.MERGED:
                names["other"] = self.rng.choice([None, *(record.source_id for record in self.told)])
            steps.append(Step(kind=kind, at=since + timedelta(hours=hour), **names))
        return tuple(steps)

    def _speak(self) -> None:
        until = self.now - timedelta(hours=self.rng.randint(0, 30))
        hear(SpokenSource(name=self.rng.choice(SOURCES[:2]), as_of=until))

    def _ticket(self) -> Ticket | None:
        found = self.session.scalars(select(Ticket).order_by(Ticket.id)).all()
        return self.rng.choice(found) if found else None

    def _at_desk(self) -> None:
        """A coordinator does whatever the rules allow."""
        ticket = self._ticket()
        never = NOT_AT_DESK | ({Kind.REPORTER_ASKED} if ticket and ticket.source in SOURCES[:2] else set())
        stay = select(Ticket.id).where(Ticket.id < (ticket.id if ticket else 0), Ticket.duplicate_of.is_(None))
        others = self.session.scalars(stay).all()
        kinds = [] if ticket is None else sorted(allowed(Status(ticket.status)) - never)
        if ticket is None or not kinds:
            return
        act = Act(self.city, actor(agency("pam-jaya"), Role.COORDINATOR))
        kind, to = self.rng.choice(kinds), agency(self.rng.choice(AGENCIES))
        other = self.rng.choice(others) if others else None

        def decide(state: TicketState, now: datetime) -> list[EventDraft]:
            more: dict[str, Any] = {"to_agency": to, "public": kind is not Kind.NOTED}
            if kind is Kind.PROMISED:
                more["promised_at"] = now + timedelta(days=2)
            if kind is Kind.MERGED:
                more["other_ticket"] = other
            return [act.draft(kind, now, "Petugas sudah ke lokasi.", **more)]

        apply_events(ticket.id, decide, act)

    def _dispute(self) -> None:
        ticket = self._ticket()
        if ticket is not None:
            act = Act(self.city)
            apply_events(ticket.id, lambda state, now: [act.draft(Kind.DISPUTED, now, "Belum.")], act)

    def _ask_recheck(self) -> None:
        """People ask to have an end looked at; the desk may end that as it likes."""
        ticket = self._ticket()
        if ticket is not None:
            apply_events(ticket.id, lambda _, now: [EventDraft(kind=Kind.RECHECK_ASKED, at=now)], Act(self.city))

    def _answer(self) -> None:
        """Every reporter who is asked answers."""
        act = Act(self.city)
        for id in self.session.scalars(select(Ticket.id).where(Ticket.question_at.is_not(None))).all():
            apply_events(id, lambda state, now: [act.draft(Kind.REPORTER_ANSWERED, now, "Di sana.")], act)

    def _publish(self) -> None:
        ticket = self._ticket()
        if ticket is not None:
            moderate.change_visibility(ticket.id, Visibility.STUB, "Sudah diperiksa.", Act(self.city))


def _at(record: Record, at: datetime, updated: datetime | None, **changes: object) -> Record:
    return replace(record, submitted_at=at, updated_at=updated, **changes)  # type: ignore[arg-type]
