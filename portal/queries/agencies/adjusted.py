"""What agencies resolved on time, adjusted for the mix of categories."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.figure import Figure
from ...domain.period import Period
from ...domain.standardisation import Standardised, standardised
from ...models import StoredScorecard
from ...models.scorecard_json import figure
from ..scorecards.periods import PublishedPeriods
from ..scorecards.sheets import YEARS
from ..sources import Sources

Adjusted = Mapping[int, Standardised]


def adjusted_shares(sources: Sources, published: PublishedPeriods, period: Period) -> Adjusted:
    """Of every agency, by id; kept until figures are computed again, since some thousand rows are read for it."""
    return sources.cache.get(
        f"adjusted:{period.key}",
        (published.as_of, published.seq),
        lambda: _computed(sources.session, period, None),
    )


def adjusted_share(session: Session, agency: int, period: Period) -> Standardised | None:
    """Of one agency; None where nothing is adjusted."""
    return _computed(session, period, agency).get(agency)


def _computed(session: Session, period: Period, agency: int | None) -> dict[int, Standardised]:
    if period.span not in YEARS:  # of shorter ones there are no figures of categories
        return {}
    query = select(StoredScorecard.category_id, StoredScorecard.figures).where(StoredScorecard.period == period.key)
    mix = {
        category: int(json.loads(figures)["counted"])
        for category, figures in session.execute(query.where(StoredScorecard.scope == "category"))
        if category is not None
    }
    shares: dict[int, dict[int, Figure]] = defaultdict(dict)
    of_agencies = query.add_columns(StoredScorecard.agency_id).where(StoredScorecard.scope == "agency/category")
    if agency is not None:
        of_agencies = of_agencies.where(StoredScorecard.agency_id == agency)
    for category, figures, id in session.execute(
        of_agencies.order_by(StoredScorecard.agency_id, StoredScorecard.category_id)
    ):
        if id is not None and category is not None:
            shares[id][category] = figure(json.loads(figures)["shares"]["on_time"])
    return {id: standardised(of_one, mix) for id, of_one in shares.items()}
