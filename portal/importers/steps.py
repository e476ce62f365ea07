"""Turns the status and the dates of a row into the steps of its report, in order of time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from ..domain.event import Kind
from ..domain.record import Step
from .cells import labels, text
from .dates import DateReader
from .header import Header, Source
from .mapping import LabelRule, SourceMapping
from .mapping_steps import ENDS, EndRule, EventRule, StatusRule, WordingRule
from .mapping_values import AREA_OFFICE
from .problem import FieldError
from .template import Getter

LONGEST_TEXT = 20_000  # characters of a report or a response
_AFTER_THE_END = frozenset({Kind.RESPONDED, Kind.NOTED})
_OF_ONE_MOMENT = {**dict.fromkeys(ENDS, 1), Kind.REOPENED: 2}  # an end before its reopening, work before both

Label = Callable[[list[str]], str | None]


class StepColumns:
    """Composes what reads the cells of steps. ``known``: whether the city has an agency with that label.

    ``office``: the office of the area of a row.
    """

    def __init__(
        self, mapping: SourceMapping, header: Header, dates: DateReader, known: Callable[[str], bool], office: Label
    ) -> None:
        self.mapping, self.header, self.dates = mapping, header, dates
        self._known, self._office = known, office

    def text(self, source: Source | None) -> Getter:
        return text(source, self.header, self.dates.day)

    def name(self, source: Source | None) -> str:
        return self.header.name(source) if source else ""

    def agency(self, source: Source | None) -> Label:
        """An agency of a step: what [agency] says of values holds for its column as well; it may be empty."""
        if source is None:
            return lambda _row: None
        main = self.mapping.agency or LabelRule(column=source)
        return self.agency_by(main.model_copy(update={"column": source, "empty": None, "required": False}))

    def agency_by(self, rule: LabelRule | None) -> Label:
        """An agency by a rule; where the rule says so, the office of the row's area."""
        read, office = labels(rule, self.header, self.dates.day, self._known), self._office
        if rule is None or AREA_OFFICE not in rule.values.values():
            return read

        def agency(row: list[str]) -> str | None:
            found = read(row)
            return office(row) if found == AREA_OFFICE else found

        return agency


class Steps:
    """Reads all steps of a row."""

    def __init__(self, columns: StepColumns) -> None:
        rule = columns.mapping.status
        self._status = columns.text(rule.column if rule else None)
        self._field = columns.name(rule.column) if rule else ""
        self._ends = (
            {name: StepReader(end, columns) if end else None for name, end in rule.ends.items()} if rule else {}
        )
        self._worded = [_worded(word, rule, columns) for word in rule.wording] if rule else []
        self._unknown_is_open = rule is None or rule.unknown == "open"
        self._more = [(step.statuses, StepReader(step, columns)) for step in columns.mapping.steps]

    def read(self, row: list[str], submitted: datetime, agency: str | None) -> tuple[Step, ...]:
        """The steps in order of time; those after the end are left out, but for responses. Raises FieldError."""
        status = self._status(row).casefold()
        end = self._end(row, status, submitted, agency)
        found = []
        for statuses, reader in self._more:
            if not statuses or status in statuses:
                step = reader.read(row, submitted, agency)
                if step is not None and (end is None or step.kind in _AFTER_THE_END or step.at < end.at):
                    found.append(step)
        if found:
            found.sort(key=lambda step: (step.at, _OF_ONE_MOMENT.get(step.kind, 0)))
            found = _fitting(found)
        if end is not None:
            found = sorted([*found, end], key=lambda step: (step.at, step is end))
        return tuple(found)

    def _end(self, row: list[str], status: str, submitted: datetime, agency: str | None) -> Step | None:
        if status not in self._ends:
            if self._unknown_is_open:
                return None
            raise FieldError(self._field, "unknown_status" if status else "missing", self._status(row))
        reader = self._ends[status]
        if reader is not None and self._worded:
            reader = self._by_wording(row, reader)
        return reader.read(row, submitted, agency) if reader else None

    def _by_wording(self, row: list[str], reader: StepReader) -> StepReader | None:
        """What a row that has ended means by its words; ``reader`` where no rule fits."""
        for read, rule, worded in self._worded:
            if rule.fits(read(row).casefold()):
                return worded
        return reader


