"""Reads a pack's tables: agencies, categories, areas, channels, with checks of how they refer to each other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..domain.asked_photo import AskedPhoto
from ..domain.channel import ChannelKind
from ..domain.city import PackAgency, PackArea, PackCategory, PackChannel
from ..domain.names import identity
from .table import PackRow, rows


def agencies(path: Path) -> dict[str, PackAgency]:
    """Agencies by slug; a parent may stand anywhere in the file."""
    found: dict[str, PackAgency] = {}
    lines: dict[str, PackRow] = {}
    for row in rows(path, ("slug", "name"), ("short", "kind", "parent", "was", "also")):
        slug, name = row.slug("slug"), row.text("name")
        _once(row, "slug", slug, lines)
        kind = row.maybe("kind") or "department"
        short, parent = row.maybe("short") or name, row.maybe("parent")
        was, also = row.many("was"), row.many("also")
        found[slug] = PackAgency(slug=slug, name=name, short=short, kind=kind, parent=parent, was=was, also=also)
    _parents({slug: agency.parent for slug, agency in found.items()}, lines)
    _former(found, lines)
    return found


def categories(path: Path, known: dict[str, PackAgency]) -> dict[str, PackCategory]:
    """Categories by slug; their agency must be in the pack."""
    found: dict[str, PackCategory] = {}
    lines: dict[str, PackRow] = {}
    optional = ("name_en", "group", "agency", "response_hours", "resolution_hours", "sensitive", "proof", "was", "also")
    for row in rows(path, ("slug", "name"), optional):
        slug, name, agency = row.slug("slug"), row.text("name"), row.maybe("agency")
        _once(row, "slug", slug, lines)
        if agency is not None and agency not in known:
            raise row.wrong("agency", f"{agency!r} is not in agencies.csv")
        found[slug] = PackCategory(
            slug=slug,
            name=name,
            name_en=row.maybe("name_en") or name,
            group=row.maybe("group") or "",
            agency=agency,
            response_hours=row.whole("response_hours", 1, 87600),
            resolution_hours=row.whole("resolution_hours", 1, 87600),
            sensitive=row.yes("sensitive"),
            proof=_proof(row),
            was=row.many("was"),
            also=row.many("also"),
        )
    _former(found, lines)
    return found


def _proof(row: PackRow) -> AskedPhoto:
    """No photo of a sensitive report is ever shown, so none is asked for."""
    sensitive = row.yes("sensitive")
    found = row.maybe("proof") or (AskedPhoto.NONE if sensitive else AskedPhoto.ASKED)
    if found not in set(AskedPhoto):
        raise row.wrong("proof", f"{found!r} is not among {', '.join(AskedPhoto)}")
    if sensitive and found != AskedPhoto.NONE:
        raise row.wrong("proof", "a sensitive category shows no photo")
    return AskedPhoto(found)


def areas(path: Path, levels: tuple[str, ...]) -> dict[str, PackArea]:
    """Areas by code; a parent is of a larger level."""
    found: dict[str, PackArea] = {}
    lines: dict[str, PackRow] = {}
    for row in rows(path, ("code", "name", "level"), ("parent", "lat", "lon", "population", "year", "was")):
        area = _area(row, levels)
        _once(row, "code", area.code, lines)
        found[area.code] = area
    _parents({code: area.parent for code, area in found.items()}, lines, "code")
    for area in found.values():
        if area.parent and levels.index(found[area.parent].level) >= levels.index(area.level):
            raise lines[area.code].wrong("parent", f"{area.parent!r} is not of a larger level")
    _former(found, lines)
    return found


def _area(row: PackRow, levels: tuple[str, ...]) -> PackArea:
    level = row.text("level")
    if level not in levels:
        raise row.wrong("level", f"{level!r} is not among the levels of city.toml")
    lat, lon = row.degrees("lat", 90), row.degrees("lon", 180)
    if (lat is None) != (lon is None):
        raise row.wrong("lon" if lon is None else "lat", "a centre needs both")
    population, year = row.whole("population", 0, 10**9), row.whole("year", 1800, 2200)
    if population is not None and year is None:
        raise row.wrong("year", "a population needs its year")
    return PackArea(
        code=row.text("code"),
        name=row.text("name"),
        level=level,
        parent=row.maybe("parent"),
        lat=lat,
        lon=lon,
        population=population,
        year=year,
        was=row.many("was"),
    )


def channels(path: Path) -> dict[str, PackChannel]:
    """Channels by slug."""
    found: dict[str, PackChannel] = {}
    lines: dict[str, PackRow] = {}
    for row in rows(path, ("slug", "name"), ("name_en", "kind", "counter", "was")):
        slug, name = row.slug("slug"), row.text("name")
        _once(row, "slug", slug, lines)
        counter = row.maybe("counter") or ""
        if counter and counter in {one.counter for one in found.values()}:
            raise row.wrong("counter", f"{counter!r} has a counter already")
        found[slug] = PackChannel(
            slug=slug,
            name=name,
            name_en=row.maybe("name_en") or name,
            kind=_kind(row),
            counter=counter,
            was=row.many("was"),
        )
    _former(found, lines)
    return found


def _kind(row: PackRow) -> ChannelKind:
    found = row.maybe("kind") or ChannelKind.CITIZEN
    if found not in set(ChannelKind):
        raise row.wrong("kind", f"{found!r} is not among {', '.join(ChannelKind)}")
    return ChannelKind(found)


def _once(row: PackRow, field: str, key: str, lines: dict[str, PackRow]) -> None:
    if key in lines:
        raise row.wrong(field, f"{key!r} is already on line {lines[key].line}")
    lines[key] = row


def _former(
    found: Mapping[str, PackAgency | PackCategory | PackChannel | PackArea], lines: Mapping[str, PackRow]
) -> None:
    """What something was called before is no longer a name, slug or code of another, and is said of one only."""
    owners = {identity(label): slug for slug, entry in found.items() for label in (entry.name, slug)}
    for slug, entry in found.items():
        for name in entry.was:
            other = owners.setdefault(identity(name), slug)
            if other != slug:
                raise lines[slug].wrong("was", f"{name!r} is {other!r} on line {lines[other].line}")


def _parents(parents: dict[str, str | None], lines: dict[str, PackRow], field: str = "slug") -> None:
    """Every parent is in the same file, and none is above itself."""
    for key, parent in parents.items():
        if parent is not None and parent not in parents:
            raise lines[key].wrong("parent", f"{parent!r} is no {field} of this file")
        seen = {key}
        while parent is not None:
            if parent in seen:
                raise lines[key].wrong("parent", f"{key!r} comes back to itself")
            seen.add(parent)
            parent = parents[parent]
