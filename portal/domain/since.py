"""From which moment or event on a reader of files wants what has changed: the first copy whole, then only the news."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

NAMES = ("updated_from", "after_seq")
_LONGEST = 18  # digits of a number in the log


@dataclass(frozen=True, slots=True)
class Since:
    """``at``: aware, the moment itself is in; ``seq``: the event itself is not. None: not asked."""

    at: datetime | None = None
    seq: int | None = None

    def __bool__(self) -> bool:
        return self.at is not None or self.seq is not None


def parse(args: Mapping[str, str], zone: ZoneInfo) -> tuple[Since, tuple[str, ...]]:
    """(what an address asks for, names of what could not be read in it). A day begins at midnight of ``zone``."""
    bad = []
    at, seq = None, None
    if typed := args.get("updated_from", "").strip():
        at = _moment(typed, zone)
        bad += ["updated_from"] if at is None else []
    if typed := args.get("after_seq", "").strip():
        seq = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST else None
        bad += ["after_seq"] if seq is None else []
    return Since(at, seq), tuple(bad)


def _moment(typed: str, zone: ZoneInfo) -> datetime | None:
    """A day or moment in ISO 8601, of ``zone`` where it names none. A ``+`` that the address lost is put back."""
    try:
        found = datetime.fromisoformat(typed.replace(" ", "+") if "T" in typed else typed)
    except ValueError:
        return None
    if not 1900 <= found.year <= 2200:
        return None
    return found if found.tzinfo else found.replace(tzinfo=zone)
