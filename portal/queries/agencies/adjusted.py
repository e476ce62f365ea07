"""What agencies resolved on time, adjusted for the mix of categories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ...domain.figure import Figure
from ...domain.period import Period
from ...domain.standardisation import Standardised, standardised
from ..scorecards.group_figures import GroupFigures, Only
from ..scorecards.sheets import YEARS

Adjusted = Mapping[int, Standardised]


def adjusted_shares(figures: GroupFigures, period: Period) -> Adjusted:
    """Of every agency, by id; kept, since some thousand figures are read for it."""
    return figures.kept(f"adjusted:{period.key}", lambda: _computed(figures, period, 0))


def adjusted_share(figures: GroupFigures, agency: int, period: Period) -> Standardised | None:
    """Of one agency; None where nothing is adjusted."""
    return _computed(figures, period, agency).get(agency)


def _computed(figures: GroupFigures, period: Period, agency: int) -> dict[int, Standardised]:
    """``agency`` 0: of all."""
    if period.span not in YEARS:  # of shorter ones there are no figures of categories
        return {}
    mix = {group.category: group.sheet.card.counted for group in figures.read("category", period)}
    shares: dict[int, dict[int, Figure]] = defaultdict(dict)
    for (id, category), share in figures.on_time(period, Only(agency=agency)).items():
        shares[id][category] = share
    return {id: standardised(of_one, mix) for id, of_one in shares.items()}
