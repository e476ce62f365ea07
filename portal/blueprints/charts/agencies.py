"""All agencies of one kind on one scale."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...charts.wait_axis import wait_axis
from ...context import current_portal
from ...presentation.figures import wait
from ...queries.agencies.index import AgencyKind, AgencyList
from ..agencies.index import list_answer
from .chart import ChartColumn, ChartContent, Cited, PublishedChart, period_words, said
from .dot_rows import dot_row, figure_cells, figure_columns

#: The page, and the kind of agencies of which the chart is.
OfKind: TypeAlias = tuple[AgencyList, AgencyKind]


def _answer(render: Callable[[OfKind], str | Response]) -> ResponseReturnValue:
    """Of the first kind where the address names none."""

    def of_kind(found: AgencyList) -> str | Response:
        asked = request.args.get("kind")
        kinds = [kind for kind in found.kinds if asked in (None, kind.kind)]
        return render((found, kinds[0] if kinds else abort(404)))

    return list_answer(of_kind)


def _cite(shown: OfKind) -> Cited:
    found, kind = shown
    words = said("agencies/_words.html", "kind_words", kind.kind)
    return Cited(
        title=_("Separuh selesai dalam"),
        of=f"{words}, {period_words(found.period)}",
        as_of=found.as_of,
        seq=found.seq,
        page=url_for("agencies.index", period=found.period.key),
        asked={"kind": kind.kind, "period": found.period.key},
    )


def _draw(shown: OfKind) -> ChartContent | None:
    found, kind = shown
    if not kind.rows:
        return None
    medians = [row.sheet.card.resolution.median for row in kind.rows]
    target, names = int(current_portal().city.resolution_target.total_seconds()), [r.short or r.name for r in kind.rows]
    return ChartContent(
        template="charts/_agencies.html",
        drawing="charts/_dot_rows.html",
        facts={
            "kind": kind,
            "period": found.period,
            "axis": wait_axis(medians),
            "reference": target,
            "is_time": True,
            "rows": [dot_row(name, median, is_time=True) for name, median in zip(names, medians, strict=True)],
        },
        finding=_finding(kind),
        columns=[
            ChartColumn("name", _("Instansi")),
            ChartColumn("agency", _("Kode")),
            *figure_columns(is_time=True),
            ChartColumn("rank_best", _("Peringkat, dari")),
            ChartColumn("rank_worst", _("Peringkat, sampai")),
        ],
        rows=[
            (r.name, r.slug, *figure_cells(r.sheet.card.resolution.median), r.standing.best, r.standing.worst)
            for r in kind.rows
        ],
    )


def _finding(kind: AgencyKind) -> str:
    """The slowest and the fastest, where there is an order at all."""
    placed = [row for row in kind.rows if row.standing.best and row.sheet.card.resolution.median.shown]
    if len(placed) < 2:
        return ""
    fast, slow = placed[0], placed[-1]
    words = {
        "slow": slow.short or slow.name,
        "long": wait(slow.sheet.card.resolution.median),
        "fast": fast.short or fast.name,
        "short": wait(fast.sheet.card.resolution.median),
    }
    return str(_("Di tangan %(slow)s %(long)s, di tangan %(fast)s %(short)s.", **words))


CHARTS = (PublishedChart(name="agencies", asks=("kind", "period"), answer=_answer, cite=_cite, draw=_draw, frame=640),)
