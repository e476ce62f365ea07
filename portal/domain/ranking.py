"""The places of those compared: which the figures allow, and whether these say anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .comparison import Comparison, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """A place in the order. ``best`` to ``worst`` of ``of``: every place that the figures allow; ``alike``: keys of
    those that it cannot be told from, in their order. None has a place who is not fit, or where there is nothing to
    compare."""

    key: str
    best: int | None = None
    worst: int | None = None
    of: int = 0
    alike: tuple[str, ...] = ()

    @property
    def told(self) -> bool:
        """Whether at least half of the places are ruled out: "1 to 55" of 65 tells nothing."""
        return self.best is not None and self.worst is not None and 2 * (self.worst - self.best + 1) <= self.of


def ranked(found: Comparison) -> list[Rank]:
    """The places, the best first; those without one come last, as they do in the comparison."""
    order = [row.key for row in reversed(found.ranked)]
    if len(order) < 2 or found.verdict is Verdict.ALONE:
        return [Rank(key=key) for key in [*order, *(row.key for row in found.rows if not row.fit)]]
    alike = {row.key: tuple(reversed(row.alike)) for row in found.ranked}
    places = [
        Rank(
            key=key,
            best=1 + sum(other not in alike[key] for other in order[:place]),
            worst=len(order) - sum(other not in alike[key] for other in order[place + 1 :]),
            of=len(order),
            alike=alike[key],
        )
        for place, key in enumerate(order)
    ]
    return [*places, *(Rank(key=row.key) for row in found.rows if not row.fit)]


def groups(places: Iterable[Rank]) -> tuple[tuple[str, ...], ...]:
    """Those of them who have a place that says something and share it: neighbours of whom none can be told from
    another."""
    found: list[list[str]] = []
    for place in places:
        if not place.told:
            continue
        if found and all(key in place.alike for key in found[-1]):
            found[-1].append(place.key)
        else:
            found.append([place.key])
    return tuple(tuple(group) for group in found if len(group) > 1)
