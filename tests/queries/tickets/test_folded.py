"""Merged reports stand under the one that stays, as far as the page has it; none is lost and none comes twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.event import Kind
from portal.domain.lens import Sort, TicketFilter
from portal.queries.tickets.folded import folded
from portal.queries.tickets.rows import TicketRow
from tests.queries.tickets.test_index import listed
from tests.support.complaints import complaint, step
from tests.support.lens import filled
from tests.support.pages import Pages

pytestmark = pytest.mark.only_on("sqlite")  # it asks no database


@pytest.fixture
def family(app: Flask, session: Session) -> Session:
    """Report 102 is merged into 101, and 104 into 102, which by then is 101."""
    merged = {102: "101", 104: "102"}
    steps = {n: (step(Kind.MERGED, n + 1, other=stays, text="Sama."),) for n, stays in merged.items()}
    filled(app, session, [complaint(n, *steps.get(n, ())) for n in range(101, 106)])
    return session


def shape(rows: list[TicketRow]) -> list[tuple[str, list[str]]]:
    return [(one.ticket.code[-1], [row.code[-1] for row in one.merged]) for one in folded(rows)]


def test_merged_reports_stand_under_the_one_that_stays(app: Flask, family: Session) -> None:
    rows = [row for row in listed(app, family, TicketFilter(sort=Sort.OLDEST)).rows if "JK230310" in row.code]
    one, two, three, four, _ = rows
    assert shape(rows) == [("1", ["2", "4"]), ("3", []), ("5", [])]
    assert shape([four, three, one]) == [("3", []), ("1", ["4"])], "wherever they stand on the page"
    assert shape([four, two, three]) == [("4", []), ("2", []), ("3", [])], "without the one that stays each for itself"
    into_each_other = [replace(one, duplicate_of=two.code), two, replace(four, duplicate_of=two.code)]
    assert sorted(code for code, _ in shape(into_each_other)) == ["1", "2", "4"], "a ring folds nothing"


def test_the_page_counts_what_it_folds(family: Session, pages: Pages) -> None:
    page = pages.get("/tickets?from=2023-03-10")
    assert "2 laporan digabung ke laporan ini" in page.words("details.folded")
    assert len(page.all("details.folded li a")) == 2 and len(page.all("ol.rows > li")) == 3
    assert "1–5 dari 5" in page.words(".order")
