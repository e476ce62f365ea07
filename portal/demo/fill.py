"""Fills the portal with a demonstration year, chunk by chunk; broken off, it is taken up where it stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ..actions import import_runs
from ..actions.import_runs import Counts, RefusedDraft
from ..actions.intake.outcome import Outcome, Result
from ..actions.intake.record import record_many
from ..collector import uncollected
from ..domain.city import City
from .data import fits
from .stream import ahead
from .year import CHUNK, SOURCE


@dataclass(frozen=True, slots=True)
class Wish:
    """Which demonstration: how many tickets, which seed, and the moment at which its year ends."""

    tickets: int
    seed: int
    until: datetime

    @property
    def name(self) -> str:
        """As the import run is called."""
        return f"{self.tickets} {self.seed} {self.until.isoformat()}"

    @classmethod
    def named(cls, name: str) -> Wish:
        """The wish behind a run's name."""
        tickets, seed, until = name.split()
        return cls(int(tickets), int(seed), datetime.fromisoformat(until))


def fill(city: City, wish: Wish, there: int, key: str, progress: Callable[[int], None]) -> Counts:
    """Write the year; ``there`` of its tickets are in already. ``progress`` hears how many are in. Raises DemoError.

    Each chunk is one commit, so that a count of tickets tells how many chunks are in. ``key``: the secret that
    reporters are hashed with.
    """
    fits(city)
    run = import_runs.open_run("demo", SOURCE, wish.name, "", [])
    start = there // CHUNK
    counts = Counts(unchanged=start * CHUNK)
    for records in ahead(city, wish.tickets, wish.seed, wish.until, start):
        with uncollected():
            outcomes = record_many(records, city, key=key)
        refused = _count(counts, outcomes, [r.source_id for r in records])
        import_runs.progress(run, counts, refused)
        progress(counts.rows)
    counts.rows = counts.created + counts.updated + counts.unchanged + counts.refused
    import_runs.progress(run, counts, [], finished=True)
    return counts


def _count(counts: Counts, outcomes: list[Outcome], ids: list[str]) -> list[RefusedDraft]:
    """Add up what became of a chunk; the refused ones as rows to keep."""
    refused = []
    for number, (outcome, id) in enumerate(zip(outcomes, ids, strict=True), counts.rows + 1):
        setattr(counts, outcome.result.value, getattr(counts, outcome.result.value) + 1)
        if outcome.result is Result.REFUSED:
            refused.append(RefusedDraft(number, "", outcome.reason, str(dict(outcome.facts)), id))
    counts.rows = counts.created + counts.updated + counts.unchanged + counts.refused
    return refused
