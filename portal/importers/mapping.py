"""What a mapping may say: which columns of a source's file mean what, and what to do with odd values."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from pydantic import BeforeValidator, Field, PrivateAttr, Strict, StrictBool
from pydantic import model_validator as checked

from ..cities import toml_file
from ..cities.toml_file import ONE_OR_MORE, Box, Casefolded, Text, Texts, TomlTable, WrongKeys, Zone
from ..domain.attachment import Purpose
from ..domain.event import Kind
from ..domain.names import address
from .header import Source
from .mapping_columns import never_read
from .mapping_values import Agency, CellValue, Column, ColumnName, DateForm, Encoding, Every, Moment, Wording

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
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


class Misplaced(StrEnum):
    """What becomes of coordinates that cannot be right."""

    REFUSE = "refuse"  # the row is refused
    DROP = "drop"  # the row is taken without a point
    MEND = "mend"  # swapped ones only: latitude and longitude change places


class Fields(TomlTable):
    """[fields]: the columns of a report's own facts."""

    id: Column
    submitted: Column
    updated: Column | None = None
    code: Column | None = None
    title: Column | None = None
    text: Column | None = None
    place: Column | None = None
    reporter: Column | None = None
    response_due: Column | None = None
    due: Column | None = None


class LabelRule(TomlTable):
    """[category], [agency], [channel] or [area]: a column of labels, and what a value of it (casefolded) means.

    A value that neither ``values`` nor the city knows becomes a new entry, is refused, or becomes ``unknown_as``.
    """

    column: Column
    values: dict[Casefolded, Text] = Field(default_factory=dict)
    unknown: Literal["new", "refuse"] = "new"
    unknown_as: str | None = None
    empty: str | None = None
    required: StrictBool = False
    strip: Texts = ()

    @checked(mode="after")
    def _one_rule_for_the_unknown(self) -> Self:
        if self.unknown_as is not None and "unknown" in self.model_fields_set:
            raise WrongKeys({"unknown_as": "cannot stand beside unknown"})
        return self


class CategoryRule(LabelRule):
    """[category]: ``group_by`` stands between a value's group and the rest of it."""

    group_by: Annotated[str, Field(min_length=1)] | None = None


class AgencyRule(LabelRule):
    """[agency]: a value may mean the office of the row's area."""

    values: dict[Casefolded, Agency] = Field(default_factory=dict)


class RowRule(TomlTable):
    """[rows]: which rows are taken: those that have one of the values in every column of ``only``, and in none of
    ``except`` one of its."""

    only: dict[Text, Annotated[frozenset[CellValue], Field(min_length=1), ONE_OR_MORE]] = Field(default_factory=dict)
    leave_out: dict[Text, Annotated[frozenset[CellValue], Field(min_length=1), ONE_OR_MORE]] = Field(
        default_factory=dict, alias="except"
    )


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


class PointRule(TomlTable):
    """[coordinates]: in two columns or in one ("(lat, lon)"); without ``bounds`` those of the city hold."""

    lat: Column | None = None
    lon: Column | None = None
    point: Column | None = None
    order: Literal["lat,lon", "lon,lat"] = "lat,lon"
    bounds: Box | None = None
    unusable: Literal[Misplaced.REFUSE, Misplaced.DROP] = Misplaced.REFUSE
    zero: Literal[Misplaced.REFUSE, Misplaced.DROP] = Misplaced.REFUSE
    outside: Literal[Misplaced.REFUSE, Misplaced.DROP] = Misplaced.REFUSE
    swapped: Misplaced = Misplaced.REFUSE

    @checked(mode="after")
    def _two_columns_or_one(self) -> Self:
        if (self.lat is None) != (self.lon is None) or (self.lat is None) == (self.point is None):
            raise WrongKeys({"lat": "needs lat and lon, or point alone"})
        return self


class AreaRule(TomlTable):
    """One of [[areas]], which stand from the largest level to the smallest. Without a name the code is shown."""

    level: Text
    code: Column
    name: Column | None = None


class PhotoRule(TomlTable):
    """One of [[photos]]: a column with addresses or names of files of photos, and what they show.

    ``between``: what stands between several of them in a cell; without it white space, ; and |.
    """

    column: Column
    shows: Literal[Purpose.BEFORE, Purpose.AFTER, Purpose.OTHER] = Purpose.BEFORE
    between: Annotated[str, Field(min_length=1)] | None = None


