"""Loads a city pack: a directory with city.toml, and whatever else the city can say about itself."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from ..domain.city import City, PackArea
from . import entries, toml
from .problem import CityError

_HERE = Path(__file__).parent
_LANGUAGES = ("id", "en")
_WORD = re.compile(r"[^\W\d_]{2,}")


def packs() -> list[str]:
    """The names of the packs that come with the portal."""
    return sorted(path.parent.name for path in _HERE.glob("*/city.toml"))


def load(name_or_directory: str) -> City:
    """The city of a built-in pack's name or of a directory. Raises CityError naming file, line and field."""
    directory = _directory(name_or_directory)
    head = toml.read(directory / "city.toml")
    validation = head.section("validation")
    checked, validator = validation.yes("on", False), validation.text("agency", "")
    validation.done()
    levels = head.texts("levels")
    agencies = entries.agencies(directory / "agencies.csv")
    areas = entries.areas(directory / "areas.csv", levels)
    if checked and validator not in agencies:
        raise validation.wrong("agency", f"{validator!r} is not in agencies.csv")
    targets, moderation = head.section("targets"), head.section("moderation")
    names, synonyms, stop_words = _words(directory / "words.toml", areas)
    city = City(
        slug=directory.name,
        name=head.text("name"),
        title=head.text("title"),
        languages=_languages(head),
        zone=_zone(head),
        code_prefix=_prefix(head),
        bounds=_bounds(head),
        levels=levels,
        response_target=timedelta(hours=targets.hours("response_hours", 6)),
        resolution_target=timedelta(hours=targets.hours("resolution_hours", 168)),
        moderation_delay=timedelta(hours=moderation.hours("delay_hours", 24)),
        moderated=moderation.yes("on", False),
        validator=validator if checked else None,
        source=head.text("source", ""),
        agencies=agencies,
        categories=entries.categories(directory / "categories.csv", agencies),
        areas=areas,
        channels=entries.channels(directory / "channels.csv"),
        names=names,
        synonyms=synonyms,
        stop_words=stop_words,
        shapes=_shapes(directory),
        imports={path.stem: str(path) for path in _mappings(directory)},
    )
    for section in (head, targets, moderation):
        section.done()
    return city


def _directory(name: str) -> Path:
    built_in = _HERE / name
    plain = name not in {"", ".", ".."} and Path(name).name == name
    directory = built_in if plain and built_in.is_dir() else Path(name).resolve()
    if not (directory / "city.toml").is_file():
        raise CityError(f"no city pack; built in are {', '.join(packs())}", directory / "city.toml")
    return directory


def _languages(head: toml.Section) -> tuple[str, ...]:
    found = head.texts("languages") or _LANGUAGES
    for language in found:
        if language not in _LANGUAGES:
            raise head.wrong("languages", f"{language!r} is not among {', '.join(_LANGUAGES)}")
    if len(set(found)) != len(found):
        raise head.wrong("languages", "one is there twice")
    return found


def _zone(head: toml.Section) -> str:
    zone = head.text("zone")
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError):
        raise head.wrong("zone", f"{zone!r} is no time zone such as Asia/Jakarta") from None
    return zone


def _prefix(head: toml.Section) -> str:
    prefix = head.text("code_prefix")
    if not re.fullmatch(r"[A-Z]{1,6}", prefix):
        raise head.wrong("code_prefix", f"{prefix!r} is not one to six capital letters")
    return prefix


def _bounds(head: toml.Section) -> tuple[float, float, float, float] | None:
    found = head.numbers("bounds", 4)
    if found is None:
        return None
    west, south, east, north = found
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise head.wrong("bounds", "must be west, south, east, north in degrees")
    return west, south, east, north


def _words(path: Path, areas: dict[str, PackArea]) -> tuple[frozenset[str], dict[str, str], frozenset[str]]:
    """(names never stemmed, synonyms, stop words), lower case; the areas' own names are always among the names."""
    names = {word for area in areas.values() for word in _WORD.findall(area.name.lower())}
    if not path.exists():
        return frozenset(names), {}, frozenset()
    words = toml.read(path)
    names |= {word for text in words.texts("names") for word in _WORD.findall(text.lower())}
    synonyms = {key.lower(): value.lower() for key, value in words.pairs("synonyms").items()}
    stop_words = frozenset(word.lower() for word in words.texts("stop_words"))
    words.done()
    return frozenset(names), synonyms, stop_words


def _shapes(directory: Path) -> str | None:
    path = directory / "areas.geojson"
    return str(path) if path.is_file() else None


def _mappings(directory: Path) -> list[Path]:
    """Import mappings: ``import.toml`` beside city.toml, and those in imports/."""
    own = [directory / "import.toml"] if (directory / "import.toml").is_file() else []
    return own + sorted((directory / "imports").glob("*.toml"))
