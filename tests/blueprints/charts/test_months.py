"""What the monthly chart says as a table, and when it says nothing."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from portal.blueprints.charts.months import months_content
from portal.charts.monthly import monthly_chart

pytestmark = pytest.mark.only_on("sqlite")
COUNTS = [(date(2023, 1, 1), 9, 2), (date(2023, 3, 1), 4, 6)]


def test_every_month_is_a_row_also_one_without_reports(app: Flask) -> None:
    with app.test_request_context("/"):
        content = months_content(monthly_chart(COUNTS, date(2023, 4, 2)))
    assert content is not None
    assert content.rows == [("2023-01", 9, 2, False), ("2023-02", 0, 0, False), ("2023-03", 4, 6, False)]
    assert content.finding == "Maret 2023: 4 masuk, 6 selesai."
    assert [entry.mark for entry in content.key] == ["in", "key-out", "in partial"]


def test_one_month_is_no_course(app: Flask) -> None:
    with app.test_request_context("/"):
        assert months_content(monthly_chart(COUNTS[:1], date(2023, 4, 2))) is None
        assert months_content(monthly_chart([], date(2023, 4, 2))) is None
