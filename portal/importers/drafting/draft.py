"""Drafts a mapping for a file and tries it on the same rows, so that what is handed over runs."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ...domain.city import City
from ..csv_rows import CsvRow
from ..header import normal
from ..mapping import SourceMapping
from ..mapping_columns import never_read
from ..open_file import open_file
from ..problem import RowProblem
from . import areas, sections, status_section
from .names import spellings
from .roles import Roles, find
from .sample import Sample, take
from .toml import comment

ROWS = 20_000


@dataclass(frozen=True, slots=True)
class DraftedMapping:
    """A mapping as text. ``refused``: of the rows that were read, those that it refuses, by reason."""

    text: str
    rows: int
    refused: Counter[str]
    personal: tuple[str, ...]


def draft(
    path: Path, city: City, *, rows: int = ROWS, id: str | None = None, submitted: str | None = None
) -> DraftedMapping:
    """A mapping for a file of this city, by its header and first rows. ``id``, ``submitted``: these columns, if told.

    Raises FileError: the file cannot be read, or a column that every mapping needs is not to be recognised.
    """
    sample = take(path, rows, spellings())
    named = {role: name for role, name in (("id", id), ("submitted", submitted)) if name}
    roles = find(sample, day_first=not city.zone.startswith("America/"), named=named)
    body = _body(sample, roles, path.name.removesuffix(".gz").removesuffix(".csv"), city)
    unread = never_read(_mapping(body), [normal(column.name) for column in sample.columns])
    read = [column for column in sample.columns if column.usable and normal(column.name) not in unread]
    text = _joined([body, *sections.blank(read)])
    refused = _tried(path, _mapping(text), city, rows)
    rest = sections.unused(roles, [column for column in sample.columns if column not in read])
    text = _joined([text, "", *rest, "", *_outcome(sample, refused)])
    return DraftedMapping(text, sample.rows, refused, tuple(column.name for column in roles.personal))


def _body(sample: Sample, roles: Roles, stem: str, city: City) -> str:
    rows = "all" if sample.whole else "the first"
    head = [
        comment(f"A draft, made from {rows} {sample.rows:,} rows of {sample.file}. Check each line that says guess;"),
        "# docs/importing.md says what every key means.",
    ]
    where = areas.lines(roles, city)
    parts = [
        head,
        sections.top(roles, stem, city),
        sections.fields(roles) + sections.labels(roles),
        status_section.lines(roles),
        sections.coordinates(roles, city),
        where,
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip() + "\n"


def _mapping(text: str) -> SourceMapping:
    return SourceMapping.model_validate(tomllib.loads(text), context=Path("draft.toml"))


def _tried(path: Path, mapping: SourceMapping, city: City, rows: int) -> Counter[str]:
    """How many of the first rows the mapping refuses, by reason; read by all that an import reads with."""
    refused: Counter[str] = Counter()
    with open_file(path, mapping, city, None, None) as file:
        for row in islice(file.rows, rows):
            found = file.reader.read(row) if isinstance(row, CsvRow) else row
            if isinstance(found, RowProblem):
                refused[found.reason] += 1
    return refused


def _outcome(sample: Sample, refused: Counter[str]) -> list[str]:
    """What became of the rows when the draft was tried."""
    if not refused:
        return [comment(f"Tried on these rows: all {sample.rows:,} can be read.")]
    reasons = ", ".join(f"{reason} {count:,}" for reason, count in refused.most_common())
    read = sample.rows + sample.problems.total() - refused.total()
    return [comment(f"Tried on these rows: {read:,} can be read, {refused.total():,} are refused ({reasons}).")]
