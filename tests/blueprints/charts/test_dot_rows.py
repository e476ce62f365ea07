"""Rows of dots: their words, and their columns in files."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.blueprints.charts.dot_rows import dot_row, dots_content, figure_cells, figure_columns
from portal.domain.figure import Figure, Why, nothing

pytestmark = pytest.mark.only_on("sqlite")
DAY = 86_400
MEDIAN, UNREACHED = Figure(4.0 * DAY, 3.0 * DAY, 6.0 * DAY, 40), nothing(Why.NOT_REACHED, 12, 9.0 * DAY)


def test_a_row_is_written_as_pages_write_figures(app: Flask) -> None:
    with app.test_request_context("/"):
        row, few = dot_row("Cepat", MEDIAN, is_time=True), dot_row("Kecil", UNREACHED, is_time=True)
        share = dot_row("Cepat", Figure(0.5, 0.4, 0.6, 90), is_time=False)
    assert (row.value, row.between, row.few) == ("4 hari", "3–6 hari", False)
    assert (few.value, few.between, few.few) == ("belum tercapai", "lebih dari 9 hari", True)
    assert (share.value, share.between) == ("50%", "40–60%")


def test_columns_say_their_unit_and_why_there_is_no_value(app: Flask) -> None:
    with app.test_request_context("/"):
        columns = figure_columns(is_time=True)
        assert [column.name for column in columns] == ["value_s", "low_s", "high_s", "n", "why"]
        assert list(figure_cells(UNREACHED)) == [None, 9.0 * DAY, None, 12, "not_reached"]
        assert columns[-1].write("not_reached") == "belum tercapai"
        assert figure_columns(is_time=False)[0].write(0.125) == "12,5%"
        assert figure_columns(is_time=False, plain=True)[0].write(20.25) == "20,25"


def test_a_chart_of_rows_is_drawn_and_told_by_the_same_figures(app: Flask) -> None:
    with app.test_request_context("/"):
        rows = [dot_row("Cepat & tepat", MEDIAN, is_time=True), dot_row("Kecil", UNREACHED, is_time=True)]
        content = dots_content(rows, "", "Instansi", is_time=True, reference=7.0 * DAY)
        drawing, table = content.markup(), content.html()
    assert [row[0] for row in content.rows] == ["Cepat & tepat", "Kecil"]
    assert drawing.count("<circle") == 1 and "Cepat &amp; tepat" in drawing
    assert "belum tercapai, lebih dari 9 hari" in drawing
    assert table.count("<tr") == 3
