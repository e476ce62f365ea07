"""The codes that a query names and no ticket has, so that a list of several says which of them are missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from ...domain.code import is_code, key, pieces, readings
from ...domain.source_clock import SourceClocks
from ...search import query_parser
from ...search.interpretation import Note, ParsedPart, ParsedQuery
from ..sources import Sources
from .find import codes_named, codes_of, near_codes


@dataclass(frozen=True, slots=True)
class OfficersCodes:
    """``codes`` of tickets that a search of the desk names, and ``missing`` ones beside them that no ticket has.

    ``unknown``: it is one code by its form, and no ticket's; then those ``near`` it.
    """

    codes: tuple[str, ...]
    missing: tuple[str, ...] = ()
    unknown: bool = False
    near: tuple[str, ...] = ()


def officers_codes(session: Session, text: str, prefix: str) -> OfficersCodes:
    """What a search of the desk names, where hidden tickets are found too."""
    if codes := codes_named(session, text, prefix, public=False):
        return OfficersCodes(codes, unknown_codes(text, codes, prefix))
    unknown = is_code(text, prefix)
    near = near_codes(session, text, prefix, public=False) if unknown else ()
    return OfficersCodes((), unknown=unknown, near=tuple(near))


def unknown_codes(text: str, known: tuple[str, ...], prefix: str) -> tuple[str, ...]:
    """What stands beside ``known`` codes in a text and begins like a code of the city, each once."""
    keys = {key(code) for code in known}
    if keys & set(readings(text, prefix)):
        return ()  # the whole text is one code
    meant = [readings(piece, prefix) for piece in pieces(text, prefix) if key(piece).startswith(prefix)]
    digits = [read for read in meant if read[-1].removeprefix(prefix).isdigit()]
    return tuple(dict.fromkeys(read[-1] for read in digits if keys.isdisjoint(read)))


def read_with_codes(sources: Sources, text: str, clocks: SourceClocks) -> ParsedQuery:
    """How a query is understood, with a note on each code after ``code:`` that no ticket has which the public may know
    of, and codes near it. ``text``: as it was typed."""
    session, prefix = sources.session, sources.city.code_prefix
    reading = query_parser.parse(text, sources.city, sources.engine.analyser, clocks)
    asked = dict.fromkeys(_codes(reading.part)) if reading.part else {}
    if not asked:
        return reading
    known = {key(code) for code in codes_of(session, [one for code in asked for one in (code, prefix + code)])}
    notes = [_note(session, code, text, prefix) for code in asked if known.isdisjoint((code, prefix + code))]
    return replace(reading, notes=(*reading.notes, *notes)) if notes else reading


def _codes(part: ParsedPart) -> Iterator[str]:
    """The codes of a reading; not those of which only the beginning is said, nor those that are left out."""
    if part.field == "code":
        yield from (value for value in part.values if not value.endswith("*"))
    elif part.kind != "not":
        for inner in part.parts:
            yield from _codes(inner)


def _note(session: Session, code: str, text: str, prefix: str) -> Note:
    start = text.upper().find(code)
    near = tuple(near_codes(session, code, prefix)) if start >= 0 else ()
    return Note("unknown_value", code, "code", near=near, start=start, end=start + len(code))
