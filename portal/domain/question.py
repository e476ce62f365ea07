"""A question of an agency to the reporter of a ticket: until it ends, the agency's clock stands still."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .event import EventDraft, Kind
from .transitions import ENDS_QUESTION, GOES_ON, TicketState


@dataclass(frozen=True, slots=True)
class MovedDue:
    """When a ticket is ``due``, by how much of that questions to its reporter have moved it, and ``until`` when the
    open question is waited for (None: none is open).

    While one is open the ticket is due as if nobody answered; the answer takes back what was not needed. A question
    asked past the due date moves nothing: late stays late.
    """

    due: datetime
    stood: timedelta = timedelta()
    until: datetime | None = None

    def asked(self, at: datetime, until: datetime) -> MovedDue:
        more = until - at if self.due > at else timedelta()
        return MovedDue(self.due + more, self.stood + more, until)

    def ended(self, at: datetime) -> MovedDue:
        if self.until is None:
            return self
        rest = max(self.until - at, timedelta()) if self.due > self.until else timedelta()
        return MovedDue(self.due - rest, self.stood - rest)

    def after(self, draft: EventDraft, limit: timedelta) -> MovedDue:
        """The same after an event; ``limit``: after which a question ends by itself."""
        if draft.kind is Kind.REPORTER_ASKED:
            return self.asked(draft.at, draft.at + limit)
        return self.ended(draft.at) if draft.kind in ENDS_QUESTION else self


def stood_still(stored: MovedDue, drafts: Iterable[EventDraft]) -> timedelta:
    """By how much the questions among these events, in order of time, have moved the due date that is stored."""
    found, asked = MovedDue(stored.due - stored.stood), None
    for draft in drafts:
        if draft.kind is Kind.REPORTER_ASKED:
            asked = draft.at
        elif draft.kind in ENDS_QUESTION and asked is not None:
            found, asked = replace(found.asked(asked, draft.at), until=None), None
    return found.asked(asked, stored.until).stood if asked and stored.until else found.stood


def ending(state: TicketState, drafts: Sequence[EventDraft]) -> list[EventDraft]:
    """The event that ends an open question before these, by which the agency goes on without an answer."""
    going = next((draft for draft in drafts if draft.kind in GOES_ON), None)
    if state.question_at is None or going is None or any(draft.kind in ENDS_QUESTION for draft in drafts):
        return []
    return [EventDraft(kind=Kind.QUESTION_ENDED, at=going.at, agency=going.agency)]
