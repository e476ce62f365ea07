"""Files of figures say what the page says, and no share of what was chosen by its outcome."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.lens import TicketFilter
from portal.queries.tickets.figures import lenses
from portal.queries.tickets.figures_document import COLUMNS, figures_document, figures_table
from tests.support.compared import NOW, slow_and_quick
from tests.support.lens import sources

pytestmark = pytest.mark.only_on("sqlite")  # what was read is written down
ZONE = ZoneInfo("Asia/Jakarta")


def test_both_files_hold_every_figure_with_what_it_is_of(app: Flask, session: Session) -> None:
    slow_and_quick(app, session)
    (found,) = lenses(sources(app, session), [TicketFilter(category=("sampah",))], NOW)
    document = figures_document(found, ZONE, "https://pantau.example/tickets/figures?category=sampah")
    assert json.loads(json.dumps(document)) == document
    assert (document["filter"], document["reports"]) == ("category=sampah", found.total)
    assert document["hidden"] == {"reports": 1, "in_figures": False}
    figures = document["figures"]
    assert isinstance(figures, dict) and "clearance" not in figures
    rows = {row["figure"]: row for row in (dict(zip(COLUMNS, r, strict=True)) for r in figures_table(found, ZONE))}
    for name in ("median", "p90", "within_7_days"):
        of, row = figures["resolution"][name], rows[f"resolution_{name}"]
        assert [row[key] for key in ("value", "low", "high", "n")] == [of[key] for key in ("value", "low", "high", "n")]
    assert (rows["resolved"]["value"], rows["open"]["value"]) == (40, figures["backlog"]["open"])
    assert {row["seq"] for row in rows.values()} == {document["seq"]} and len(str(document["head"])) == 64


def test_of_what_was_chosen_by_its_outcome_there_are_counts_only(app: Flask, session: Session) -> None:
    slow_and_quick(app, session)
    (found,) = lenses(sources(app, session), [TicketFilter(status=("open",))], NOW)
    document = figures_document(found, ZONE, "")
    assert document["chosen_by_outcome"] is True
    assert document["figures"] == {
        "received": found.total,
        "citys_own_left_out": 0,
        "backlog": {
            "open": found.total,
            "open_from_0_days": 0,
            "open_from_7_days": 0,
            "open_from_30_days": 0,
            "open_from_90_days": found.total,
        },
    }
    names = {row[0] for row in figures_table(found, ZONE)}
    assert "open" in names and not any("median" in str(name) or "within" in str(name) for name in names)
    assert {row[2] for row in figures_table(found, ZONE)} == {None}, "nothing has an interval"
