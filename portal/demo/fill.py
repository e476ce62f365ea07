"""Fills the portal with a demonstration year, chunk by chunk; an interrupted fill goes on where it stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ..actions import import_runs
from ..actions.attachment_flags import flag_all
from ..actions.demo_reporters import give_reporters
from ..actions.import_runs import Counts, RefusedDraft
from ..actions.intake.outcome import Outcome, Result
from ..actions.intake.record import record_many
from ..actions.sources import hear
from ..domain.city import City
from ..domain.source_clock import SpokenSource
from .data import check
from .year import CHUNK, SOURCE, generate


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """Which demonstration: how many tickets, which seed, and the moment at which its year ends."""

    tickets: int
    seed: int
    until: datetime

    @property
    def name(self) -> str:
        """As the import run is called."""
        return f"{self.tickets} {self.seed} {self.until.isoformat()}"

    @classmethod
    def named(cls, name: str) -> DemoPlan:
        """The plan behind an import run's name."""
        tickets, seed, until = name.split()
        return cls(int(tickets), int(seed), datetime.fromisoformat(until))


def fill(city: City, plan: DemoPlan, stored: int, key: str, progress: Callable[[int], None]) -> Counts:
    """Write the year, of which ``stored`` tickets are stored already. Raises DemoError when it is not of this city.

    Each chunk is one commit, so that the number of tickets says how many chunks are done. ``key``: the secret that
    reporters are hashed with, and of which links are made that nobody is given. ``progress`` is called with the number
    of tickets done after each chunk.
    """
    check(city)
    run = import_runs.open_run("demo", SOURCE, plan.name, "", [])
    hear(SpokenSource(name=SOURCE, as_of=plan.until))
    start = stored // CHUNK
    counts = Counts(unchanged=start * CHUNK)
    for records in generate(city, plan.tickets, plan.seed, plan.until, start=start):
        outcomes = record_many(records, city, key=key)
        refused = _count(counts, outcomes, [r.source_id for r in records])
        import_runs.progress(run, counts, refused)
        progress(counts.rows)
    counts.rows = counts.created + counts.updated + counts.unchanged + counts.refused
    flag_all(city)
    give_reporters(SOURCE, key)
    import_runs.progress(run, counts, [], finished=True)
    return counts


def _count(counts: Counts, outcomes: list[Outcome], ids: list[str]) -> list[RefusedDraft]:
    """Add the outcomes of a chunk to the counts; returns the refused ones."""
    refused = []
    for number, (outcome, id) in enumerate(zip(outcomes, ids, strict=True), counts.rows + 1):
        setattr(counts, outcome.result.value, getattr(counts, outcome.result.value) + 1)
        if outcome.result is Result.REFUSED:
            refused.append(RefusedDraft(number, "", outcome.reason, str(dict(outcome.facts)), id))
    counts.rows = counts.created + counts.updated + counts.unchanged + counts.refused
    return refused
