"""A chart as a document for machines: what it shows, of when, and how it is cited."""

from __future__ import annotations

from ...context import current_portal
from ...exports.columns import moments
from ...web import links
from ..figure_files import zone
from .shown import ShownChart


def chart_document(shown: ShownChart) -> dict[str, object]:
    """Values as they are, with the names of their columns."""
    content, citation = shown.content, shown.take.citation
    names = [column.name for column in content.columns]
    return {
        "title": citation.title,
        "of": citation.of,
        "finding": content.finding,
        "filter": citation.asked,
        "as_of": moments(zone())(int(citation.as_of.timestamp())),
        "seq": citation.seq,
        "head": citation.head,
        "licence": citation.licence or None,
        "city_source": " ".join(current_portal().city.source.split()) or None,
        "demonstration": bool(shown.take.demonstration),
        "page": links.absolute(shown.take.page),
        "cite": citation.link,
        "hidden": content.hidden.total,
        "columns": [{"name": column.name, "label": column.label} for column in content.columns],
        "rows": [dict(zip(names, row, strict=True)) for row in content.rows],
    }
