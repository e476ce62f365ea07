"""Finds which column is what: first by its name, then by what its values look like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ..problem import FileError
from . import names, shapes, statuses
from .dates import MOSTLY, DateForms, forms_of, moments
from .names import ENOUGH
from .sample import Sample, SampledColumn

DATES = ("submitted", "closed", "updated", "due")
BY_NAME = "by its name"
FEW = 50  # in fewer rows every label may be another


@dataclass(frozen=True, slots=True)
class Guess:
    """The column of a role, and why it was taken."""

    column: SampledColumn
    why: str

    @property
    def by_shape(self) -> bool:
        """Whether only the values speak for it."""
        return self.why.startswith("guess: ")


@dataclass(slots=True)
class Roles:
    """What each column of a sample seems to be. ``day_first``: the order where no value proves it."""

    sample: Sample
    day_first: bool
    found: dict[str, Guess] = field(default_factory=dict)
    personal: list[SampledColumn] = field(default_factory=list)
    dates: dict[str, DateForms] = field(default_factory=dict)  # by the names of columns

    def take(self, role: str, column: SampledColumn, why: str) -> None:
        self.found[role] = Guess(column, why)
        if role in DATES:
            self.dates[column.name] = self.forms(column, named=True)

    def column(self, role: str) -> SampledColumn | None:
        return self.found[role].column if role in self.found else None

    def free(self) -> list[SampledColumn]:
        """Columns that have a value, hold no personal data and have no role yet, in the order of the file."""
        taken = {guess.column.name for guess in self.found.values()} | {column.name for column in self.personal}
        return [one for one in self.sample.columns if one.usable and one.values and one.name not in taken]

    def forms(self, column: SampledColumn, *, named: bool) -> DateForms:
        return forms_of(column, named=named, day_first=self.day_first)


def find(sample: Sample, *, day_first: bool, named: dict[str, str]) -> Roles:
    """The roles of the columns; ``named``: those that the operator told. Raises FileError when one is missing."""
    roles = Roles(sample, day_first)
    for role, name in named.items():
        roles.take(role, sample.column(name), "as you said")
    roles.personal = [one for one in roles.free() if _personal(one)]
    _by_names(roles)
    _by_shapes(roles)
    _needed(roles)
    _same_order(roles)
    return roles


def _same_order(roles: Roles) -> None:
    """Dates in which nothing proves the order of day and month have that of the file's other dates."""
    proven = [found for found in roles.dates.values() if found.proof]
    for name, found in roles.dates.items():
        if proven and found.proof is None:
            column = roles.sample.column(name)
            roles.dates[name] = forms_of(column, named=True, day_first=proven[0].day_first)


def _personal(column: SampledColumn) -> bool:
    by_values = not names.likeness(column.name, "id") and shapes.is_personal(column)
    return names.is_personal(column.name) or by_values


def _by_names(roles: Roles) -> None:
    fits = sorted(_fits(roles), key=lambda fit: -fit[0])
    for _, role, column in fits:
        if role not in roles.found and column in roles.free():
            roles.take(role, column, BY_NAME)
    for one, other in (("lat", "lon"), ("lon", "lat")):
        if one in roles.found and other not in roles.found:
            del roles.found[one]
    if "lat" in roles.found:
        roles.found.pop("point", None)


def _fits(roles: Roles) -> Iterator[tuple[float, str, SampledColumn]]:
    """(how surely, role, column) for each column whose name and values fit a role."""
    for column in roles.free():
        for role in names.NAMES:
            surely = names.likeness(column.name, role)
            if surely >= ENOUGH and _can_be(roles, role, column):
                yield surely, role, column


def _can_be(roles: Roles, role: str, column: SampledColumn) -> bool:
    """Whether the values do not contradict the role."""
    rows = roles.sample.rows
    match role:
        case "id":
            return column.filled == rows and len(column.counts) >= 0.95 * rows
        case "submitted":
            return _is_date(roles, column) and column.filled >= 0.9 * rows
        case "closed" | "updated" | "due":
            return _is_date(roles, column)
        case "lat":
            return shapes.degrees(column, 90)
        case "lon":
            return shapes.degrees(column, 180)
        case "point":
            return bool(shapes.pairs(column))
        case "status":
            return len(column.counts) <= 60 and not _is_date(roles, column)
        case "category" | "agency" | "channel" | "area":
            return (len(column.counts) <= rows / 2 or rows < FEW) and not _is_date(roles, column)
        case "place" | "title" | "text" | "answer":
            return not shapes.pairs(column) and not _is_date(roles, column)
        case _:
            return True


