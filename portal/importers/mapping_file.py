"""Reads a mapping from its TOML file; every error names the file, the key and the reason."""

from __future__ import annotations

import codecs
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ..domain.record import slug
from . import mapping_rules as rules
from .mapping import SourceMapping, normal
from .mapping_table import Table
from .problem import ProfileError

DELIMITERS = {"auto": None, "comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
LARGEST = 1_000_000  # bytes of a mapping


def load(path: Path) -> SourceMapping:
    """The mapping in a file. Raises ProfileError."""
    head = Table(str(path), _toml(path))
    name = head.text("name") or path.stem
    columns = head.section("columns")
    fields = head.section("fields") or Table(str(path), {}, "fields")
    profile = SourceMapping(
        file=str(path),
        name=name,
        source=head.text("source") or slug(name),
        zone=_zone(head),
        encodings=_encodings(head),
        delimiter=_delimiter(head),
        dates=_dates(head),
        columns={normal(key): columns.texts(key) for key in columns.names()} if columns else {},
        optional=frozenset(normal(name) for name in head.texts("optional")),
        id=fields.needed("id"),
        submitted=fields.needed("submitted"),
        updated=fields.source("updated"),
        code=fields.source("code"),
        title=fields.source("title"),
        text=fields.source("text"),
        place=fields.source("place"),
        reporter=fields.source("reporter"),
        response_due=fields.source("response_due"),
        due=fields.source("due"),
        category=rules.labels(head.section("category")),
        agency=rules.labels(head.section("agency")),
        channel=rules.labels(head.section("channel")),
        area=rules.labels(head.section("area")),
        areas=tuple(rules.area(table) for table in head.sections("areas")),
        status=rules.status(head.section("status")),
        steps=tuple(rules.step(table, rules.STEPS) for table in head.sections("steps")),
        points=rules.points(head.section("coordinates")),
        private=rules.private(head.section("private")),
    )
    if profile.area and profile.areas:
        raise head.wrong("areas", "cannot stand beside [area]")
    fields.done()
    head.done()
    return profile


def _toml(path: Path) -> dict[str, object]:
    try:
        raw = path.read_bytes()[: LARGEST + 1]
        if len(raw) > LARGEST:
            raise ProfileError(path, "", f"is larger than {LARGEST} bytes")
        return tomllib.loads(raw.decode("utf-8-sig"))
    except OSError as error:
        raise ProfileError(path, "", f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ProfileError(path, "", "is not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(path, "", f"is not TOML: {error}") from error


def _zone(head: Table) -> str | None:
    zone = head.text("zone")
    if zone is not None:
        try:
            ZoneInfo(zone)
        except (ValueError, OSError, KeyError):
            raise head.wrong("zone", f"{zone!r} is no time zone such as Asia/Jakarta") from None
    return zone


def _encodings(head: Table) -> tuple[str, ...]:
    found = head.texts("encodings") or ("utf-8",)
    for name in found:
        try:
            plain = 'az,;\t|"\n'.encode(codecs.lookup(name).name) == b'az,;\t|"\n'
        except LookupError:
            raise head.wrong("encodings", f"{name!r} is no encoding") from None
        if not plain:
            raise head.wrong("encodings", f"{name!r} is not needed here: UTF-16 is known by its mark")
    return found


def _delimiter(head: Table) -> str | None:
    found = head.text("delimiter") or "auto"
    if found not in DELIMITERS:
        raise head.wrong("delimiter", f"{found!r} is not among {', '.join(DELIMITERS)}")
    return DELIMITERS[found]


def _dates(head: Table) -> tuple[str, ...]:
    found = head.texts("dates") or ("iso",)
    example = datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC)
    for form in found:
        if form in ("iso", "epoch"):
            continue
        try:
            back = datetime.strptime(example.strftime(form), form)  # noqa: DTZ007 - only the day is looked at
        except ValueError as error:
            raise head.wrong("dates", f"{form!r}: {error}") from None
        if (back.year, back.month, back.day) != (2001, 2, 3):
            raise head.wrong("dates", f"{form!r} does not tell year, month and day")
    return found
