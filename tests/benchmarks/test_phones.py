"""What counts of a report of Lighthouse."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import phones
from benchmarks.phones import CATEGORIES, Visit, phone_rows, read
from benchmarks.servers import Server


class Kept(Server):
    """A server that answers everything."""

    def get(self, path: str, timeout: float = 60) -> tuple[int, str]:
        return 200, path


def test_the_visit_in_the_middle_counts_and_its_worst_score(monkeypatch: pytest.MonkeyPatch) -> None:
    visits = ((99, 1), (20, 9_000), (98, 1_900))
    seen = iter([Visit(dict.fromkeys(CATEGORIES, score), lcp, 0.0) for score, lcp in visits])
    monkeypatch.setattr(phones, "PROGRAM", Path(__file__))
    monkeypatch.setattr(phones, "visit", lambda address: next(seen))
    least, lcp, cls = phone_rows(Kept("http://127.0.0.1", 1), {"home": "/"})
    assert (least.measured, least.holds) == ("98 ", True)
    assert (lcp.measured, lcp.holds) == ("1,900 ms", False)
    assert cls.holds


def test_scores_are_read_in_hundreds() -> None:
    categories = {name: {"score": 0.98} for name in CATEGORIES}
    audits = {"largest-contentful-paint": {"numericValue": 1.5}, "cumulative-layout-shift": {"numericValue": 0.01}}
    assert read({"categories": categories, "audits": audits}) == Visit(dict.fromkeys(CATEGORIES, 98), 1.5, 0.01)


def test_where_it_is_missing_the_table_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(phones, "PROGRAM", tmp_path / "none")
    assert "make lighthouse" in next(phone_rows(Kept("http://127.0.0.1", 1), {})).note
