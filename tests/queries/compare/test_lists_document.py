"""Files of two lists say what the page says."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.comparison import Measure
from portal.domain.lens import TicketFilter
from portal.queries.compare.lists_document import COLUMNS, lists_document, lists_table
from tests.support.compared import NOW, QUICK, compared, slow_and_quick
from tests.support.lens import sources

pytestmark = pytest.mark.only_on("sqlite")  # what was read is written down
ZONE = ZoneInfo("Asia/Jakarta")


def test_files_hold_both_lists_and_their_difference(app: Flask, session: Session) -> None:
    slow_and_quick(app, session)
    filters = TicketFilter(category=("sampah",)), TicketFilter(agency=(QUICK,))
    found = compared(sources(app, session), *filters, Measure.WITHIN_7, NOW)
    document = lists_document(found, ZONE, "https://pantau.example/compare/lists")
    assert json.loads(json.dumps(document)) == document
    assert (document["verdict"], document["measure"], document["in_both"]) == ("different", "within-7", 0)
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in lists_table(found, ZONE)]
    assert [row["list"] for row in rows] == ["a", "b", "a - b"]
    a, b = (row.figure.value for row in found.rows)
    assert a is not None and b is not None and rows[2]["value"] == pytest.approx(a - b)
    difference = document["difference"]
    assert isinstance(difference, dict) and difference["told_from_chance"] is True
    assert [difference[end] for end in ("low", "high")] == [rows[2][end] for end in ("low", "high")]


def test_a_list_by_outcome_has_no_figure_in_any_file(app: Flask, session: Session) -> None:
    slow_and_quick(app, session)
    chosen = TicketFilter(status=("open",))
    found = compared(sources(app, session), chosen, TicketFilter(), Measure.MEDIAN, NOW)
    document = lists_document(found, ZONE, "")
    assert document["difference"] is None
    lists = document["lists"]
    assert isinstance(lists, dict) and lists["a"]["figure"] is None and "resolution" not in lists["a"]["figures"]
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in lists_table(found, ZONE)]
    assert [(row["list"], row["why"]) for row in rows] == [("a", "chosen_by_outcome"), ("b", None)]
    assert rows[0]["value"] is rows[0]["low"] is None
