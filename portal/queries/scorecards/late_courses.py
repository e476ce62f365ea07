"""What the finding of the week is chosen from: how many reports were late, in steps of four weeks, by kind and area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.city import City
from ...domain.survival import Whole
from ...domain.weekly_finding import STEPS, WEEKS_A_STEP, LateCount, SubjectKind, WeeklyFinding, WeeklySubject
from ...domain.weekly_finding import weekly_finding as chosen
from ...models import Area
from .columns import Tickets
from .groups import with_ancestors

_STEP = int(timedelta(weeks=WEEKS_A_STEP).total_seconds())


@dataclass(frozen=True, slots=True)
class _Due:
    """The reports whose deadline passed, one row each: in which step, and whether it was late."""

    step: Whole
    late: Whole

    def courses(self, keys: Whole) -> Mapping[int, tuple[LateCount, ...]]:
        """What was late by key; 0 is none."""
        size = (int(keys.max(initial=0)) + 1) * STEPS
        place = keys * STEPS + self.step
        n = np.bincount(place, minlength=size).reshape(-1, STEPS)
        late = np.bincount(place, weights=self.late, minlength=size).astype(np.int64).reshape(-1, STEPS)
        return {
            key: tuple(LateCount(*pair) for pair in zip(late[key].tolist(), n[key].tolist(), strict=True))
            for key in np.unique(keys).tolist()
            if key
        }

    def take(self, rows: Whole) -> _Due:
        return _Due(self.step[rows], self.late[rows])


def weeks_end(tickets: Tickets, at: datetime, zone: str) -> datetime | None:
    """The Monday on which the week began in which reports were last heard of, looked at ``at``; None without any."""
    if not len(tickets.cohort):
        return None
    last = datetime.fromtimestamp(int(tickets.cohort.seen(int(at.timestamp())).max()), ZoneInfo(zone))
    monday = last.date() - timedelta(days=last.weekday())
    return datetime.combine(monday, time(), ZoneInfo(zone)).astimezone(UTC)


def week_of(tickets: Tickets, areas: Collection[int], end: datetime) -> WeeklyFinding:
    """The finding of the week that began at ``end``; ``areas``: the ids of those that are compared."""
    cohort, until = tickets.cohort, int(end.timestamp())
    start = until - STEPS * _STEP
    counted = cohort.by_citizens & cohort.counted & (cohort.due > start) & (cohort.due <= cohort.seen(until))
    due = cohort.due[counted]
    of = _Due((due - start - 1) // _STEP, (cohort.resolved[counted] > due).astype(np.int64))
    rows, area = with_ancestors(tickets.keys.area[counted], tickets.parents)
    wanted = np.isin(area, np.array(sorted(areas), dtype=np.int64))
    kinds = {
        SubjectKind.CATEGORY: of.courses(tickets.keys.category[counted]),
        SubjectKind.AREA: of.take(rows[wanted]).courses(area[wanted]),
    }
    groups = {WeeklySubject(kind, id): course for kind, found in kinds.items() for id, course in found.items()}
    whole = of.courses(np.ones(len(due), dtype=np.int64)).get(1, (LateCount(0, 0),) * STEPS)
    return chosen(whole, groups)


def areas_compared(session: Session, city: City) -> frozenset[int]:
    """The ids of the areas of the highest level that has more than one."""
    levels = {row.id: row.level for row in session.execute(select(Area.id, Area.level))}
    counts = Counter(levels.values())
    order = [level for level in city.levels if level in counts]
    order += sorted(counts.keys() - order)
    level = next((level for level in order if counts[level] > 1), None)
    return frozenset(id for id, of in levels.items() if of == level)
