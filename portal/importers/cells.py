"""Reads texts and labels out of rows by functions that are composed once a file, as rows are many."""

from __future__ import annotations

from collections.abc import Callable

from ..domain.visible_text import visible_text
from .header import Header, Source
from .mapping import LabelRule
from .problem import FieldError
from .template import Getter, Slot, compiled, title_case

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Known = Callable[[str], bool]
DateText = Callable[[str], str]


def nothing(_row: list[str]) -> str:
    return ""


def clean(text: str) -> str:
    """A cell's text, cleaned as every text that comes in.

    An apostrophe before = + - @, also in their wide forms, is a spreadsheet's guard against formulas (ours put it
    there); it goes as well.
    """
    text = visible_text(text)
    return text[1:] if text.startswith("'") and text[1:2] in FORMULA else text


def one_of(places: list[int]) -> Getter:
    """Reads the first filled one of some columns."""
    if not places:
        return nothing
    if len(places) == 1:
        place = places[0]
        return lambda row: clean(row[place])
    return lambda row: next((text for text in (clean(row[place]) for place in places) if text), "")


def text(source: Source | None, header: Header, date_text: DateText) -> Getter:
    """Reads a source; ``date_text`` is what the filter ``date`` does."""
    if source is None:
        return nothing
    if source.choices:
        getters = [text(choice, header, date_text) for choice in source.choices]
        return lambda row: next((found for found in (read(row) for read in getters) if found), "")
    if source.columns:
        return one_of(header.places(source))
    if not source.template:
        return nothing

    def slot(piece: Slot) -> Getter:
        read = one_of(header.places(Source(columns=(piece.column,))))
        if piece.filter == "title":
            return lambda row: title_case(read(row))
        if piece.filter == "date":
            return lambda row: date_text(read(row))
        return read

    return compiled(source.template, slot)


def limited(read: Getter, field: str, longest: int) -> Getter:
    """Refuses what is longer than a ticket can hold."""

    def limit(row: list[str]) -> str:
        found = read(row)
        if len(found) > longest:
            raise FieldError(field, "too_long", found)
        return found

    return limit


def labels(
    rule: LabelRule | None, header: Header, date_text: DateText, known: Known
) -> Callable[[list[str]], str | None]:
    """Reads a label: mapped, known to the city, new, replaced or refused. Labels repeat, so results are kept."""
    if rule is None:
        return lambda _row: None
    read, field = _without_prefix(rule, text(rule.column, header, date_text)), header.name(rule.column)
    kept: dict[str, str | None] = {}

    def label(row: list[str]) -> str | None:
        value = read(row)
        if value in kept:
            return kept[value]
        found = _label(rule, field, value, known)
        if len(kept) < 10_000:
            kept[value] = found
        return found

    return label


def _without_prefix(rule: LabelRule, read: Getter) -> Getter:
    """Takes the first of the rule's prefixes that a value begins with off, unless nothing would be left."""
    if not rule.strip:
        return read

    def stripped(row: list[str]) -> str:
        value = read(row)
        begins = (prefix for prefix in rule.strip if value.casefold().startswith(prefix.casefold()))
        return value[len(next(begins, "")) :].strip() or value

    return stripped


def _label(rule: LabelRule, field: str, value: str, known: Known) -> str | None:
    if not value:
        if rule.required and rule.empty is None:
            raise FieldError(field, "missing")
        return rule.empty
    if len(value) > 200:
        raise FieldError(field, "too_long", value)
    mapped = rule.values.get(value.casefold())
    if mapped is not None:
        return mapped
    if known(value):
        return value
    if rule.unknown_as is not None:
        return rule.unknown_as
    if rule.unknown == "new":
        return value
    raise FieldError(field, "unknown_value", value)
