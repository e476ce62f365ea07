"""Whose ends were disputed, reopened or confirmed: two computations agree on a city's days by chance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.city import City
from portal.domain.event import EventDraft, Kind
from portal.domain.source_log import LogEntry, standing, taken_back
from portal.domain.status import OPEN, Status
from portal.domain.transitions import advance, received
from portal.domain.visibility import PUBLIC
from portal.models import Channel, Ticket
from portal.queries.agencies.names import agency_meant
from portal.queries.scorecards.columns import snapshot
from portal.queries.scorecards.read_columns import read_columns
from portal.queries.tickets.state import logs_between
from tests.support.installed import install
from tests.support.random_history import History

VERDICTS = {Kind.REOPENED: "reopened", Kind.DISPUTED: "disputed", Kind.CONFIRMED: "confirmed"}


def by_hand(log: list[tuple[int, EventDraft]], validator: int | None) -> Iterator[tuple[int, str]]:
    """(agency, what was said) of each verdict, by one event after the other: who is responsible before it."""
    entries = [LogEntry(seq, draft) for seq, draft in standing(log)]
    gone = taken_back(entries)
    state = received(entries[0].draft)
    for place, entry in enumerate(entries[1:], start=1):
        if place in gone:
            continue
        if entry.draft.kind in VERDICTS:
            yield state.agency, VERDICTS[entry.draft.kind]
            if entry.draft.kind is Kind.DISPUTED:
                yield state.agency, VERDICTS[Kind.REOPENED]
        advance(state, entry.draft, validator=validator)
    if state.status not in {*OPEN, Status.DITOLAK, Status.DUPLIKAT, Status.TIDAK_DIKETAHUI}:
        yield state.agency, "ended"


@pytest.mark.only_on("sqlite")
def test_every_verdict_is_of_who_was_responsible_before_it(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(city)
    history = History(session, city, monkeypatch, seed=3)
    history.day(acts=120)
    validator = agency_meant(session, city.validator or "")
    own = session.scalars(select(Channel.id).where(Channel.kind == "city")).all()
    public = select(Ticket.id).where(Ticket.visibility.in_(PUBLIC), Ticket.channel_id.not_in(own))
    expected: dict[int, Counter[str]] = defaultdict(Counter)
    for id in session.scalars(public).all():
        told = set(by_hand(logs_between(session, id, id)[id], validator))
        for agency in {agency for agency, _ in told}:
            expected[agency] += Counter({name for by, name in told if by == agency} - {"ended"}) + Counter(["n"])
    now = history.now + timedelta(days=60)
    with snapshot(session):
        ended = read_columns(session, city.hand_over_limit, now).agencies.ended
    found = {agency: ended.of(agency).ends for agency in expected}
    total = sum(expected.values(), Counter())
    assert total["reopened"] > total["disputed"] > 1 and len(expected) > 3
    for agency, counts in expected.items():
        computed = Counter({name: int(getattr(found[agency], name).sum()) for name in VERDICTS.values()})
        assert +(computed + Counter(n=len(found[agency]))) == +counts
