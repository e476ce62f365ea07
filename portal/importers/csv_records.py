"""Turns rows into Records by a mapping, or into problems; what reads the cells is composed once a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ..domain.city import City, PackAgency, PackArea, PackCategory, PackChannel
from ..domain.names import identity
from ..domain.record import Record
from . import coordinates, photos
from .cells import clean, labels, limited
from .chosen_rows import chooser
from .csv_rows import CsvRow
from .dates import DateReader
from .header import Header, Source, normal
from .mapping import AreaRule, SourceMapping
from .problem import FieldError, FileError, RowProblem
from .steps import LONGEST_TEXT, Label, StepColumns, Steps

LONGEST_TITLE = 300  # characters
LONGEST_PLACE = 500
LONGEST_ID = 120


def named_columns(mapping: SourceMapping) -> frozenset[str]:
    """The normal names by which a header of this mapping is known: ids, dates, labels, with their spellings."""
    fields = mapping.fields
    labelled = (mapping.category, mapping.agency, mapping.channel, mapping.area, mapping.status)
    sources = [fields.id, fields.submitted, fields.title, fields.text, fields.place]
    sources += [rule.column for rule in labelled if rule]
    sources.append(Source(columns=(*mapping.rows.only, *mapping.rows.leave_out)))
    named = {name for source in sources if source for name in source.named()}
    spelt = {other for spellings in mapping.columns.values() for other in spellings}
    return frozenset(normal(name) for name in named | spelt)


class RecordReader:
    """Reads the rows of one file. ``wants``: whether the mapping takes a row at all.

    ``fields``: reason for which a record can be refused -> the column to look at.

    ``drops_unknown_other``: a merged record may do without the report that it names.

    ``new_areas``, ``groups``: the areas, and the categories with their groups, that rows named and that are not
    written yet.
    """

    def __init__(self, mapping: SourceMapping, header: list[str], city: City, source: str, now: datetime) -> None:
        """Raises FileError when the header lacks a column."""
        self._source = source
        self._dates = DateReader(mapping.dates, mapping.zone or city.zone, now)
        head = Header(header, mapping.columns, mapping.optional)
        self.wants = chooser(mapping.rows, head)
        self._offices = _offices(city)
        columns = StepColumns(mapping, head, self._dates, _known(city, "agencies"), self._office)
        self._compose(mapping, head, city, columns)
        self._steps = Steps(columns)
        self.drops_unknown_other = mapping.status is not None and mapping.status.unknown_other == "drop"
        self._blank = {
            place: values for name, values in mapping.blank.items() if (place := head.place(name)) is not None
        }
        self._tells_outcome = mapping.status is not None
        self._end_corrects = mapping.status is not None and mapping.status.later_end == "corrected"
        self._areas = [(rule, columns.text(rule.code), columns.text(rule.name or rule.code)) for rule in mapping.areas]
        self._areas_by_code = {spelling: code for code in city.areas for spelling in (code, identity(code))}
        self.new_areas: list[PackArea] = []
        self._group_by = mapping.category.group_by if mapping.category else None
        self._grouped: set[str] = set()
        self.groups: list[tuple[str, str]] = []
        _check_levels(mapping.areas, city)

    def _compose(self, mapping: SourceMapping, head: Header, city: City, columns: StepColumns) -> None:
        fields, name = mapping.fields, columns.name
        self.id_field, self._submitted_field = name(fields.id), name(fields.submitted)
        self._id = limited(columns.text(fields.id), self.id_field, LONGEST_ID)
        self._submitted = columns.text(fields.submitted)
        self._updated, self._updated_field = columns.text(fields.updated), name(fields.updated)
        self._code = columns.text(fields.code)
        code, status = name(fields.code), name(mapping.status.column) if mapping.status else ""
        self.fields = {
            **dict.fromkeys(("code_taken", "code_malformed", "code_changed"), code),
            **dict.fromkeys(("ticket_unknown", "merge_cycle"), _other(mapping, name) or status),
            **dict.fromkeys(("not_from_here", "text_needed", "agency_needed", "out_of_order"), status),
            **dict.fromkeys(("already_there", "against_the_desk", "date_past"), status),
            "submitted_changed": self._submitted_field,
        }
        self._title = limited(columns.text(fields.title), name(fields.title), LONGEST_TITLE)
        self._text = limited(columns.text(fields.text), name(fields.text), LONGEST_TEXT)
        self._place = limited(columns.text(fields.place), name(fields.place), LONGEST_PLACE)
        self._reporter = columns.text(fields.reporter)
        self._response_due = self._deadline(fields.response_due, columns)
        self._due = self._deadline(fields.due, columns)
        day = self._dates.day
        self._category = labels(mapping.category, head, day, _known(city, "categories"))
        self._agency = columns.agency_by(mapping.agency)
        self._channel = labels(mapping.channel, head, day, _known(city, "channels"))
        self._area: Label = labels(mapping.area, head, day, _known(city, "areas"))
        self._point = coordinates.reader(mapping.coordinates, head, city)
        self._photos = photos.reader(mapping.photos, columns)
        rule = mapping.private
        self._private = columns.text(rule.column) if rule else None
        self._private_values = rule.values if rule else frozenset[str]()

    def read(self, row: CsvRow) -> Record | RowProblem:
        """The record of a row."""
        try:
            return self._record(self._blanked(row.cells))
        except FieldError as error:
            return RowProblem(row.line, error.field, error.reason, error.value, row.cells)

    def _blanked(self, row: list[str]) -> list[str]:
        """The row, where values that stand for an empty cell are one."""
        if not self._blank:
            return row
        cells = list(row)
        for place, values in self._blank.items():
            if clean(cells[place]).casefold() in values:
                cells[place] = ""
        return cells

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
            category=self._category_of(row),
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
            photo_addresses=self._photos(row),
            steps=self._steps.read(row, submitted, agency),
            tells_outcome=self._tells_outcome,
            end_corrects=self._end_corrects,
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

    def _category_of(self, row: list[str]) -> str | None:
        """The category; the part before the mapping's ``group_by`` is its group."""
        found = self._category(row)
        if found and self._group_by and found not in self._grouped:
            self._grouped.add(found)
            group, between, rest = found.partition(self._group_by)
            if between and group.strip() and rest.strip():
                self.groups.append((found, group.strip()))
        return found

    def _office(self, row: list[str]) -> str | None:
        """The office of the row's area; None, where the row names no area that has one: the city's own rule."""
        area = self._area_of(row)
        return self._offices.get(area.casefold()) if area else None

    def _area_of(self, row: list[str]) -> str | None:
        """The code of the smallest area that the row names; larger ones become its parents."""
        if not self._areas:
            return self._area(row)
        parent: str | None = None
        whole = True
        for rule, read_code, read_name in self._areas:
            code = read_code(row)
            if not code or not (whole or rule.code.choices):
                whole = False  # a smaller one counts only by a code that was meant for this
                continue
            known = self._areas_by_code.get(code) or self._areas_by_code.get(identity(code))
            if known is None:
                known = self._areas_by_code[identity(code)] = identity(code)
                name = read_name(row) or code
                self.new_areas.append(PackArea(code=known, name=name, level=rule.level, parent=parent))
            parent = known
        return parent


