"""A comparison as JSON and CSV: what the page says, nothing more."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from ...domain.figure import Figure
from ...exports.columns import moments
from ..scorecards.document import UNITS, figure_document
from .page import ComparisonPage
from .question import NAMES

#: The columns of the table; times in seconds, shares from 0 to 1.
COLUMNS = (
    *NAMES, "key", "name", "reports", "value", "low", "high", "n", "why", "ranked", "side", "alike", "target_s",
    "as_of", "seq",
)  # fmt: skip


def comparison_document(found: ComparisonPage, zone: ZoneInfo, page: str) -> dict[str, object]:
    """``page``: the address of the same for people; moments in the city's ``zone``."""
    comparison = found.comparison
    return {
        "filter": found.question.pairs(),
        "as_of": moments(zone)(int(found.as_of.timestamp())),
        "seq": found.seq,
        "head": found.head,
        "page": page,
        "units": UNITS,
        "verdict": comparison.verdict.value,
        "slowest": list(comparison.slow),
        "pairs": comparison.pairs,
        "pairs_that_differ": comparison.different,
        "reference": comparison.reference,
        "target_s": found.target,
        "reports": comparison.tickets,
        "compared": [
            {
                "key": row.named.key,
                "name": row.named.name,
                "reports": row.compared.tickets,
                "figure": figure_document(row.compared.figure),
                "ranked": row.compared.fit,
                "side": row.compared.side.value,
                "alike": list(row.compared.alike),
            }
            for row in found.rows
        ],
    }


def comparison_table(found: ComparisonPage, zone: ZoneInfo) -> list[tuple[object, ...]]:
    """The values of COLUMNS, a row for each of those compared."""
    asked, as_of = found.question.pairs(), moments(zone)(int(found.as_of.timestamp()))
    return [
        (
            *(asked.get(name) for name in NAMES), row.named.key, row.named.name, row.compared.tickets,
            *_figure(row.compared.figure), str(row.compared.fit).lower(), row.compared.side.value,
            ";".join(row.compared.alike), found.target, as_of, found.seq,
        )
        for row in found.rows
    ]  # fmt: skip


def _figure(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.low, figure.high, figure.n, None if figure.shown else figure.why.value
