"""Every chart that can be taken away, by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import (
    agencies,
    agency,
    agency_facts,
    agency_figures,
    agency_now,
    agency_today,
    area,
    area_places,
    area_reports,
    areas,
    between_agencies,
    compare,
    example,
    implementation,
    lists,
    maps,
    tickets,
    tickets_figures,
    weekly,
    withdrawn,
)
from .chart import PublishedChart

_ALL: tuple[PublishedChart[Any], ...] = (
    *(*agency.CHARTS, *agency_now.CHARTS, *agency_figures.CHARTS, *agency_facts.CHARTS, *agency_today.CHARTS),
    *(*area.CHARTS, *area_places.CHARTS, *area_reports.CHARTS, *areas.CHARTS),
    *(*agencies.CHARTS, *compare.CHARTS, *lists.CHARTS),
    *(*implementation.CHARTS, *between_agencies.CHARTS),
    *(*tickets.CHARTS, *tickets_figures.CHARTS, *maps.CHARTS, *weekly.CHARTS, *example.CHARTS, *withdrawn.CHARTS),
)
CHARTS: Mapping[str, PublishedChart[Any]] = {chart.name: chart for chart in _ALL}
