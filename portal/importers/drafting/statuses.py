"""Guesses what a source's statuses mean: by their words, and by which rows have a date of their end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...domain.event import Kind
from .sample import SampledColumn

#: Kind -> words that mean it (None: open); the first kind with a word in a status counts.
_MEANINGS: tuple[tuple[Kind | None, str], ...] = (
    (None, r"re ?open(ed)?|dibuka (kembali|lagi)|unresolved|unclosed"),
    (None, r"(not|belum|tidak|blm)( yet)? (resolved|fixed|closed|completed?|selesai|done|tuntas)"),
    (Kind.MERGED, r"dup|duplicates?|duplikat|merged|digabung(kan)?|ganda"),
    (Kind.TIMED_OUT, r"expired|timed? ?out|kedaluwarsa|kadaluarsa|auto ?closed"),
    (Kind.REJECTED, r"rejected|declined|refused|denied|referred|ditolak|tolak|bukan kewenangan|dialihkan|dirujuk"),
    (Kind.CLOSED, r"cancell?(ed)?|withdrawn|void(ed)?|invalid|archived?|abandoned|spam"),
    (Kind.CLOSED, r"dibatalkan|batal|dicabut|diarsipkan|arsip"),
    (
        Kind.RESOLVED,
        r"resolved|completed?|closed|fixed|done|finished|solved|selesai|tuntas|terselesaikan|tutup|ditutup",
    ),
    (None, r"open|opened|new|pending|progress|assigned|unassigned|started|received|acknowledged|submitted|active"),
    (
        None,
        r"accepted|waiting|review(ed)?|hold|investigat\w+|scheduled|dispatched|forwarded|escalated|queued?|processing",
    ),
    (None, r"baru|menunggu|di ?proses|proses|diterima|koordinasi|disposisi|dikerjakan|diteruskan|(di)?verifikasi"),
    (None, r"terkirim|antri|tindak lanjut|ditindaklanjuti|berjalan|aktif"),
)
_MOSTLY, _SELDOM = 0.9, 0.1


@dataclass(frozen=True, slots=True)
class StatusGuess:
    """What a status may mean: ``kind`` of its end, None while open; ``known``: by its own words."""

    value: str
    kind: Kind | None
    known: bool
    rows: int
    ended: int  # of these have a date of their end


def meaning(status: str) -> tuple[Kind | None, bool]:
    """What the words of a status mean, and whether any of them is known."""
    said = " ".join(re.findall(r"[^\W_]+", status.casefold()))
    for kind, words in _MEANINGS:
        if re.search(rf"\b({words})\b", said):
            return kind, True
    return None, False


def guesses(status: SampledColumn, ends: SampledColumn | None) -> list[StatusGuess]:
    """Each status of the column, case aside, the most frequent first; ``ends`` has the dates of the ends."""
    closed = ends.cells if ends else ("",) * len(status.cells)
    found: dict[str, tuple[str, int, int]] = {}
    for value, end in zip(status.cells, closed, strict=True):
        if value:
            first, rows, ended = found.get(value.casefold(), (value, 0, 0))
            found[value.casefold()] = (first, rows + 1, ended + bool(end))
    ordered = sorted(found.values(), key=lambda one: -one[1])
    return [_guess(value, rows, ended) for value, rows, ended in ordered]


def _guess(value: str, rows: int, ended: int) -> StatusGuess:
    kind, known = meaning(value)
    if not known and ended >= _MOSTLY * rows:
        kind = Kind.CLOSED  # it has ended; nothing says that anything was fixed
    return StatusGuess(value, kind, known, rows, ended)


def is_status(column: SampledColumn) -> bool:
    """Whether the values look like statuses: few, and most of the rows have one whose words are known."""
    if not 1 < len(column.counts) <= 30 or column.filled < 2 * len(column.counts):
        return False
    known = sum(rows for value, rows in column.counts.items() if meaning(value)[1])
    return known > column.filled / 2


def splits(status: SampledColumn, dates: SampledColumn) -> bool:
    """Whether a few values tell which rows have a date: always for some of them, never for the others."""
    if not 1 < len(status.counts) <= 15 or status.filled < 0.95 * len(status.cells):
        return False
    found = guesses(status, dates)
    always = [one for one in found if one.ended >= _MOSTLY * one.rows]
    never = [one for one in found if one.ended <= _SELDOM * one.rows]
    return bool(always) and bool(never) and len(always) + len(never) == len(found) and status.filled >= 2 * len(found)


def tells_ends(status: SampledColumn, dates: SampledColumn) -> bool:
    """Whether a column of dates is filled where a status has ended, and empty where it is open."""
    found = guesses(status, dates)
    open_rows = sum(one.rows for one in found if one.kind is None and one.known)
    open_ended = sum(one.ended for one in found if one.kind is None and one.known)
    rows = sum(one.rows for one in found if one.kind and one.known)
    ended = sum(one.ended for one in found if one.kind and one.known)
    return rows > 0 and ended >= 0.5 * rows and open_ended <= _SELDOM * open_rows
