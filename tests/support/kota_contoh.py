"""The invented city whose files are the cases of imports: its pack, its mapping, its files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from portal import cities
from portal.domain.city import City
from portal.importers.mapping import SourceMapping, load

CASES = Path(__file__).resolve().parents[1] / "samples" / "imports"
PACK = CASES / "pack"


def city() -> City:
    """The city of the cases."""
    return cities.load(str(PACK))


def local(day: int, hour: int = 9) -> datetime:
    """A moment of March 2026 in the city."""
    return datetime(2026, 3, day, hour, tzinfo=UTC) - timedelta(hours=7)


def mapping(directory: Path, *changes: tuple[str, str]) -> SourceMapping:
    """The mapping of the cases; each change puts a text in the place of another."""
    text = (PACK / "import.toml").read_text()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path = directory / "import.toml"
    path.write_text(text)
    return load(path)
