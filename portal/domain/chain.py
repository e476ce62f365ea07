"""The bytes that prove the log: each event's hash holds what is public of it and the hash of the one before.

Every byte is written down in docs/log-proof.md. A leaf's first line is VERSION, or WITH_PROOF where the event says more
than an event of VERSION can, or WITH_CHOICES. Events that were written with the bytes of BEFORE keep them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from operator import itemgetter
from typing import Any

from .event import Kind, TicketFact
from .visibility import Visibility

VERSION = "pantau-event-3"
WITH_PROOF = "pantau-event-4"  # of an event with one of PROOF: it has three lines more
WITH_CHOICES = "pantau-event-5"  # of an event with one of CHOICES: it has those three and two lines more
BEFORE = "pantau-event-2"  # its reports are their words alone
#: The hash before the first event.
START = bytes(32)
SALT = 16  # bytes
#: The hash of words that were taken back before the chain began: nobody can check them.
UNKNOWN = bytes(32)
NOTHING = sha256(b"").digest()  # of an event without words
#: The words of a report. Which area it lies in may be drawn anew with the city's outlines.
REPORT = ("visibility", "title", "text", "place")
#: What else is bound with them, besides its public point and its reporter; category and channel by their slugs.
REPORT_FACTS = ("code", "source", "source_id", "channel", "category", "response_due_at", "due_at")
#: In the order of the leaf.
FACTS = (
    *("seq", "ticket_id", "kind", "happened_at", "recorded_at", "agency_id", "to_agency_id", "status_after"),
    *("promised_at", "other_ticket_id", "corrects", "changed", "visibility_after", "reason_kind"),
)
#: What else an event may say, by lines of their own: of its attachments, and of a check.
PROOF = ("attached", "checked", "refused_for")
#: And of one that says that the work is done: why nobody checked it, and what its photo stands beside.
CHOICES = ("unchecked", "beside")
_facts, _proof, _choices = itemgetter(*FACTS), itemgetter(*PROOF), itemgetter(*CHOICES)
#: Besides how it came in and what of it is public: a question to the reporter moves what it is due by.
STATING = (
    *(Kind.RECEIVED.value, Kind.VISIBILITY_CHANGED.value),
    *(Kind.REPORTER_ASKED.value, Kind.REPORTER_ANSWERED.value, Kind.QUESTION_ENDED.value),
)
_LEAF, _LINK = b"\x00", b"\x02"  # RFC 6962 keeps 0x00 for leaves and 0x01 for the inner nodes of a tree

Row = Mapping[str, Any]


def facts(row: Row) -> str:
    """What an event says besides its words: one value a line, times as seconds since 1970, nothing where it is NULL."""
    *values, changed, visibility, reason = _facts(row)
    said = [*values, _listed(changed), visibility, reason]
    if has_proof(row) or has_choices(row):
        attached, checked, refused_for = _proof(row)
        said += [_listed(attached), _listed(checked), refused_for]
    if has_choices(row):
        said += _choices(row)
    told = "\n".join(map(str, said))
    return told.replace("None", "")  # numbers and words of our own: none of them has it inside


def has_proof(row: Row) -> bool:
    """Whether the event carries attachments or says what was checked; an event without has the leaf it always had."""
    return any(_proof(row))


def has_choices(row: Row) -> bool:
    """Whether the event says why its work was not checked, or which photo stands as before it."""
    return any(_choices(row))


def _listed(names: Sequence[str] | None) -> str | None:
    return ",".join(names) if names else None


def report_bytes(row: Row, version: str = VERSION) -> bytes:
    """A report, from columns of its ticket: its public words, then its facts. Times are seconds since 1970.

    The point is bound where the whole report is public, in millionths of a degree: that of a stub follows its area.
    """
    told = [row[name] for name in REPORT]
    if version != BEFORE:
        known = row["lat"] is not None and row["visibility"] == Visibility.FULL
        point = [round(row[name] * 1_000_000) for name in ("lat", "lon")] if known else [None, None]
        reporter = row["reporter"].hex() if row["reporter"] else None
        told += ["" if fact is None else str(fact) for fact in (*(row[n] for n in REPORT_FACTS), *point, reporter)]
    return "\0".join(told).encode()


def salted(salt: bytes, words: bytes) -> bytes:
    """The hash that binds words without telling them; without the salt nobody can try words against it."""
    return sha256(salt + words).digest()


def states_report(row: Row) -> bool:
    """Whether the event says what the report is from now on."""
    if not row["public"]:
        return False
    kind = row["kind"]
    return (
        kind in STATING
        or (kind == Kind.CORRECTED and bool(row["changed"]))
        or (kind == Kind.REDACTED and row["corrects"] is None)
    )


def restates(row: Row) -> int | None:
    """The seq of the event whose words this one gives anew, masked; it has none of its own."""
    changed = row["changed"]
    return row["corrects"] if changed and row["kind"] == Kind.CORRECTED and TicketFact.MASKED in changed else None


def needs_salt(row: Row) -> bool:
    """Whether the event has words to bind; of an internal event all is bound, for nothing of it is public."""
    return bool(row["text"]) or not row["public"] or restates(row) is not None


def words_hash(row: Row, salt: bytes | None, words: str) -> bytes:
    """The hash of an event's words; of an internal event, of everything in it."""
    if salt is None:
        return NOTHING
    return salted(salt, (words if row["public"] else f"{facts(row)}\n{words}").encode())


def leaf(row: Row, words: bytes, report: bytes | None, version: str = VERSION) -> bytes:
    """The leaf's bytes. ``words``: the hash of the event's words; ``report``: of the report that it states, if any."""
    if has_choices(row):
        version = WITH_CHOICES
    elif has_proof(row):
        version = WITH_PROOF
    if not row["public"]:
        return f"{version}\n{row['seq']}\ninternal\n{words.hex()}\n".encode()
    return f"{version}\n{facts(row)}\n{words.hex()}\n{report.hex() if report else ''}\n".encode()


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of a leaf as RFC 6962 takes it, so that a Merkle tree can stand on the same bytes."""
    return sha256(_LEAF + leaf).digest()


def link(head: bytes, leaf: bytes) -> bytes:
    """The hash of an event: that of the one before, and its own leaf's."""
    return sha256(_LINK + head + leaf_hash(leaf)).digest()
