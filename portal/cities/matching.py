"""Finds which outline of a GeoJSON file belongs to which area of the city: by code, else by name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .polygons import Feature

#: Properties that number the rows of a file: they look like codes and mean nothing.
_ROW_NUMBERS = frozenset({"objectid", "fid", "gid", "ogc_fid", "rownum", "index"})


@dataclass(frozen=True, slots=True)
class Known:
    """An area of the database."""

    id: int
    code: str
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class Match:
    """``found``: features with the ids of their areas, all of one ``level``; ``by``: the property that names them."""

    found: tuple[tuple[Feature, int], ...]
    unmatched: tuple[Feature, ...]
    by: str
    level: str


def match(
    features: Sequence[Feature], areas: Sequence[Known], *, code_property: str | None = None, level: str | None = None
) -> Match | None:
    """The reading of the file under which most areas are found; codes go before names. None when nothing fits.

    One property serves the whole file and finds areas of one level: a file of kelurahan names their
    kecamatan too, and a kelurahan may bear the name of a kecamatan.
    """
    for key_of, fold in ((_code, str.strip), (_name, _folded)):
        properties = _properties(features) if code_property is None else [code_property]
        levels = [level] if level else sorted({area.level for area in areas})
        readings = [_read(features, areas, p, its, key_of, fold) for p in properties for its in levels]
        best = max(readings, key=_score, default=None)
        if best is not None and best.found:
            return best
    return None


def _score(reading: Match) -> tuple[int, bool, int]:
    """More areas first, then a property that does not number rows, then fewer features left over."""
    areas = len({area for _, area in reading.found})
    return areas, reading.by.lower() not in _ROW_NUMBERS, -len(reading.unmatched)


def _read(
    features: Sequence[Feature],
    areas: Iterable[Known],
    by: str,
    level: str,
    key_of: Callable[[Known], str],
    fold: Callable[[str], str],
) -> Match:
    known = {fold(key_of(area)): area.id for area in areas if area.level == level}
    known.pop("", None)
    found, unmatched = [], []
    for feature in features:
        id = known.get(fold(feature.properties.get(by, "")))
        if id is None:
            unmatched.append(feature)
        else:
            found.append((feature, id))
    return Match(tuple(found), tuple(unmatched), by, level)


def _code(area: Known) -> str:
    return area.code


def _name(area: Known) -> str:
    return area.name


def _folded(name: str) -> str:
    """A name without case, accents, spaces and signs: "Setia Budi" and "SETIABUDI" are one."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "", ascii_only)


def _properties(features: Sequence[Feature]) -> list[str]:
    return list(dict.fromkeys(key for feature in features for key in feature.properties))
