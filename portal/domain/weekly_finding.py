"""The finding of the week: a kind of report or a part of the city that is late clearly more, or less, often.

Looked at is the share that was not resolved by its deadline, of the reports whose deadline passed in the last twelve
weeks. Each kind and each part is held against itself before (a year ago, or the twelve weeks before where the city has
no such past), and against all other reports, where both sides have ENOUGH reports in every four weeks. Each such
comparison counts: the more there are, the more a difference must be to be believed (Bonferroni). Of those that are
believed the one with the largest difference is the finding, taken at the cautious end of its interval; a change is news
before a difference. How many reports there are decides nothing: a share does not grow with them. Agencies are no
candidates, since each has a mix of its own; their pages adjust for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .comparison import Measure, told_apart
from .difference import difference
from .figure import ENOUGH, Figure, wilson

#: A course goes in steps of so many weeks.
WEEKS_A_STEP = 4
#: So many steps stand on each side of a comparison,
COMPARED = 3
#: and so many are a year.
YEAR = 13
STEPS = YEAR + COMPARED
#: What differs by less than this at the cautious end of its interval is no news, however sure it is.
LEAST = 0.05
RECENT, JUST_BEFORE, YEAR_BEFORE = slice(-COMPARED, None), slice(-2 * COMPARED, -COMPARED), slice(0, COMPARED)


class WeeklyKind(StrEnum):
    """What the finding says."""

    CHANGED = "changed"
    DIFFERS = "differs"
    NOTHING = "nothing"  # there were comparisons, and none stands out
    FEW = "few"  # there was nothing to compare


class SubjectKind(StrEnum):
    """What is compared."""

    CATEGORY = "category"
    AREA = "area"


@dataclass(frozen=True, slots=True, order=True)
class WeeklySubject:
    """A category or an area by its id."""

    kind: SubjectKind
    id: int


@dataclass(frozen=True, slots=True)
class LateCount:
    """How many of ``n`` reports were late."""

    late: int
    n: int

    @property
    def figure(self) -> Figure:
        return wilson(self.late, self.n)

    def without(self, other: LateCount) -> LateCount:
        return LateCount(self.late - other.late, self.n - other.n)


#: What was late in each of STEPS steps, the oldest first.
LateCourse = Sequence[LateCount]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyFinding:
    """``now`` beside ``before`` (of a change) or ``others`` (of a difference); of a change ``others`` and
    ``others_before`` say how it went elsewhere. ``course``: of the subject, or of the city where there is none;
    ``rest``: of all other reports. ``yearly``: before means a year ago. ``comparisons`` were made, ``apart`` of them
    stand out."""

    kind: WeeklyKind
    comparisons: int
    apart: int
    yearly: bool
    course: tuple[LateCount, ...]
    subject: WeeklySubject | None = None
    rest: tuple[LateCount, ...] = ()

    @property
    def now(self) -> Figure:
        return together(self.course, RECENT).figure

    @property
    def before(self) -> Figure:
        return together(self.course, before(self.yearly)).figure

    @property
    def others(self) -> Figure:
        return together(self.rest, RECENT).figure

    @property
    def others_before(self) -> Figure:
        return together(self.rest, before(self.yearly)).figure

    @property
    def beside(self) -> Figure:
        """What ``now`` is held against."""
        return self.before if self.kind is WeeklyKind.CHANGED else self.others

    @property
    def more(self) -> bool:
        """Whether it is late more often than what it is held against."""
        return (self.now.value or 0.0) > (self.beside.value or 0.0)


@dataclass(frozen=True, slots=True)
class _Candidate:
    kind: WeeklyKind
    subject: WeeklySubject
    now: Figure
    beside: Figure

    @property
    def size(self) -> float:
        """The difference at the cautious end of its interval; 0 where that holds none."""
        found = difference(self.now, self.beside, Measure.ON_TIME)
        if found is None or not found.told or found.high is None:
            return 0.0
        return min(abs(found.low), abs(found.high))


def before(yearly: bool) -> slice:
    """The steps that the recent ones are held against."""
    return YEAR_BEFORE if yearly else JUST_BEFORE


def together(course: LateCourse, steps: slice) -> LateCount:
    """Some steps of a course as one."""
    return LateCount(sum(step.late for step in course[steps]), sum(step.n for step in course[steps]))


def weekly_finding(city: LateCourse, groups: Mapping[WeeklySubject, LateCourse]) -> WeeklyFinding:
    """The finding; ``city``: the course of all reports, ``groups``: those of its categories and areas."""
    yearly = _enough(city, YEAR_BEFORE)
    made = [one for subject, course in groups.items() for one in _comparisons(city, subject, course, yearly)]
    apart = [one for one in made if told_apart(one.now, one.beside, times=False, pairs=len(made)) and one.size >= LEAST]
    if not apart:
        kind = WeeklyKind.NOTHING if made else WeeklyKind.FEW
        return WeeklyFinding(kind=kind, comparisons=len(made), apart=0, yearly=yearly, course=tuple(city))
    best = max(apart, key=lambda one: (one.kind is WeeklyKind.CHANGED, one.size, one.subject))
    course = groups[best.subject]
    return WeeklyFinding(
        kind=best.kind,
        comparisons=len(made),
        apart=len(apart),
        yearly=yearly,
        course=tuple(course),
        subject=best.subject,
        rest=tuple(whole.without(part) for whole, part in zip(city, course, strict=True)),
    )


def _comparisons(city: LateCourse, subject: WeeklySubject, course: LateCourse, yearly: bool) -> Iterator[_Candidate]:
    rest = [whole.without(part) for whole, part in zip(city, course, strict=True)]
    now = together(course, RECENT).figure
    sides = ((WeeklyKind.CHANGED, course, before(yearly)), (WeeklyKind.DIFFERS, rest, RECENT))
    for kind, other, steps in sides:
        if _enough(course, RECENT) and _enough(other, steps):
            yield _Candidate(kind, subject, now, together(other, steps).figure)


def _enough(course: LateCourse, steps: slice) -> bool:
    return all(step.n >= ENOUGH for step in course[steps])
