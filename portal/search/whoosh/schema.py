"""The fields of index_entry.py as Whoosh stores them."""

from __future__ import annotations

from whoosh import fields

from ..analysis import Analyser
from ..document import Document
from ..index_entry import FORMS, NAMES, NUMBERS, PARTS, index_entry
from .rows import stored_row


def schema() -> fields.Schema:
    """Texts are analysed beforehand and given as lists of words."""
    found = fields.Schema(
        id=fields.ID(unique=True),
        row=fields.STORED,
        title=fields.TEXT(phrase=False),
    )
    for name in (*PARTS, *FORMS.values()):
        found.add(name, fields.TEXT(phrase=True))
    for name in NAMES:
        found.add(name, fields.KEYWORD(scorable=False))
    for name in NUMBERS:
        found.add(name, fields.NUMERIC(int, bits=64, signed=True, shift_step=8))
    return found


def whoosh_document(document: Document, analyser: Analyser) -> dict[str, object]:
    """A document as the arguments of Whoosh's writers."""
    entry = index_entry(document, analyser)
    texts = {name: text.split(" ") if text else [] for name, text in entry.texts.items()}
    names = {name: list(values) for name, values in entry.names.items()}
    numbers = {name: entry.numbers[name] for name in NUMBERS if name in entry.numbers}
    return {"id": str(entry.id), "row": stored_row(entry), **texts, **names, **numbers}
