"""Whose ends were disputed, reopened or confirmed: two computations agree on a city's days by chance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.city import City
from portal.domain.event import EventDraft, Kind
from portal.domain.source_log import LogEntry, standing, taken_back
from portal.domain.status import OPEN, Status
from portal.domain.transitions import advance, received
from portal.domain.visibility import PUBLIC
from portal.models import Channel, Reporter, Ticket
from portal.queries.agencies.names import agency_meant
from portal.queries.city.clocks import source_clocks
from portal.queries.scorecards import verdicts
from portal.queries.scorecards.columns import snapshot
from portal.queries.scorecards.read_columns import read_columns
from portal.queries.tickets.state import logs_between
from portal.queries.versioned_cache import VersionedCache
from tests.support.installed import install
from tests.support.random_history import History

VERDICTS = {Kind.REOPENED: "reopened", Kind.DISPUTED: "disputed", Kind.CONFIRMED: "confirmed"}
SAID = (*VERDICTS.values(), "asked", "answered")
BY_REPORTER = {"", "Masih bocor."}  # what the reporters of the history say; neighbours use other words


def by_hand(
    log: list[tuple[int, EventDraft]], validator: int | None, link: datetime | None
) -> Iterator[tuple[int, str]]:
    """(agency, what was said) of each verdict, by one event after the other: who is responsible before it. ``link``:
    until when the reporter can answer; that they are asked, at each event by which the report is done."""
    entries = [LogEntry(seq, draft) for seq, draft in standing(log)]
    gone = taken_back(entries)
    state = received(entries[0].draft)
    asked: int | None = None
    for place, entry in enumerate(entries[1:], start=1):
        if place in gone:
            continue
        before, said, whose = state.status, entry.draft.kind, state.agency
        if said in VERDICTS:
            yield whose, VERDICTS[said]
            if said is Kind.DISPUTED:
                yield whose, VERDICTS[Kind.REOPENED]
            if asked is not None and said is not Kind.REOPENED and entry.draft.text in BY_REPORTER:
                yield asked, "answered"
        advance(state, entry.draft, validator=validator)
        if state.status is Status.SELESAI and before is not Status.SELESAI:
            asked = state.agency if link and entry.draft.officer and entry.draft.at < link else None
            if asked is not None:
                yield asked, "asked"
    if state.status not in {*OPEN, Status.DITOLAK, Status.DUPLIKAT, Status.TIDAK_DIKETAHUI}:
        yield state.agency, "ended"


@pytest.mark.parametrize("seed", [3, 6])
def test_every_verdict_is_of_who_was_responsible_before_it(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Of all reports but the merged, which end as the one does that stays, and those that came after the last word of
    their source."""
    monkeypatch.setattr(verdicts, "FEW", 1_000 if seed == 3 else 0)
    install(city)
    history = History(session, city, monkeypatch, seed=seed)
    history.day(acts=400)
    now = history.now + timedelta(days=60)
    validator = agency_meant(session, city.validator or "")
    own = session.scalars(select(Channel.id).where(Channel.kind == "city")).all()
    clocks = source_clocks(session, VersionedCache(), now)
    public = select(Ticket).where(Ticket.visibility.in_(PUBLIC), Ticket.channel_id.not_in(own))
    rows = session.scalars(public.where(Ticket.status != Status.DUPLIKAT.value)).all()
    judged = [row.id for row in rows if row.submitted_at <= clocks.until(row.source, row.desk_at)]
    links = {one.ticket_id: one.delete_after for one in session.scalars(select(Reporter))}
    expected: set[tuple[int, int, str]] = set()
    for id in judged:
        told = set(by_hand(logs_between(session, id, id)[id], validator, links.get(id)))
        expected |= {(agency, id, said) for agency, said in told} | {(agency, id, "n") for agency, _ in told}
    with snapshot(session):
        columns = read_columns(session, city.hand_over_limit, now)
    found: set[tuple[int, int, str]] = set()
    for agency in {agency for agency, _, _ in expected}:
        ends = columns.agencies.ended.of(agency)
        tickets = columns.tickets.cohort.ticket[ends.tickets.ticket]
        found |= {(agency, id, "n") for id in tickets.tolist()}
        found |= {(agency, id, said) for said in SAID for id in tickets[getattr(ends.flags, said)].tolist()}
    assert {one for one in found if one[1] in judged} == {one for one in expected if one[2] != "ended"}
    assert len({agency for agency, _, _ in expected}) > 3 and {said for _, _, said in expected} > {*SAID} - {
        "confirmed"
    }
