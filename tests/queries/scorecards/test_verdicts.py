"""Whose ends were disputed, reopened or confirmed: two computations agree on a city's days by chance."""

from __future__ import annotations

from collections import Counter, defaultdict
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
from portal.queries.scorecards.columns import snapshot
from portal.queries.scorecards.read_columns import read_columns
from portal.queries.tickets.state import logs_between
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


def test_every_verdict_is_of_who_was_responsible_before_it(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(city)
    history = History(session, city, monkeypatch, seed=3)
    history.day(acts=400)
    validator = agency_meant(session, city.validator or "")
    own = session.scalars(select(Channel.id).where(Channel.kind == "city")).all()
    public = select(Ticket.id).where(Ticket.visibility.in_(PUBLIC), Ticket.channel_id.not_in(own))
    expected: dict[int, Counter[str]] = defaultdict(Counter)
    links = {one.ticket_id: one.delete_after for one in session.scalars(select(Reporter))}
    for id in session.scalars(public).all():
        told = set(by_hand(logs_between(session, id, id)[id], validator, links.get(id)))
        for agency in {agency for agency, _ in told}:
            expected[agency] += Counter({name for by, name in told if by == agency} - {"ended"}) + Counter(["n"])
    now = history.now + timedelta(days=60)
    with snapshot(session):
        ended = read_columns(session, city.hand_over_limit, now).agencies.ended
    found = {agency: ended.of(agency).ends for agency in expected}
    total = sum(expected.values(), Counter())
    assert total["reopened"] > total["disputed"] > 1 and len(expected) > 3
    assert total["asked"] > total["answered"] > 1
    for agency, counts in expected.items():
        computed = Counter({name: int(getattr(found[agency], name).sum()) for name in SAID})
        assert +(computed + Counter(n=len(found[agency]))) == +counts
