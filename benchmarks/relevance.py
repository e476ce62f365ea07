"""How well what citizens type is answered, on the relevance set and on a small demonstration, by both engines."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.row import Measure, Row, at_least, plain_figure
from tests.support import relevance
from tests.support.relevance import Figures, Judged

NDCG, ANSWERED = 0.85, 0.95  # what is aimed at


def relevance_rows() -> Iterator[Row]:
    """nDCG@10, recall@10 and the answered share: of questions tuned on, held aside, and of kinds thought of later."""
    for engine in relevance.ENGINES:
        with tempfile.TemporaryDirectory() as directory, relevance.own_reports(Path(directory), engine) as app:
            yield from _rows(f"relevance, {engine}", relevance.judged(app, relevance.own_questions()))
        with tempfile.TemporaryDirectory() as directory, relevance.demonstration(Path(directory), engine) as app:
            found = relevance.judged(app, relevance.demonstration_questions())
        yield from _rows(f"relevance, demonstration, {engine}", found)


def _rows(what: str, found: list[Judged]) -> Iterator[Row]:
    for name in dict.fromkeys(one.question.set for one in found):
        figures = Figures.of([one for one in found if one.question.set == name])
        note = f"{figures.questions} questions, {figures.astray} with a wrong report among the first five"
        yield at_least(f"{what}, {name}: nDCG@10", Measure(figures.ndcg, ""), NDCG, note)
        yield plain_figure(f"{what}, {name}: recall@10", Measure(figures.recall, ""))
        yield at_least(f"{what}, {name}: answered", Measure(figures.answered, ""), ANSWERED)
