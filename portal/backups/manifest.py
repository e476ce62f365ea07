"""What a backup says of itself, and why one may not be restored here."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, field

FORMAT = "pantau-backup-1"
NAME = "manifest.json"
DATABASES = {"sqlite": "database/pantau.db", "postgresql": "database/pantau.dump"}
FILES = "files/"
PHOTOS = "photos/"  # of those that lie outside of the data directory


class BackupError(Exception):
    """A backup that cannot be made or restored; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds, by which a restored one is known."""

    database: str
    city: str
    schema: str
    tickets: int
    seq: int
    head: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``kind``: sqlite or postgresql. ``files``: SHA-256 in hex of everything in the archive, by its name there."""

    made_at: str
    kind: str
    stored: Contents
    files: dict[str, str] = field(default_factory=dict)
    format: str = FORMAT

    def written(self) -> bytes:
        return (json.dumps(asdict(self), indent=1, sort_keys=True) + "\n").encode()


def read(text: bytes) -> Manifest:
    """Raises BackupError for what no Manifest wrote."""
    try:
        told = json.loads(text)
        if told.get("format") != FORMAT:
            raise BackupError(f"It has another format ({told.get('format')!r}); use the release that made it.")
        return Manifest(**{**told, "stored": Contents(**told["stored"])})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BackupError("Its manifest cannot be read.") from error


def refusal(manifest: Manifest, kind: str, city: str, known: Collection[str]) -> str:
    """Why this installation cannot take the backup, "" when it can. ``known``: the schemas of this release."""
    stored = manifest.stored
    if stored.city != city:
        return f"It is of the city {stored.city!r}, and CITY names {city!r}."
    if manifest.kind != kind:
        return f"It is of a {manifest.kind} database, and DATABASE_URL names one of {kind}."
    if stored.schema not in known:
        return f"It is of a release with the schema {stored.schema!r}, which this one does not know; use that release."
    return ""
