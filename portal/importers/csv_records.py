"""Turns a row into a Record by a mapping, or says what is wrong with it; all that can be is composed once a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ..domain.city import City, PackArea
from ..domain.record import Record, slug
from . import coordinates
from .cells import labels, limited, one_of
from .csv_rows import CsvRow
from .dates import DateReader
from .header import Header
from .mapping import AreaRule, Source, SourceMapping, normal
from .problem import FieldError, FileError, RowProblem
from .steps import LONGEST_TEXT, Label, StepColumns, Steps
from .template import columns as template_columns

LONGEST_TITLE = 300  # characters
LONGEST_PLACE = 500
LONGEST_ID = 120


def named_columns(profile: SourceMapping) -> frozenset[str]:
    """The normal names by which a header of this mapping is known: ids, dates, labels, with their spellings."""
    sources = (profile.id, profile.submitted, profile.title, profile.text, profile.place, *_label_sources(profile))
    named = {name for source in sources if source for name in source.columns}
    named |= {name for source in sources if source and source.template for name in template_columns(source.template)}
    spelt = {other for spellings in profile.columns.values() for other in spellings}
    return frozenset(normal(name) for name in named | spelt)


def _label_sources(profile: SourceMapping) -> list[Source]:
    rules = (profile.category, profile.agency, profile.channel, profile.area, profile.status)
    return [rule.source for rule in rules if rule]


class RecordReader:
    """Reads the rows of one file. ``new_areas`` gathers the areas that rows named and nobody has taken yet."""

    def __init__(self, profile: SourceMapping, header: list[str], city: City, source: str, now: datetime) -> None:
        """Raises FileError when the header lacks a column."""
        self._source = source
        self._dates = DateReader(profile.dates, profile.zone or city.zone, now)
        head = Header(header, profile.columns, profile.optional)
        columns = StepColumns(profile, head, self._dates, _known(city, "agencies"))
        self._compose(profile, head, city, columns)
        self._steps = Steps(columns)
        self._areas = [(rule.level, columns.text(rule.code), columns.text(rule.name)) for rule in profile.areas]
        self._known_areas: set[str] = set(city.areas)
        self.new_areas: list[PackArea] = []
        _check_levels(profile.areas, city)

    def _compose(self, profile: SourceMapping, head: Header, city: City, columns: StepColumns) -> None:
        name = columns.name
        self.id_field, self._submitted_field = name(profile.id), name(profile.submitted)
        self._id = limited(columns.text(profile.id), self.id_field, LONGEST_ID)
        self._submitted = columns.text(profile.submitted)
        self._updated, self._updated_field = columns.text(profile.updated), name(profile.updated)
        self._code = columns.text(profile.code)
        self._title = limited(columns.text(profile.title), name(profile.title), LONGEST_TITLE)
        self._text = limited(columns.text(profile.text), name(profile.text), LONGEST_TEXT)
        self._place = limited(columns.text(profile.place), name(profile.place), LONGEST_PLACE)
        self._reporter = columns.text(profile.reporter)
        self._response_due = self._deadline(profile.response_due, columns)
        self._due = self._deadline(profile.due, columns)
        day = self._dates.day
        self._category = labels(profile.category, head, day, _known(city, "categories"))
        self._agency = labels(profile.agency, head, day, _known(city, "agencies"))
        self._channel = labels(profile.channel, head, day, _known(city, "channels"))
        self._area: Label = labels(profile.area, head, day, _known(city, "areas"))
        self._point = coordinates.reader(profile.points, head, city)
        rule = profile.private
        self._private = one_of(head.places(rule.source)) if rule else None
        self._private_values = rule.values if rule else frozenset[str]()

    def read(self, row: CsvRow) -> Record | RowProblem:
        """The record of a row."""
        try:
            return self._record(row.cells)
        except FieldError as error:
            return RowProblem(row.line, error.field, error.reason, error.value, row.cells)

    def _record(self, row: list[str]) -> Record:
        source_id = self._id(row)
        if not source_id:
            raise FieldError(self.id_field, "missing")
        when = self._submitted(row)
        if not when:
            raise FieldError(self._submitted_field, "missing")
        submitted = self._dates.read(when, self._submitted_field)
        updated = self._updated(row)
        agency, point = self._agency(row), self._point(row)
        return Record(
            source=self._source,
            source_id=source_id,
            submitted_at=submitted,
            updated_at=self._dates.read(updated, self._updated_field) if updated else None,
            code=self._code(row) or None,
            channel=self._channel(row),
            category=self._category(row),
            agency=agency,
            area=self._area_of(row),
            lat=point[0] if point else None,
            lon=point[1] if point else None,
            place=self._place(row),
            title=self._title(row),
            text=self._text(row),
            private=self._private is not None and self._private(row).casefold() in self._private_values,
            reporter=self._reporter(row) or None,
            response_due_at=self._response_due(row, submitted),
            due_at=self._due(row, submitted),
            steps=self._steps.read(row, submitted, agency),
        )

    def _deadline(
        self, source: Source | None, columns: StepColumns
    ) -> Callable[[list[str], datetime], datetime | None]:
        """A deadline; one that is not after the submission is none, and the city's own target holds."""
        if source is None:
            return lambda _row, _submitted: None
        read, field, dates = columns.text(source), columns.name(source), self._dates

        def deadline(row: list[str], submitted: datetime) -> datetime | None:
            value = read(row)
            found = dates.read_planned(value, field) if value else None
            return found if found is not None and found > submitted else None

        return deadline

    def _area_of(self, row: list[str]) -> str | None:
        """The code of the smallest area that the row names; larger ones become its parents."""
        if not self._areas:
            return self._area(row)
        parent: str | None = None
        for level, read_code, read_name in self._areas:
            code = read_code(row)
            if not code:
                break
            if code not in self._known_areas:
                code = slug(code)
            if code not in self._known_areas:
                self._known_areas.add(code)
                self.new_areas.append(PackArea(code=code, name=read_name(row) or code, level=level, parent=parent))
            parent = code
        return parent


def _known(city: City, what: str) -> Callable[[str], bool]:
    """Whether the city's pack has an entry with this slug, code or name."""
    entries = getattr(city, what)
    labels = {*entries, *(entry.name for entry in entries.values())}
    slugs = {slug(label) for label in labels}
    return lambda label: label in labels or slug(label) in slugs


def _check_levels(areas: tuple[AreaRule, ...], city: City) -> None:
    for rule in areas:
        if rule.level not in city.levels:
            raise FileError(f"The mapping's level {rule.level!r} is not among the city's: {', '.join(city.levels)}.")
