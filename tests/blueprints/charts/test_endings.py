"""What is drawn of any tickets: no ends without tickets, no ages where nothing is open, no share of nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from flask import Flask

from portal.blueprints.charts.endings import closings_content, open_content, shares_content, times_content
from portal.charts.bars import age_bars, closing_bar
from portal.domain.cohort import Cohort
from portal.domain.period_scorecard import PeriodScorecard
from portal.domain.scorecard import Flow, scorecard

NOTHING = Cohort(**{name: np.empty(0, dtype=np.int64) for name in Cohort.NAMES})


@pytest.mark.only_on("sqlite")
def test_nothing_is_drawn_of_nothing(app: Flask) -> None:
    with app.test_request_context():
        card = scorecard(NOTHING, 1)
        sheet = PeriodScorecard(card=card, flow=Flow(received=0, resolved=0))
        assert closings_content(closing_bar(sheet)) is shares_content(sheet) is None
        assert open_content(card.backlog, age_bars(card.backlog.bands)) is None
        assert [row[1] for row in times_content(sheet, "", 1.0).rows] == [None] * 4


@pytest.mark.only_on("sqlite")
def test_of_open_tickets_that_were_chosen_only_their_number_is_told(app: Flask) -> None:
    with app.test_request_context():
        back = replace(scorecard(NOTHING, 1).backlog, n=5, overdue=2, median=86_400.0 * 9, bands=(3, 2, 0, 0))
        told, chosen = (open_content(back, age_bars(back.bands), chosen=whether) for whether in (False, True))
        assert told is not None and chosen is not None and told.rows == chosen.rows
        assert (told.finding[:24], chosen.finding) == ("5 laporan masih terbuka,", "")
        assert [row[2] for row in told.rows] == [3, 2, 0, 0]
