"""``is:disputed`` and the like: what the timeline of a ticket tells, as queries."""

from __future__ import annotations

from whoosh.query import NumericRange, Query, Term

from ..domain.condition import OVERDUE, Condition
from ..domain.names import address
from ..domain.source_clock import SourceClocks
from ..domain.status import Status
from .clock_query import promise_broken
from .index_entry import IndexEntry

FIELD = "is"
#: The column in which those of a ticket stand that no time changes, so that they are counted in one pass.
COLUMN = "told"
_TIMED = frozenset({Condition.PROMISE_BROKEN})

#: How people may name a condition, beside its own name.
_NAMES: dict[Condition, tuple[str, ...]] = {
    Condition.DISPUTED: ("disanggah", "sanggah", "dibantah", "contested"),
    Condition.REOPENED: ("dibuka-lagi", "dibuka-kembali", "buka-lagi", "re-opened"),
    Condition.UNANSWERED: ("belum-dijawab", "tak-dijawab", "tidak-dijawab", "tanpa-jawaban", "unreplied"),
    Condition.PASSED_ON: ("dioper", "dialihkan", "diteruskan", "pindah-tangan", "handed-over"),
    Condition.PROMISE_BROKEN: ("janji-dilanggar", "ingkar-janji", "janji-lewat", "broken-promise"),
    Condition.MERGED: ("digabung", "duplikat", "duplicate"),
    Condition.PRIVATE: ("tertutup", "rahasia", "stub"),
    Condition.WITH_PHOTO: ("berfoto", "dengan-foto", "ada-foto", "foto", "has-photo", "photo"),
    Condition.FLAGGED: ("bertanda", "ditandai", "foto-bertanda", "flag"),
}
#: What is late by its due date, which is no condition that the index counts, as people may name it.
OVERDUE_NAMES = frozenset(
    (OVERDUE, "lewat-batas", "terlambat", "telat", "lewat-tenggat", "melewati-batas", "late", "past-due")
)
BY_NAME = {address(name): known for known, names in _NAMES.items() for name in (known.value, *names)}


def told(entry: IndexEntry) -> tuple[str, ...]:
    """The conditions that are true of a ticket and that no time changes, in their order."""
    known = set(entry.names[FIELD])
    if entry.names["status"][0] == Status.DUPLIKAT:
        known.add(Condition.MERGED)
    if entry.numbers["handoffs"] > 0:
        known.add(Condition.PASSED_ON)
    return tuple(one.value for one in Condition if one in known - _TIMED)


def condition_query(condition: Condition, clocks: SourceClocks) -> Query:
    """The tickets of which it is true; what depends on time counts by their ``clocks``."""
    if condition is Condition.PROMISE_BROKEN:
        return promise_broken(clocks)
    if condition is Condition.MERGED:
        return Term("status", Status.DUPLIKAT.value)
    if condition is Condition.PASSED_ON:
        return NumericRange("handoffs", 1, None)
    return Term(FIELD, condition.value)
