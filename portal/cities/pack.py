"""Loads a city pack: a directory with city.toml, and whatever else the city can say about itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from babel.core import get_global

from ..domain.city import City, PackAgency, PackArea
from ..domain.masking import Contacts
from ..domain.masking.plans import REGIONS
from ..domain.witness import AfterUnsolved
from . import entries, toml_file
from .city_file import CityFile, Validation, WordsFile
from .problem import CityError

_BUILT_IN = Path(__file__).parent
_WORD = re.compile(r"[^\W\d_]{2,}")


def packs() -> list[str]:
    """The names of the packs that come with the portal."""
    return sorted(path.parent.name for path in _BUILT_IN.glob("*/city.toml"))


def load(name_or_directory: str) -> City:
    """The city of a built-in pack's name or of a directory. Raises CityError naming file, line and field."""
    directory = _directory(name_or_directory)
    head = toml_file.read(directory / "city.toml", CityFile)
    agencies = entries.agencies(directory / "agencies.csv")
    areas = entries.areas(directory / "areas.csv", head.levels)
    words = _words(directory / "words.toml")
    return City(
        slug=directory.name,
        name=head.name,
        title=head.title,
        languages=head.languages,
        text_language=head.text_language or head.languages[0],
        zone=head.zone,
        code_prefix=head.code_prefix,
        bounds=head.bounds,
        levels=head.levels,
        response_target=timedelta(hours=head.targets.response_hours),
        hand_over_limit=timedelta(hours=head.targets.hand_over_hours),
        photo_metres=head.photos.metres,
        digest_hour=head.mail.digest_hour,
        unsolved_people=head.citizens.unsolved_people,
        unsolved_then=_unsolved_then(directory / "city.toml", head),
        calm_reports=head.citizens.calm_reports,
        calm_reports_of_one=head.citizens.calm_reports_of_one,
        rush_wait=timedelta(seconds=head.citizens.rush_wait_seconds),
        questions=head.citizens.questions,
        question_limit=timedelta(days=head.citizens.question_days),
        resolution_target=timedelta(hours=head.targets.resolution_hours),
        moderation_delay=timedelta(hours=head.moderation.delay_hours),
        moderated=head.moderation.on,
        moderated_first=head.moderation.first_only,
        validator=_validator(directory / "city.toml", head.validation, agencies),
        checked_share=head.validation.share,
        source=head.source.strip(),
        licence=head.licence.strip(),
        contacts=Contacts.of(head.contacts, _phone_regions(head)),
        agencies=agencies,
        categories=entries.categories(directory / "categories.csv", agencies),
        areas=areas,
        channels=entries.channels(directory / "channels.csv"),
        names=_names(words, areas),
        synonyms={word.lower(): meaning.lower() for word, meaning in words.synonyms.items()},
        stop_words=frozenset(word.lower() for word in words.stop_words),
        shapes=_shapes(directory),
        imports={path.stem: str(path) for path in _mappings(directory)},
    )


def _directory(name: str) -> Path:
    built_in = _BUILT_IN / name
    a_name = name not in {"", ".", ".."} and Path(name).name == name
    directory = built_in if a_name and built_in.is_dir() else Path(name).resolve()
    if not (directory / "city.toml").is_file():
        raise CityError(f"no city pack; built in are {', '.join(packs())}", directory / "city.toml")
    return directory


def _phone_regions(head: CityFile) -> tuple[str, ...]:
    """The pack's own, else the country that the zone lies in; UTC lies in none."""
    if head.phone_regions is not None:
        return head.phone_regions
    country = get_global("zone_territories").get(head.zone)
    return (country,) if country in REGIONS else ()


def _validator(file: Path, validation: Validation, agencies: Mapping[str, PackAgency]) -> str | None:
    if not validation.on:
        return None
    if validation.agency not in agencies:
        raise CityError(f"{validation.agency!r} is not in agencies.csv", file, 0, "validation.agency")
    return validation.agency


def _unsolved_then(file: Path, head: CityFile) -> AfterUnsolved:
    then = head.citizens.unsolved_then
    if then is AfterUnsolved.ASKS and not head.validation.on:
        reason = "'asks' needs validation.on = true: nobody is there to be asked"
        raise CityError(reason, file, 0, "citizens.unsolved_then")
    return then


def _words(path: Path) -> WordsFile:
    return toml_file.read(path, WordsFile) if path.exists() else WordsFile()


def _names(words: WordsFile, areas: Mapping[str, PackArea]) -> frozenset[str]:
    """Each word that search never stems, in lower case; the areas' own names are always among them."""
    named = (*words.names, *(area.name for area in areas.values()))
    return frozenset(word for name in named for word in _WORD.findall(name.lower()))


def _shapes(directory: Path) -> str | None:
    path = directory / "areas.geojson"
    return str(path) if path.is_file() else None


def _mappings(directory: Path) -> list[Path]:
    """Import mappings: ``import.toml`` beside city.toml, and those in imports/."""
    own = [directory / "import.toml"] if (directory / "import.toml").is_file() else []
    return own + sorted((directory / "imports").glob("*.toml"))
