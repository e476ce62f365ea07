"""What a mapping may say: which columns of a source's file mean what, and what to do with odd values."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, PrivateAttr, StrictBool
from pydantic import model_validator as checked

from ..cities import toml_file
from ..cities.toml_file import ONE_OR_MORE, Box, Casefolded, Text, Texts, TomlTable, WrongKeys, Zone
from ..domain.attachment import Purpose
from ..domain.event import Kind
from ..domain.names import address
from .mapping_columns import never_read
from .mapping_steps import ENDS, StatusRule, StepRule
from .mapping_values import Agency, CellValue, Column, ColumnName, DateForm, Encoding, Every, Moment

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}


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
