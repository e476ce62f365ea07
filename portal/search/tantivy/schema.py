"""The fields of index_entry.py as Tantivy stores them."""

from __future__ import annotations

import tantivy

from .. import cells, conditions, squares, status_key
from .. import index_entry as entries
from ..analysis import Analyser
from ..document import Document

_UNSIGNED = frozenset(entries.COUNTED)
_COUNTED_NAMES = frozenset({"type", "agency", "category", "channel", "clock"})
#: One value a ticket, only to count by: a column of text is counted three times as fast as one of numbers.
_COLUMNS = ("month", status_key.FIELD, entries.CHAIN, squares.FIELD, conditions.COLUMN)
#: The value of absent attributes in counted columns: a column without gaps is counted three times as fast.
_ABSENT = {"category": ("",), "channel": ("",), "clock": ("",)}
_NEVER_DUE = {"open_due": 1 << 40}


def schema() -> tantivy.Schema:
    """Texts are analysed beforehand: Tantivy only splits them at spaces."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", indexed=True, fast=True)
    for name in (*entries.PARTS, *entries.FORMS.values()):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("title", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("place", tokenizer_name="whitespace", index_option="position")
    for name in (*entries.NAMES, *_COLUMNS):
        fast = name in _COUNTED_NAMES or name in _COLUMNS
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=fast)
    for name in entries.NUMBERS:
        builder.add_integer_field(name, fast=True)
    for name in entries.COUNTED:
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


def tantivy_document(document: Document, analyser: Analyser) -> tantivy.Document:
    """A document as Tantivy stores it."""
    entry = entries.index_entry(document, analyser)
    found = tantivy.Document()
    found.add_unsigned("id", entry.id)
    for name, text in entry.texts.items():
        found.add_text(name, text)
    for name, values in entry.names.items():
        for value in values or _ABSENT.get(name, ()):
            found.add_text(name, value)
    found.add_text("month", str(document.month))
    found.add_text(squares.FIELD, _square(entry))
    found.add_text(status_key.FIELD, status_key.encode(entry))
    found.add_text(conditions.COLUMN, " ".join(conditions.told(entry)))
    found.add_text(entries.CHAIN, entries.CHAIN_SEPARATOR.join(dict.fromkeys(document.areas)))
    for name, number in (_NEVER_DUE | entry.numbers).items():
        if name not in entries.TALLIED:
            (found.add_unsigned if name in _UNSIGNED else found.add_integer)(name, number)
    return found


def _square(entry: entries.IndexEntry) -> str:
    cell = entry.numbers.get("cell")
    return "" if cell is None else str(cell // cells.span(squares.LEVEL))
