"""What can happen to a ticket: the kinds of event, and an event before it has its number in the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .validation import Checked, RefusedFor, Unchecked
from .visibility import Visibility
from .withdrawal import WithdrawalReason


class Kind(StrEnum):
    """Every kind of row in the log. Names are what the agency or the citizen did."""

    RECEIVED = "received"  # the complaint came in; agency = who holds it first
    ROUTED = "routed"  # handed to the agency that is to answer (agency -> to_agency)
    INSTRUCTED = "instructed"  # disposisi: a dinas instructs its own unit
    TRANSFERRED = "transferred"  # given away to another agency; responsibility moves
    RETURNED = "returned"  # who was given it refuses it within the hand-over limit: to_agency is responsible again
    COORDINATION_ASKED = "coordination_asked"  # koordinasi: to_agency is asked (or asked on), who is responsible stays
    COORDINATION_ANSWERED = "coordination_answered"  # to the asking agency's hands again
    STARTED = "started"  # work has begun
    RESPONDED = "responded"  # a public response, no change of status
    PROMISED = "promised"  # EWS: a promised finish date, or a move of it
    COMPLETED = "completed"  # the agency says done; to be checked
    VALIDATED = "validated"  # the check agreed: selesai
    VALIDATION_REFUSED = "validation_refused"  # tindak lanjut ditolak
    RESOLVED = "resolved"  # done without a check (validation off, or an import)
    REJECTED = "rejected"  # not followed up, with the reason and who is responsible instead
    MERGED = "merged"  # the same as another ticket, which it names
    CLOSED = "closed"  # closed without a fix (cancelled, nothing to do)
    TIMED_OUT = "timed_out"  # closed because time ran out; never a resolution
    REOPENED = "reopened"  # a relapse, or the agency took it up again
    DISPUTED = "disputed"  # a citizen says it is not done: open again
    CONFIRMED = "confirmed"  # a citizen says it is done
    CORRECTED = "corrected"  # the text of an earlier event, or what the source said of the ticket, was wrong
    REDACTED = "redacted"  # the text of an earlier event (or the report) was taken back, with the reason
    VISIBILITY_CHANGED = "visibility_changed"  # published, reduced to a stub, or hidden, with the reason
    REPORTER_ASKED = "reporter_asked"  # the agency that has it asks its reporter, and its clock stands still
    REPORTER_ANSWERED = "reporter_answered"  # the reporter answers by the private link
    QUESTION_ENDED = "question_ended"  # no answer came in time, or the agency goes on without one
    RECHECK_ASKED = "recheck_asked"  # so many people say that it is not done that a validator is asked to look
    RECHECK_ENDED = "recheck_ended"  # the validator has looked, and the end stands
    NOTED = "noted"  # an internal note; never public


class TicketFact(StrEnum):
    """What a source says of a ticket and may correct later, by the name that the log keeps."""

    CATEGORY = "category"
    AREA = "area"
    CHANNEL = "channel"
    TITLE = "title"
    TEXT = "text"
    PLACE = "place"
    POINT = "point"
    DUE = "due"
    RESPONSE_DUE = "response_due"
    REPORTER = "reporter"
    PRIVATE = "private"
    AGENCY = "agency"  # who is responsible
    END = "end"  # whether, when and how it ended
    STEPS = "steps"  # what happened in between
    OUTCOME = "outcome"  # whether it says what becomes of the ticket; it does now
    ORDER = "order"  # no word of the source: an older telling came late, and the event that it names is overtaken
    PHOTOS = "photos"  # photos that the source named were fetched, and stand with the event that it ``corrects``
    ADDED = "added"  # no word of the source: the reporter says more, by the private link; its text is what
    MASKED = "masked"  # no word of the source: personal data in what was published are masked now
    BLURRED = "blurred"  # no word of the source: parts of a photo of the event that it names are unreadable now
    UNBLURRED = "unblurred"  # no word of the source: such a photo is shown again as it was handed in


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDraft:
    """One event of a ticket, not yet written.

    ``at`` is timezone-aware UTC. ``agency`` acts (None: a citizen or the system); ``to_agency`` is the
    agency at the other end of a move. Agencies are database ids. ``text`` has not been masked yet.

    ``changed`` of a CORRECTED by the source: the facts that are not what they were; with END or STEPS and ``corrects``
    the source has taken that event back, and it counts no more. With ORDER that event is overtaken by an older telling
    that came late: it counts no more and the timeline leaves it out; of how the ticket came in only ``to_agency`` takes
    the place of who received it. With OUTCOME what the source told before counts as
    waiting, no longer as ``untold``. Of a TRANSFERRED or REOPENED that was found by
    comparing two exports: AGENCY or END where the source did not say when it happened.
    """

    kind: Kind
    at: datetime
    agency: int | None = None
    to_agency: int | None = None
    text: str = ""
    promised_at: datetime | None = None
    other_ticket: int | None = None  # merged: the ticket that stays; None: the source does not name it
    corrects: int | None = None  # corrected, redacted: seq of the event meant; None = the report itself
    changed: tuple[TicketFact, ...] = ()
    visibility_after: Visibility | None = None  # visibility_changed
    reason_kind: WithdrawalReason | None = None  # redacted, visibility_changed: why something was taken from view
    attached: tuple[str, ...] = ()  # of each attachment what domain.attachment.digest gives
    checked: tuple[Checked, ...] = ()  # validated, validation_refused, recheck_ended
    refused_for: RefusedFor | None = None  # validation_refused
    unchecked: Unchecked | None = None  # resolved, although the city has work checked: why nobody did
    beside: str | None = None  # completed, resolved: the digest of the photo that stands as before the work
    officer: int | None = None
    public: bool = True
    untold: bool = False  # received: from a source that never says what becomes of a report
