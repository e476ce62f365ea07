"""Every chart that can be taken away, by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import agencies, agency, agency_figures, agency_now, compare, implementation, maps, tickets
from .chart import PublishedChart

_ALL: tuple[PublishedChart[Any], ...] = (
    *(*agency.CHARTS, *agency_now.CHARTS, *agency_figures.CHARTS, *agencies.CHARTS, *compare.CHARTS),
    *(*implementation.CHARTS, *tickets.CHARTS, *maps.CHARTS),
)
CHARTS: Mapping[str, PublishedChart[Any]] = {chart.name: chart for chart in _ALL}
