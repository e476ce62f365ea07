"""Finds records that say of each other, in a circle, that they are the same as the next."""

from __future__ import annotations

from collections.abc import Mapping

from ...domain.record import Record


def cycles(records: Mapping[int, Record]) -> set[int]:
    """The places of the records that lie on a circle; what only leads to one is not among them."""
    places = {(record.source, record.source_id): place for place, record in records.items()}
    leads: dict[int, int] = {}
    for place, record in records.items():
        named = [(record.source, step.other) for step in record.steps if step.other is not None]
        if named and named[-1] in places:
            leads[place] = places[named[-1]]
    found: set[int] = set()
    done: set[int] = set()
    for start in leads:
        way: list[int] = []
        reached: int | None = start
        while reached is not None and reached not in done and reached not in way:
            way.append(reached)
            reached = leads.get(reached)
        if reached is not None and reached in way:
            found.update(way[way.index(reached) :])
        done.update(way)
    return found
