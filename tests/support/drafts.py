"""Random sequences of events that the rules allow, for property tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from hypothesis import strategies as st

from portal.domain.event import EventDraft, Kind
from portal.domain.status import allowed
from portal.domain.transitions import ENDS_QUESTION, GOES_ON, apply, received
from portal.domain.visibility import Visibility


@st.composite
def allowed_events(
    draw: st.DrawFn, start: datetime, agencies: Sequence[int], validator: int | None, other_ticket: int
) -> list[EventDraft]:
    """RECEIVED at the first agency and up to 14 events, each one of those that the table of moves allows."""
    drafts = [EventDraft(kind=Kind.RECEIVED, at=start, agency=agencies[0])]
    state, at = received(drafts[0]), start
    for _ in range(draw(st.integers(0, 14))):
        at += timedelta(hours=draw(st.integers(0, 48)))
        no = ENDS_QUESTION if state.question_at is None else GOES_ON | {Kind.REPORTER_ASKED}
        kind = draw(st.sampled_from(sorted(allowed(state.status) - no)))
        to = draw(st.sampled_from([agency for agency in agencies if agency != state.holder]))
        made = EventDraft(
            kind=kind,
            at=at,
            agency=state.holder,
            to_agency=to,
            text="x",
            promised_at=at + timedelta(hours=24) if kind is Kind.PROMISED else None,
            other_ticket=other_ticket if kind is Kind.MERGED else None,
            public=kind is not Kind.NOTED,
            visibility_after=Visibility.STUB if kind is Kind.VISIBILITY_CHANGED else None,
        )
        drafts.append(made)
        state = apply(state, made, validator=validator)
    return drafts
