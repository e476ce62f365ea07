"""A mapping as its TOML file states it: which column means what, and what to do with values that do not fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ..domain.event import Kind


def normal(name: str) -> str:
    """A column's name as it is compared: case, spaces around it and runs of spaces do not matter."""
    return " ".join(name.casefold().split())


class Otherwise(StrEnum):
    """What becomes of a value that the mapping and the city do not know."""

    NEW = "new"  # it becomes a new entry with that name
    REFUSE = "refuse"  # the row is refused


class Misplaced(StrEnum):
    """What becomes of coordinates that cannot be right."""

    REFUSE = "refuse"  # the row is refused
    DROP = "drop"  # the row is taken without a point
    MEND = "mend"  # swapped ones only: latitude and longitude change places


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text comes from: the first filled one of ``columns``, or a ``template`` that names columns in {}."""

    columns: tuple[str, ...] = ()
    template: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """A column of labels. ``values`` maps what stands there (casefolded) to the label that is meant.

    ``unknown`` is a rule, or ``unknown_as`` the label to take instead. ``empty`` stands for an empty cell.
    """

    source: Source
    values: Mapping[str, str] = field(default_factory=dict)
    unknown: Otherwise = Otherwise.NEW
    unknown_as: str | None = None
    empty: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRule:
    """A happening that a row tells of: its kind and where its time, text and agencies stand.

    ``statuses`` (casefolded): only for rows that have one of them now; empty = for all. ``after_seconds``: a
    time sooner after the submission than this is the source's own bookkeeping and is left out.
    """

    kind: Kind
    at: Source
    text: Source = Source()
    agency: Source | None = None
    to_agency: Source | None = None
    promised: Source | None = None
    other: Source | None = None
    statuses: frozenset[str] = frozenset()
    after_seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRule:
    """The status column; ``ends`` maps a status (casefolded) to how it ended, None while it is open."""

    source: Source
    ends: Mapping[str, StepRule | None]
    unknown_is_open: bool = False  # else the row is refused


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRule:
    """Coordinates in two columns or in one ("(lat, lon)"); ``bounds`` west, south, east, north, None: the city's."""

    lat: Source | None = None
    lon: Source | None = None
    point: Source | None = None
    lon_first: bool = False
    bounds: tuple[float, float, float, float] | None = None
    zero: Misplaced = Misplaced.REFUSE
    outside: Misplaced = Misplaced.REFUSE
    swapped: Misplaced = Misplaced.REFUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRule:
    """One level of areas; rules stand from the largest level to the smallest."""

    level: str
    code: Source
    name: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateRule:
    """Which values (casefolded) of a column say that the source keeps the report private."""

    source: Source
    values: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMapping:
    """A whole mapping. ``columns`` gives other spellings of a column's name; ``optional`` columns may be absent."""

    file: str
    name: str
    source: str
    zone: str | None
    encodings: tuple[str, ...]
    delimiter: str | None
    dates: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    optional: frozenset[str]
    id: Source
    submitted: Source
    updated: Source | None = None
    code: Source | None = None
    title: Source | None = None
    text: Source | None = None
    place: Source | None = None
    reporter: Source | None = None
    response_due: Source | None = None
    due: Source | None = None
    category: Labels | None = None
    agency: Labels | None = None
    channel: Labels | None = None
    area: Labels | None = None
    areas: tuple[AreaRule, ...] = ()
    status: StatusRule | None = None
    steps: tuple[StepRule, ...] = ()
    points: PointRule | None = None
    private: PrivateRule | None = None
