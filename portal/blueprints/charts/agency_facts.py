"""What stands on an agency's page beside its figures: the year before, where it was late, and who passed reports on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from flask_babel import gettext as _

from ...charts.share_axis import ShareAxis
from ...charts.sheet import KeyEntry
from ...context import current_portal
from ...extensions import db
from ...presentation.figures import seconds
from ...presentation.numbers import number
from ...queries.agencies.area_map import agency_areas
from ...queries.agencies.facts import agency_detail
from ...queries.agencies.page import AgencyPage
from ...queries.agencies.passing_on import PassingSide, passing_side
from ...queries.agencies.year_before import agency_year_before
from ...queries.tickets.names import lens_names
from ..sources import here
from .agency import agency_chart, cited_year
from .chart import Cell, ChartColumn, ChartContent, PublishedChart, class_words, outline_note, period_words, said
from .dot_rows import dot_row, figure_cells, figure_columns

Draw: TypeAlias = Callable[[AgencyPage], ChartContent | None]


def _year_before(found: AgencyPage) -> ChartContent | None:
    """All measures are in its table; the drawing has those that are shares, on one scale."""
    years = agency_year_before(db.session(), found, current_portal().city.zone)
    if years is None:
        return None
    periods = [period_words(found.period), period_words(years.period)]
    named = [(said("agencies/_year_before.html", "measure_name", one.what.value), one) for one in years.figures]
    drawn = [
        dot_row(f"{name}, {period}", figure, is_time=False)
        for name, one in named
        if not one.what.is_time
        for period, figure in zip(periods, (one.now, one.before), strict=True)
    ]
    return ChartContent(
        template="charts/_agency_year.html",
        drawing="charts/_dot_rows.html",
        facts={
            "years": years,
            "period": periods[0],
            "rows": drawn,
            "axis": ShareAxis(),
            "is_time": False,
            "reference": None,
        },
        finding=said("agencies/_year_before.html", "years_lead", years),
        columns=[
            ChartColumn("name", _("Ukuran")),
            ChartColumn("period", _("Periode")),
            *figure_columns(is_time=False, plain=True),
            ChartColumn("unit", _("Satuan")),
            ChartColumn(
                "change", _("Bedanya"), lambda change: said("agencies/_year_before.html", "change_words", change)
            ),
        ],
        rows=[
            (name, period, *figure_cells(figure), "s" if one.what.is_time else "share", one.change.value)
            for name, one in named
            for period, figure in zip(periods, (one.now, one.before), strict=True)
        ],
    )


def _areas(found: AgencyPage) -> ChartContent | None:
    detail, names = agency_detail(here(), found), lens_names(here())
    areas = agency_areas(here(), names, detail.places) if detail else None
    if areas is None:
        return None
    scale = [
        KeyEntry(f"a{shade}", class_words(said("components/shade_range.html", "shade_range", low, high)), "areas")
        for shade, low, high in areas.scale.ranges
    ]
    return ChartContent(
        template="charts/_agency_areas.html",
        facts={"agency": found, "areas": areas},
        finding="",
        columns=[
            ChartColumn("name", _("Wilayah")),
            ChartColumn("area", _("Kode")),
            *figure_columns(is_time=False),
        ],
        rows=[(place.area.name, place.area.key, *figure_cells(place.on_time)) for place in areas.places],
        key=[*scale, KeyEntry("a0", _("terlalu sedikit laporan"), "areas")],
        map=True,
        note=outline_note(areas.map),
    )


def _passing(
    title: Callable[[], str], side: Callable[[AgencyPage], PassingSide | None], held: Callable[[], str], finding: str
) -> Draw:
    """``held``: where the reports were before; ``finding``: the macro that says how long."""

    def draw(found: AgencyPage) -> ChartContent | None:
        of = side(found)
        if of is None:
            return None
        bars = [(o.agency.short or o.agency.name, number(o.held.n), 100 * o.held.n / of.most) for o in of.others]
        rows: list[tuple[Cell, ...]] = [
            (o.agency.name, o.agency.key, o.held.n, *list(figure_cells(o.held))[:3]) for o in of.others
        ]
        return ChartContent(
            template="charts/_agency_passing.html",
            drawing="charts/_bar_rows.html",
            facts={"side": of, "held": held(), "caption": title(), "bars": bars},
            finding=said("agencies/_passing_on.html", finding, of),
            columns=[
                ChartColumn("name", _("Instansi")),
                ChartColumn("agency", _("Kode")),
                ChartColumn("reports", _("Laporan"), number),
                ChartColumn("held_s", _("Angka"), seconds),
                ChartColumn("held_low_s", _("Ujung bawah"), seconds),
                ChartColumn("held_high_s", _("Ujung atas"), seconds),
            ],
            rows=rows,
        )

    return draw


def _given(found: AgencyPage) -> PassingSide | None:
    detail = agency_detail(here(), found)
    return passing_side(detail.given, lens_names(here())) if detail and detail.given.n else None


def _taken(found: AgencyPage) -> PassingSide | None:
    detail = agency_detail(here(), found)
    return passing_side(detail.taken, lens_names(here())) if detail and detail.taken.n else None


def _of_year(name: str, title: Callable[[], str], draw: Draw, frame: int) -> PublishedChart[AgencyPage]:
    return replace(agency_chart(name, title, draw, frame), cite=cited_year(title))


def _taken_from() -> str:
    return str(_("Dari siapa laporan datang"))


def _given_to() -> str:
    return str(_("Ke siapa laporan pergi"))


CHARTS = (
    agency_chart("agency-year", lambda: _("Dibandingkan setahun sebelumnya"), _year_before, 560),
    _of_year("agency-areas", lambda: _("Di mana laporannya terlambat"), _areas, 720),
    _of_year("agency-taken", _taken_from, _passing(_taken_from, _taken, lambda: _("di sana"), "taken_words"), 420),
    _of_year("agency-given", _given_to, _passing(_given_to, _given, lambda: _("di sini"), "given_words"), 420),
)
