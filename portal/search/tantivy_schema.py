"""The fields of entry.py as Tantivy keeps them."""

from __future__ import annotations

import tantivy

from . import entry as entries
from .document import Document
from .words import Analyser

_UNSIGNED = frozenset(entries.COUNTED)
_COUNTED_NAMES = frozenset({"status", "type", "agency", "category", "channel", entries.CHAIN})
#: What stands for nothing in columns that are counted: a column without gaps is counted three times as fast.
_NONE = {"category": ("",), "channel": ("",)}
_NO_NUMBERS = {"resolved_month": 0, "closed_month": 0, "open_due": 1 << 40}


def schema() -> tantivy.Schema:
    """Text is analysed beforehand: Tantivy only splits it at spaces."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", indexed=True, fast=True)
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("forms", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("title", tokenizer_name="whitespace", index_option="freq")
    for name in (*entries.NAMES, entries.CHAIN):
        fast = name in _COUNTED_NAMES
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=fast)
    for name in entries.NUMBERS:
        builder.add_integer_field(name, fast=True)
    for name in entries.COUNTED:
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


def tantivy_document(document: Document, analyser: Analyser) -> tantivy.Document:
    """A document in these fields."""
    made = entries.entry(document, analyser)
    found = tantivy.Document()
    found.add_unsigned("id", made.id)
    for name, text in made.texts.items():
        found.add_text(name, text)
    for name, values in made.names.items():
        for value in values or _NONE.get(name, ()):
            found.add_text(name, value)
    found.add_text(entries.CHAIN, entries.CHAINED.join(dict.fromkeys(document.areas)))
    for name, number in (_NO_NUMBERS | made.numbers).items():
        (found.add_unsigned if name in _UNSIGNED else found.add_integer)(name, number)
    return found
