"""Who reads stored figures reads those that are shown, and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import portal
from portal.models import StoredScorecard
from portal.queries.scorecards.in_force import in_force

READERS = [
    path
    for room in ("queries", "blueprints", "actions")
    for path in sorted((Path(portal.__file__).parent / room).rglob("*.py"))
    if "StoredScorecard" in path.read_text() and path.name not in ("in_force.py", "pack_names.py")
]


@pytest.mark.parametrize("path", READERS, ids=lambda path: str(path.stem))
def test_every_statement_on_stored_figures_asks_for_those_in_force(path: Path) -> None:
    text = path.read_text()
    statements = re.findall(r"select\(\s*(?:StoredScorecard|stored|column)\b", text)
    assert statements and text.count("in_force(") >= len(statements)


def test_an_alias_is_asked_by_its_own_columns() -> None:
    alias = StoredScorecard.__table__.alias("other")
    assert "other.since <=" in str(in_force(alias)) and "scorecard.since <=" in str(in_force())
