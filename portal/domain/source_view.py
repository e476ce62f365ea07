"""What a source itself says of a ticket: who is responsible and how it ended, whatever was decided at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from .event import EventDraft, Kind, TicketFact
from .transitions import ASSIGNMENTS

ENDS = frozenset({Kind.RESOLVED, Kind.VALIDATED, Kind.REJECTED, Kind.MERGED, Kind.CLOSED, Kind.TIMED_OUT})
REOPENINGS = frozenset({Kind.REOPENED, Kind.DISPUTED})


@dataclass(frozen=True, slots=True)
class End:
    """How and when a source says that a ticket ended; ``other``: the ticket that it was merged into."""

    kind: Kind
    at: datetime
    agency: int | None
    other: int | None


@dataclass(frozen=True, slots=True)
class SourceView:
    """Agency and end by a source's own events. ``since``: when the last event happened that says so."""

    agency: int
    end: End | None
    since: datetime = field(compare=False)


def source_view(drafts: Sequence[EventDraft]) -> SourceView:
    """The view after a source's events, in order of time, the first of them RECEIVED.

    Unlike replay() it forbids nothing: what an officer did between two of these events may make the second possible.
    """
    first = drafts[0]
    if first.kind is not Kind.RECEIVED or first.agency is None:
        raise ValueError("a ticket begins with RECEIVED at an agency")
    view = SourceView(first.agency, None, first.at)
    for draft in drafts[1:]:
        view = _after(view, draft)
    return view


def _after(view: SourceView, draft: EventDraft) -> SourceView:
    moves = draft.kind in ASSIGNMENTS or TicketFact.AGENCY in draft.changed
    if moves and draft.to_agency is not None:
        return SourceView(draft.to_agency, view.end, draft.at)
    if draft.kind in ENDS:
        return SourceView(view.agency, End(draft.kind, draft.at, draft.agency, draft.other_ticket), draft.at)
    if draft.kind in REOPENINGS or (TicketFact.END in draft.changed and draft.corrects is None):
        return SourceView(view.agency, None, draft.at)
    return view
