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


def test_what_left_without_being_resolved_is_a_column_where_it_is_counted(app: Flask) -> None:
    with app.test_request_context("/"):
        chart = monthly_chart(COUNTS, date(2023, 5, 2), otherwise={date(2023, 1, 1): 3, date(2023, 4, 1): 2})
        content = months_content(chart)
        assert content is not None and "Pergi tanpa selesai" in content.html()
    assert [column.name for column in content.columns][3] == "left_otherwise"
    assert [(row[0], row[3]) for row in content.rows] == [
        *(("2023-01", 3), ("2023-02", 0), ("2023-03", 0)),
        ("2023-04", 2),
    ]


def test_one_month_is_no_course(app: Flask) -> None:
    with app.test_request_context("/"):
        assert months_content(monthly_chart(COUNTS[:1], date(2023, 4, 2))) is None
        assert months_content(monthly_chart([], date(2023, 4, 2))) is None
