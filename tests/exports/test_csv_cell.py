"""Cells that a spreadsheet must not run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.exports.csv_cell import safe
from portal.importers.cells import clean


@pytest.mark.parametrize(
    "cell", ["=cmd()", "+SUM(A1)", "-2+3", "@x", "\t=1", "\r=1", "  =1+1", "＝1", "- a dash", "+62 812"]
)
def test_what_could_run_as_a_formula_is_guarded(cell: str) -> None:
    assert safe(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "a=b", "-6.302", "+1", "-6,302", "1e-5", "-.5", "Jalan 5", "'quoted'", "(=1)"])
def test_numbers_and_plain_texts_stay_as_they_are(cell: str) -> None:
    assert safe(cell) == cell


@given(st.text())
def test_what_we_guarded_is_read_back_as_it_was(cell: str) -> None:
    plain = clean(cell)
    if not plain.startswith("'"):
        assert clean(safe(plain)) == plain
