"""All agencies of one kind on one scale."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...charts.wait_axis import wait_axis
from ...domain.comparison import Measure
from ...presentation.direction import isolated
from ...presentation.figures import wait, wait_between
from ...queries.agencies.index import AgencyKind, AgencyList, AgencyRow
from ...queries.agencies.list_filter import NAMES
from ...web.language import in_language
from ..agencies.answer import list_answer
from ..agencies.asked import address
from ..figure_files import refuse_unread
from ..past import pinned
from .chart import Cell, ChartColumn, ChartContent, Cited, PublishedChart, period_words, said
from .dot_rows import DotRow, dot_row, figure_cells, figure_columns

#: The page, and the kind of agencies of which the chart is.
OfKind: TypeAlias = tuple[AgencyList, AgencyKind]


def _answer(render: Callable[[OfKind], str | Response]) -> ResponseReturnValue:
    """Of the first kind where the address names none. A chart cannot say what it left out of the list's filter."""

    def of_kind(found: AgencyList) -> str | Response:
        refuse_unread(found.asked.left_out)
        asked = request.args.get("kind")
        kinds = [kind for kind in found.kinds if asked in (None, kind.kind)]
        return render((found, kinds[0] if kinds else abort(404)))

    return list_answer(of_kind)


def _asked(shown: OfKind) -> dict[str, str]:
    found, kind = shown
    return {"kind": kind.kind, **found.filter.pairs(), **pinned()}


def _in_order(shown: OfKind, sort: str) -> str:
    """The address of this chart in another order."""
    asked: dict[str, Any] = {**_asked(shown), "sort": sort}
    return url_for("charts.page", name="agencies", **asked)


def _cite(shown: OfKind) -> Cited:
    found, kind = shown
    narrowed = [in_language(named.name, named.name_en) for named in (found.category, found.area) if named]
    words = [said("agencies/_words.html", "kind_words", kind.kind), *narrowed, period_words(found.period)]
    return Cited(
        title=_("Separuh selesai dalam"),
        of=", ".join(words),
        as_of=found.as_of,
        seq=found.seq,
        page=address(found.filter),
        asked=_asked(shown),
    )


def _draw(shown: OfKind) -> ChartContent | None:
    found, kind = shown
    if not kind.rows:
        return None
    return ChartContent(
        template="charts/_agencies.html",
        drawing="charts/_dot_rows.html",
        facts={
            "agencies": found,
            "kind": kind,
            "address": partial(_in_order, shown),
            "axis": wait_axis([row.sheet.card.resolution.median for row in kind.rows]),
            "reference": found.target,
            "is_time": True,
            "rows": [_dot_row(kind, row) for row in kind.rows],
        },
        finding=_finding(kind),
        columns=[
            ChartColumn("name", _("Instansi")),
            ChartColumn("agency", _("Kode")),
            *figure_columns(is_time=True),
            ChartColumn("rank_best", _("Peringkat, dari")),
            ChartColumn("rank_worst", _("Peringkat, sampai")),
        ],
        rows=[_cells(row) for row in kind.rows],
    )


def _dot_row(kind: AgencyKind, row: AgencyRow) -> DotRow:
    """``side`` is that of the median, which a list in the order of another figure does not compare."""
    side = row.compared.side.value if kind.comparison.measure is Measure.MEDIAN else "neither"
    return dot_row(row.short, row.sheet.card.resolution.median, is_time=True, side=side)


def _cells(row: AgencyRow) -> tuple[Cell, ...]:
    """Without a place that says nothing, as on the page."""
    best, worst = (row.standing.best, row.standing.worst) if row.standing.told else (None, None)
    return row.named.name, row.slug, *figure_cells(row.sheet.card.resolution.median), best, worst


def _finding(kind: AgencyKind) -> str:
    """The slowest and the fastest, where these two can be told apart."""
    if kind.extremes is None:
        return ""
    slow, fast = kind.extremes
    words = {
        "slow": isolated(slow.short),
        "long": wait(slow.sheet.card.resolution.median),
        "long_between": wait_between(slow.sheet.card.resolution.median),
        "fast": isolated(fast.short),
        "short": wait(fast.sheet.card.resolution.median),
        "short_between": wait_between(fast.sheet.card.resolution.median),
    }
    return str(
        _("Di tangan %(slow)s %(long)s (%(long_between)s), di tangan %(fast)s %(short)s (%(short_between)s).", **words)
    )


CHARTS = (PublishedChart(name="agencies", asks=("kind", *NAMES), answer=_answer, cite=_cite, draw=_draw, frame=640),)