class PrivateRule(TomlTable):
    """[private]: which values of a column say that the source keeps the report private."""

    column: Column
    values: Annotated[frozenset[Casefolded], Field(min_length=1), ONE_OR_MORE]


class SourceMapping(TomlTable):
    """A whole mapping. ``columns`` gives other spellings of a column's name; ``optional`` columns may be absent.

    ``blank``: values of a column that stand for an empty cell. ``as_of``: up to when the source has spoken; ``every``:
    how often it should, if it is a live feed.
    """

    name: Text | None = None
    source: Text | None = None
    as_of: Moment | None = None
    every: Every | None = None
    zone: Zone | None = None
    dates: Annotated[tuple[DateForm, ...], Field(min_length=1), ONE_OR_MORE] = ("iso",)
    encodings: Annotated[tuple[Encoding, ...], Field(min_length=1), ONE_OR_MORE] = ("utf-8",)
    delimiter: Literal["auto", "comma", "semicolon", "tab", "pipe"] = "auto"
    columns: dict[ColumnName, Texts] = Field(default_factory=dict)
    optional: Annotated[frozenset[ColumnName], ONE_OR_MORE] = frozenset()
    blank: dict[ColumnName, Annotated[frozenset[CellValue], Field(min_length=1), ONE_OR_MORE]] = Field(
        default_factory=dict
    )
    rows: RowRule = RowRule()
    fields: Fields
    category: CategoryRule | None = None
    agency: AgencyRule | None = None
    channel: LabelRule | None = None
    area: LabelRule | None = None
    areas: tuple[AreaRule, ...] = ()
    status: StatusRule | None = None
    steps: tuple[StepRule, ...] = ()
    coordinates: PointRule | None = None
    private: PrivateRule | None = None
    photos: tuple[PhotoRule, ...] = ()
    _path: Path = PrivateAttr(Path())

    def model_post_init(self, context: Path | None) -> None:
        self._path = context or Path()

    @checked(mode="after")
    def _areas_in_one_way(self) -> Self:
        if self.area and self.areas:
            raise WrongKeys({"areas": "cannot stand beside [area]"})
        return self

    @checked(mode="after")
    def _no_column_in_vain(self) -> Self:
        wrong = {f"columns.{name}": why for name, why in never_read(self, self.columns).items()}
        wrong |= {f"blank.{name}": why for name, why in never_read(self, self.blank).items()}
        if optional := never_read(self, self.optional):
            wrong["optional"] = "; ".join(f"{name!r} {why}" for name, why in optional.items())
        if wrong:
            raise WrongKeys(wrong)
        return self

    @checked(mode="after")
    def _turns_have_their_reopening(self) -> Self:
        """An end among the steps is one before a reopening, and the status says which end came last."""
        turns = {f"steps[{place}].kind": step.kind for place, step in enumerate(self.steps, 1)}
        ends = {key: kind for key, kind in turns.items() if kind in ENDS}
        if ends and Kind.REOPENED not in turns.values():
            reason = (
                "is an end before a reopening: no step has the kind reopened. How a report ends is said in [status]"
            )
            raise WrongKeys({key: f"{kind} {reason}" for key, kind in ends.items()})
        if self.status is None and (opened := [key for key, kind in turns.items() if kind is Kind.REOPENED]):
            raise WrongKeys(dict.fromkeys(opened, "reopened needs [status], which says how the report ended"))
        return self

    @property
    def file(self) -> str:
        """The name of the mapping's file."""
        return self._path.name

    @property
    def source_name(self) -> str:
        """The name of the source, within which ids are unique."""
        return self.source or address(self.name or self._path.stem)

    @property
    def separator(self) -> str | None:
        """The character between cells; None: it is found in the file."""
        return DELIMITERS.get(self.delimiter)


def load(path: Path, as_of: str | None = None) -> SourceMapping:
    """The mapping in a file. Raises CityError, which names the file and every key that is wrong.

    ``as_of`` takes the place of what the mapping says of it.
    """
    return toml_file.read(path, SourceMapping, {} if as_of is None else {"as_of": as_of})
