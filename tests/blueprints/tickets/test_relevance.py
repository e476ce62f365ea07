"""What citizens type finds the reports that have to come, on the relevance set; what was reached is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import relevance
from tests.support.relevance import Figures, Judged, Question


def test_the_set_is_answered(tmp_path: Path) -> None:
    with relevance.own_reports(tmp_path, "tantivy") as app:
        found = relevance.judged(app, relevance.own_questions())
    sets = (
        ("tune", 0.86, 0.95),
        ("held", 0.88, 0.97),
        ("typed", 0.85, 0.95),
        ("tune-2", 0.84, 0.95),
        ("held-2", 0.87, 0.96),
    )
    for name, ndcg, answered in sets:
        figures = Figures.of([one for one in found if one.question.set == name])
        missed = [one.question.text for one in found if one.question.set == name and not one.answered]
        assert figures.ndcg >= ndcg, figures
        assert figures.answered >= answered, missed


def test_the_demonstration_is_answered(tmp_path: Path) -> None:
    with relevance.demonstration(tmp_path, "tantivy") as app:
        found = relevance.judged(app, relevance.demonstration_questions())
    for name, ndcg in (("tune", 0.85), ("held", 0.9)):
        figures = Figures.of([one for one in found if one.question.set == name])
        assert figures.ndcg >= ndcg and figures.answered == 1, figures


def test_measures_are_those_of_the_books() -> None:
    question = Question("tune", "lampu", {"a": 3, "b": 3, "c": 1}, frozenset({"x"}))
    whole = Judged(question, ["a", "b", "c"])
    assert (whole.ndcg, whole.recall, whole.answered, whole.led_astray) == (1, 1, True, False)
    half = Judged(question, ["x", "c", "y", "b"])
    assert half.ndcg == pytest.approx((1 / 1.58496 + 3 / 2.32193) / (3 + 3 / 1.58496 + 1 / 2), abs=1e-4)
    assert (half.recall, half.answered, half.led_astray) == (0.5, True, True)
    nothing = Judged(question, [])
    assert (nothing.ndcg, nothing.recall, nothing.answered) == (0, 0, False)
    assert Figures.of([whole, nothing]).ndcg == 0.5
