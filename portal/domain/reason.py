"""When a reason is one: a full stop, a dash or a number explains nothing to a citizen."""

from __future__ import annotations

from .event import Kind

LETTERS = 3  # so many at least, two of them different

#: What an officer must say in words. Imports are older than this rule and are taken as they are.
NEEDS_WORDS = frozenset(
    {
        Kind.ROUTED,
        Kind.INSTRUCTED,
        Kind.TRANSFERRED,
        Kind.RETURNED,
        Kind.COORDINATION_ASKED,
        Kind.COORDINATION_ANSWERED,
        Kind.STARTED,
        Kind.RESPONDED,
        Kind.REPORTER_ASKED,
        Kind.COMPLETED,
        Kind.RESOLVED,
        Kind.VALIDATED,
        Kind.VALIDATION_REFUSED,
        Kind.REJECTED,
        Kind.CLOSED,
        Kind.REOPENED,
        Kind.RECHECK_ENDED,
        Kind.CORRECTED,
        Kind.REDACTED,
        Kind.VISIBILITY_CHANGED,
    }
)


def has_words(text: str) -> bool:
    """Whether a text says anything: LETTERS letters of any script, not all of them the same."""
    letters = [sign.casefold() for sign in text if sign.isalpha()]
    return len(letters) >= LETTERS and len(set(letters)) > 1
