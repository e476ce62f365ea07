"""The suggestions below the search field: how long each takes while somebody types, by both engines."""

from __future__ import annotations

import gc
import random
import statistics
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.addresses import Facts
from benchmarks.city_data import timed
from benchmarks.row import Measure, Row, at_most, plain_figure
from benchmarks.typed import asked, told
from portal import create_app
from portal.config import Settings
from portal.context import portal_of

STRINGS = 1_000
LIMIT = 100.0  # milliseconds: what people take for at once
FEWEST, MOST = 2, 7  # letters of the last word that have been typed
WHOOSH_MOST = 100_000  # tickets that Whoosh indexes in minutes


def beginnings(found: Facts, number: int) -> list[str]:
    """A word as far as it is typed, alone or after another one, of the titles of tickets, streets among them."""
    dice = random.Random("pantau completed")
    words = [dice.sample(sample.words, min(2, len(sample.words))) for sample in dice.choices(found.samples, k=number)]
    cut = ([*before, last[: dice.randint(FEWEST, MOST)]] for *before, last in words)
    return [" ".join(one if dice.random() < 0.5 else one[-1:]) for one in cut]


def completed_rows(settings: Settings, found: Facts, tickets: int, number: int = STRINGS) -> Iterator[Row]:
    """Each answer is made anew, within this process."""
    for engine in ("tantivy", "whoosh"):
        what = f"suggestions while typing, {engine}: p95"
        if engine == "whoosh" and tickets > WHOOSH_MOST:
            yield Row(what=what, measured="not measured", note="an index of so many takes Whoosh an hour")
            continue
        app = create_app(replace(settings, search_engine=engine))
        if not portal_of(app).engine.documents():
            timed(replace(settings, search_engine=engine), "search", "rebuild")
        with app.test_client() as client:
            list(asked(client, ["jal", "kem", "ban"], "/type-ahead"))
            gc.collect()
            pages = list(asked(client, beginnings(found, number), "/type-ahead"))
        portal_of(app).engine.close()
        yield at_most(what, Measure(_p95([page.waited for page in pages]), "ms"), LIMIT, told(pages))
        work = Measure(_p95([page.work for page in pages]), "ms")
        yield plain_figure(f"suggestions while typing, {engine}: p95 of processor time", work)


def _p95(durations: list[float]) -> float:
    return statistics.quantiles(durations, n=20)[-1]
