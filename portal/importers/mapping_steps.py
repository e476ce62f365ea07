"""What a mapping says of what happened to a report, and how it ended: [[steps]] and [status]."""

from __future__ import annotations

from typing import Annotated, Literal, Self, get_args

from pydantic import BeforeValidator, Field, Strict
from pydantic import model_validator as checked

from ..cities.toml_file import ONE_OR_MORE, Casefolded, Text, TomlTable, WrongKeys
from ..domain.event import Kind
from .header import Source
from .mapping_values import Column, Wording

StepKind = Literal[
    Kind.ROUTED,
    Kind.INSTRUCTED,
    Kind.TRANSFERRED,
    Kind.COORDINATION_ASKED,
    Kind.COORDINATION_ANSWERED,
    Kind.STARTED,
    Kind.RESPONDED,
    Kind.PROMISED,
    Kind.NOTED,
    Kind.REOPENED,
    Kind.RESOLVED,
    Kind.REJECTED,
    Kind.CLOSED,
    Kind.TIMED_OUT,
    Kind.MERGED,
]
EndKind = Literal[Kind.RESOLVED, Kind.REJECTED, Kind.CLOSED, Kind.TIMED_OUT, Kind.MERGED]
ENDS: tuple[Kind, ...] = get_args(EndKind)
#: What an event must name besides the column of its time.
NEEDS = {
    Kind.ROUTED: "to_agency",
    Kind.INSTRUCTED: "to_agency",
    Kind.TRANSFERRED: "to_agency",
    Kind.COORDINATION_ASKED: "to_agency",
    Kind.RESPONDED: "text",
    Kind.REJECTED: "text",
    Kind.NOTED: "text",
    Kind.PROMISED: "promised",
}


class EventRule(TomlTable):
    """An event that a row tells of: its kind, and where its time, text and agencies stand.

    It holds for rows that have one of ``statuses`` now (none named: for all). A time sooner than ``after_minutes``
    after the submission is the source's own bookkeeping and is left out.
    """

    kind: Kind
    at: Column | None = None
    text: Wording = Source()
    text_column: Column | None = None
    agency: Column | None = None
    to_agency: Column | None = None
    to_name: Text | None = None
    promised: Column | None = None
    other: Column | None = None
    statuses: Annotated[frozenset[Casefolded], ONE_OR_MORE] = frozenset()
    after_minutes: Annotated[float, Strict(), Field(ge=0, le=60 * 24 * 365)] = 0

    @checked(mode="after")
    def _complete(self) -> Self:
        need = NEEDS.get(self.kind)
        if need and not {need, f"{need}_column", need.replace("_agency", "_name")} & self.model_fields_set:
            raise WrongKeys({need: f"is missing: {self.kind} needs it"})
        if {"text", "text_column"} <= self.model_fields_set:
            raise WrongKeys({"text_column": "cannot stand beside text"})
        return self

    @property
    def words(self) -> Source:
        return self.text_column or self.text


class StepRule(EventRule):
    """One of [[steps]]: what happened between the submission and the end; an end, before a reopening."""

    kind: StepKind
    at: Column


class EndRule(EventRule):
    """How a report with a certain status ended; without ``at``, at the time that [status] names for all."""

    kind: EndKind


def _end(value: object) -> object:
    """A text is short for a table with that kind; "open" is no end."""
    if value in ("open", {"kind": "open"}):
        return None
    if isinstance(value, str) and value not in ENDS:
        raise ValueError(f"{value!r} is not among open, {', '.join(ENDS)}")
    if not isinstance(value, str | dict):
        raise ValueError("must be a text or a table with kind")
    return {"kind": value} if isinstance(value, str) else value


End = Annotated[EndRule | None, BeforeValidator(_end)]


class WordingRule(TomlTable):
    """One of [[status.wording]]: a row that has ended means this instead where a column begins with one of some texts,
    or contains one, in any case."""

    column: Column
    begins: Annotated[tuple[Casefolded, ...], ONE_OR_MORE] = ()
    contains: Annotated[tuple[Casefolded, ...], ONE_OR_MORE] = ()
    means: End

    @checked(mode="after")
    def _says_which_texts(self) -> Self:
        if not (self.begins or self.contains):
            raise WrongKeys({"begins": "is missing: the texts, or those in contains"})
        return self

    def fits(self, text: str) -> bool:
        """Whether a column with this text (casefolded) tells this end."""
        return text.startswith(self.begins) or any(part in text for part in self.contains)


class StatusRule(TomlTable):
    """[status]: the column, and what each status (casefolded) means: None while a report is open, else its end.

    ``wording``: the first that fits a row counts. ``unknown_other``: what becomes of a merged report that names one
    which is not known when the file has ended: it is refused, or merged into a report that is not named. ``later_end``:
    what a later end than that of an earlier file means: that the report was reopened, or that the first was wrong.
    """

    column: Column
    values: dict[Casefolded, End]
    closed_at: Column | None = None
    unknown: Literal["refuse", "open"] = "refuse"
    unknown_other: Literal["refuse", "drop"] = "refuse"
    later_end: Literal["reopened", "corrected"] = "reopened"
    wording: tuple[WordingRule, ...] = ()

    @checked(mode="after")
    def _every_end_has_its_time(self) -> Self:
        timeless = [f"values.{name}.at" for name, end in self.ends.items() if end and end.at is None]
        worded = enumerate((self.timed(rule.means) for rule in self.wording), 1)
        timeless += [f"wording[{number}].means.at" for number, end in worded if end and end.at is None]
        if timeless:
            reason = "is missing: the column that tells when, or closed_at in [status] for all"
            raise WrongKeys(dict.fromkeys(timeless, reason))
        return self

    @property
    def ends(self) -> dict[str, EndRule | None]:
        """``values``, each end with the column of its time."""
        return {status: self.timed(end) for status, end in self.values.items()}

    def timed(self, end: EndRule | None) -> EndRule | None:
        """The end, which without a column of its time has that of ``closed_at``."""
        return end if end is None or end.at else end.model_copy(update={"at": self.closed_at})