def _is_date(roles: Roles, column: SampledColumn) -> bool:
    return roles.forms(column, named=True).share >= MOSTLY


def _by_shapes(roles: Roles) -> None:
    rows = roles.sample.rows
    for role, fits, why in (
        ("id", lambda one: shapes.is_identity(one, rows), "guess: every row has a value of its own"),
        ("status", statuses.is_status, "guess: its values are words for statuses"),
    ):
        if role not in roles.found and (column := next(filter(fits, roles.free()), None)):
            roles.take(role, column, why)
    _dates_by_shape(roles)
    _point_by_shape(roles)
    words_by_shape(roles)


def _dates_by_shape(roles: Roles) -> None:
    """The earliest of the full columns of dates is the submission, one that is filled where rows ended the end."""
    dated = [one for one in roles.free() if roles.forms(one, named=False).share >= MOSTLY]
    full = [one for one in dated if one.filled >= 0.95 * roles.sample.rows]
    if "submitted" not in roles.found and full:
        first = min(full, key=lambda one: _late(roles, one, full))
        roles.take("submitted", first, "guess: the earliest of the dates in nearly every row")
    status, rest = roles.column("status"), [one for one in dated if one in roles.free()]
    if "closed" not in roles.found and status:
        for ends in [one for one in rest if statuses.tells_ends(status, one)][:1]:
            roles.take("closed", ends, "guess: filled where a status has ended")
    if status is None:
        _status_by_ends(roles, [closed] if (closed := roles.column("closed")) else rest)


def _status_by_ends(roles: Roles, dates: list[SampledColumn]) -> None:
    """A column of a few values, some of which always come with a date and the others never, is the status."""
    for status in roles.free():
        if ends := next((one for one in dates if one is not status and statuses.splits(status, one)), None):
            roles.take("status", status, "guess: its values tell which rows have a date of an end")
            if "closed" not in roles.found:
                roles.take("closed", ends, "guess: filled for some of the statuses, and for none of the others")
            return


def _late(roles: Roles, column: SampledColumn, others: list[SampledColumn]) -> int:
    """In how many rows another column has an earlier date."""
    mine = moments(column, roles.forms(column, named=False).forms)
    late = 0
    for other in others:
        theirs = moments(other, roles.forms(other, named=False).forms)
        late += sum(a is not None and b is not None and b < a for a, b in zip(mine, theirs, strict=True))
    return late


def _point_by_shape(roles: Roles) -> None:
    if "lat" in roles.found or "point" in roles.found:
        return
    free = roles.free()
    for one, next_one in pairwise(free):
        for lat, lon in ((one, next_one), (next_one, one)):
            if shapes.degrees(lat, 90) and shapes.degrees(lon, 180) and shapes.narrow(lat) and shapes.narrow(lon):
                roles.take("lat", lat, "guess: its values can be latitudes")
                roles.take("lon", lon, "guess: its values can be longitudes")
                return
    if column := next((one for one in free if shapes.pairs(one)), None):
        roles.take("point", column, "guess: its values are pairs of degrees")


def words_by_shape(roles: Roles) -> None:
    """The columns of the report's text and of its category."""
    texts = [one for one in roles.free() if shapes.is_words(one)]
    if "text" not in roles.found and texts:
        longest = max(texts, key=lambda one: sum(map(len, one.values[:500])) / len(one.values[:500]))
        roles.take("text", longest, "guess: its values are the longest texts")
    labels = [one for one in roles.free() if shapes.is_label(one, roles.sample.rows)]
    if "category" not in roles.found and labels:
        roles.take("category", labels[0], "guess: a few values that repeat; is it what the reports are about?")


def _needed(roles: Roles) -> None:
    wanted = {
        "id": "what the source calls each report, another value in every row",
        "submitted": "the date on which a report came in",
    }
    for role, what in wanted.items():
        if role not in roles.found:
            raise FileError(
                f"No column of {roles.sample.file} shows {what}. Name it: --{role} COLUMN. "
                f"The file has: {roles.sample.listed()}."
            )
        column = roles.found[role].column
        if role == "submitted" and roles.dates[column.name].share < MOSTLY:
            raise FileError(
                f"The column {column.name!r} holds no dates in a form that can be read: {column.examples()}. "
                "Name another one: --submitted COLUMN."
            )