def _other(mapping: SourceMapping, name: Callable[[Source | None], str]) -> str:
    """The column that names the report into which another is merged; "" where the mapping has none."""
    status = mapping.status
    ends = [*status.values.values(), *(rule.means for rule in status.wording)] if status else []
    return next((name(end.other) for end in ends if end and end.other), "")


def _known(city: City, what: str) -> Callable[[str], bool]:
    """Whether the city's pack has an entry with this slug, code or name, also a short or former one."""
    entries: dict[str, PackAgency | PackCategory | PackChannel | PackArea] = getattr(city, what)
    labels = {label for entry in entries.values() for label in entry.labels}
    identities = {identity(label) for label in labels}
    return lambda label: label in labels or identity(label) in identities


def _offices(city: City) -> dict[str, str]:
    """Code or name (casefolded) of an area -> the agency that is called as it, with its level: Kelurahan Ragunan."""
    agencies = {agency.name.casefold(): agency.slug for agency in city.agencies.values()}
    found: dict[str, str] = {}
    for area in city.areas.values():
        agency = agencies.get(f"{area.level} {area.name}".casefold())
        if agency:
            found |= {area.code.casefold(): agency, area.name.casefold(): agency}
    return found


def _check_levels(areas: tuple[AreaRule, ...], city: City) -> None:
    for rule in areas:
        if rule.level not in city.levels:
            raise FileError(f"The mapping's level {rule.level!r} is not among the city's: {', '.join(city.levels)}.")
