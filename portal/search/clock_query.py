"""What is late, and how long open tickets have waited, as queries: each ticket as far as it is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from whoosh.query import And, Not, NumericRange, Or, Query, Term

from ..domain.condition import Condition
from ..domain.source_clock import SourceClocks
from ..domain.status import StatusType
from .clock_name import FIELD, LATE, RUNS


def overdue(clocks: SourceClocks) -> Query:
    """Open, and due before the second up to which the ticket is known."""
    now = NumericRange("open_due", None, _seconds(clocks.now) - 1)
    if not clocks.sources:
        return now
    spoken = [And([Term(FIELD, name + RUNS), NumericRange("open_due", None, at - 1)]) for name, at in _ends(clocks)]
    late = And([Or([Term(FIELD, name + LATE) for name, _ in _ends(clocks)]), now])
    return Or([*spoken, late, *_own(clocks, now)])


def promise_broken(clocks: SourceClocks) -> Query:
    """A promised day has passed while it was open: as its own events tell, or as far as an open one is known."""
    told = Term("is", Condition.PROMISE_BROKEN.value)
    now = NumericRange("open_promise", None, _seconds(clocks.now) - 1)
    if not clocks.sources:
        return Or([told, now])
    passed = (And([_of(name), NumericRange("open_promise", None, at - 1)]) for name, at in _ends(clocks))
    return Or([told, *passed, *_own(clocks, now)])


def waited(clocks: SourceClocks, least: int | None, most: int | None) -> Query:
    """Open, and waiting for ``least`` to ``most`` seconds as far as is known; None is open."""
    if not clocks.sources:
        now = _seconds(clocks.now)
        return NumericRange("open_since", most and now - most, None if least is None else now - least)
    parts: list[Query] = [Term("type", StatusType.OPEN.value)]
    if least is not None:
        parts.append(_waited_at_least(clocks, least))
    if most is not None:
        parts.append(Not(_waited_at_least(clocks, most + 1)))
    return And(parts)


def _waited_at_least(clocks: SourceClocks, seconds: int) -> Query:
    spoken = [And([_of(name), NumericRange("open_since", None, at - seconds)]) for name, at in _ends(clocks)]
    own = _own(clocks, NumericRange("open_since", None, _seconds(clocks.now) - seconds))
    return Or([*spoken, *own, NumericRange("waited_here", seconds, None)])


def _of(source: str) -> Query:
    """Open tickets of a source that speaks now and then."""
    return Or([Term(FIELD, source + RUNS), Term(FIELD, source + LATE)])


def _ends(clocks: SourceClocks) -> Iterator[tuple[str, int]]:
    """Each source with the second up to which it has spoken."""
    return ((one.name, _seconds(clocks.until(one.name))) for one in clocks.sources)


def _own(clocks: SourceClocks, query: Query) -> list[Query]:
    """The query on tickets that are known until now; none where there are no such tickets."""
    others = [Term(FIELD, name + late) for name, _ in _ends(clocks) for late in (RUNS, LATE)]
    return [And([query, Not(Or(others))])] if clocks.own else []


def _seconds(at: datetime) -> int:
    return int(at.timestamp())