def _fitting(steps: list[Step]) -> list[Step]:
    """Steps in order, of whose ends only the last before a reopening counts, and with no work between these two."""
    found: list[Step] = []
    turn: list[Step] = []
    for step in steps:
        if step.kind is not Kind.REOPENED:
            turn.append(step)
            continue
        ends = [place for place, one in enumerate(turn) if one.kind in ENDS]
        last = ends[-1] if ends else len(turn)
        found += [one for one in turn[:last] if one.kind not in ENDS] + turn[last : last + 1]
        found += [one for one in turn[last + 1 :] if one.kind in _AFTER_THE_END] + [step]
        turn = []
    return [*found, *(one for one in turn if one.kind not in ENDS)]


def _worded(word: WordingRule, rule: StatusRule, columns: StepColumns) -> tuple[Getter, WordingRule, StepReader | None]:
    end = rule.timed(word.means)
    return columns.text(word.column), word, StepReader(end, columns) if end else None


class StepReader:
    """Reads one kind of step of a row."""

    def __init__(self, rule: EventRule, columns: StepColumns) -> None:
        self._rule, self._dates = rule, columns.dates
        self._ends, self._needs_time = rule.kind in ENDS, isinstance(rule, EndRule)
        self._at, self._at_field = columns.text(rule.at), columns.name(rule.at)
        self._text, self._text_field = columns.text(rule.words), columns.name(rule.words)
        self._promised, self._promised_field = columns.text(rule.promised), columns.name(rule.promised)
        self._other = columns.text(rule.other)
        self._agency, self._to_agency = columns.agency(rule.agency), columns.agency(rule.to_agency)
        self._bookkeeping = timedelta(seconds=round(60 * rule.after_minutes))

    def read(self, row: list[str], submitted: datetime, agency: str | None) -> Step | None:
        """The step; None where the row has no date for it, or it would say nothing. Raises FieldError."""
        at = self._moment(row, submitted)
        if at is None:
            return None
        words, promised = self._words(row), self._promise(row, at)
        told = self._to_agency(row)
        to_agency = told or self._rule.to_name
        kind = self._rule.kind
        empty = (kind is Kind.RESPONDED and not words) or (kind is Kind.PROMISED and promised is None)
        hands_over = self._rule.to_agency is not None or self._rule.to_name is not None
        if empty or (hands_over and to_agency in (None, agency)):
            return None  # handed over to the agency that has the report already
        return Step(
            kind=kind,
            at=at,
            agency=self._agency(row) or agency,
            to_agency=to_agency,
            text=words,
            promised_at=promised,
            other=self._other_id(row),
            public=kind is not Kind.NOTED,
            to_outside=told is None and to_agency is not None,
        )

    def _moment(self, row: list[str], submitted: datetime) -> datetime | None:
        value = self._at(row)
        if not value:
            if self._needs_time:
                raise FieldError(self._at_field, "no_closing_date")
            return None
        at = self._dates.read_after(value, self._at_field, submitted)
        if at < submitted:
            reason = "closes_before_it_opens" if self._ends else "happens_before_it_opens"
            raise FieldError(self._at_field, reason, value)
        return at if at - submitted >= self._bookkeeping else None

    def _words(self, row: list[str]) -> str:
        words = self._text(row)
        if len(words) > LONGEST_TEXT:
            raise FieldError(self._text_field, "too_long", words)
        return words

    def _promise(self, row: list[str], at: datetime) -> datetime | None:
        """The promised date; one that is not later than the promise says nothing."""
        value = self._promised(row)
        due = self._dates.read_planned(value, self._promised_field) if value else None
        return due if due is not None and due > at else None

    def _other_id(self, row: list[str]) -> str | None:
        return self._other(row) or None
