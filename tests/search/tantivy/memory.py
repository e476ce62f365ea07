"""A small Tantivy index in memory for the tests of its parts."""

from __future__ import annotations

from collections.abc import Iterable

import tantivy

from portal.search.analysis import Analyser
from portal.search.document import Document
from portal.search.tantivy.schema import schema, tantivy_document

SCHEMA = schema()
EVERYTHING = tantivy.Query.all_query()


def searcher(documents: Iterable[Document]) -> tantivy.Searcher:
    index = tantivy.Index(SCHEMA)
    writer = index.writer(32_000_000, 1)
    for document in documents:
        writer.add_document(tantivy_document(document, Analyser()))
    writer.commit()
    index.reload()
    return index.searcher()
