"""Files as sources might write them, and what a draft of a mapping makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from portal import cities
from portal.domain.city import City
from portal.importers.drafting.names import spellings
from portal.importers.drafting.roles import Roles, find
from portal.importers.drafting.sample import Sample, SampledColumn, take
from portal.importers.mapping import SourceMapping, load
from tests.support import kota_contoh

ROOT = Path(__file__).resolve().parents[2]
DRAFTS = ROOT / "tests/samples/drafts"


def column(name: str, *cells: str) -> SampledColumn:
    return SampledColumn(name, cells)


def file(directory: Path, header: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str = ",") -> Path:
    """A file of these cells, none of which holds the delimiter."""
    path = directory / "file.csv"
    path.write_text("\n".join(delimiter.join(cells) for cells in (header, *rows)) + "\n", encoding="utf-8")
    return path


def sample(path: Path, rows: int = 1_000) -> Sample:
    return take(path, rows, spellings())


def roles(path: Path, **named: str) -> Roles:
    return find(sample(path), day_first=True, named=named)


def columns(found: Roles) -> dict[str, str]:
    """Role -> name of its column."""
    return {role: guess.column.name for role, guess in found.found.items()}


def loaded(directory: Path, text: str) -> SourceMapping:
    """A drafted mapping, as an import would read it."""
    path = directory / "drafted.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def los_angeles() -> City:
    return cities.load(str(ROOT / "docs/examples/los-angeles"))


def contoh() -> City:
    return kota_contoh.city()
