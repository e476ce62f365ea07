"""Whom an agency passed reports on to, and who passed them on to it, by name."""

from __future__ import annotations

from dataclasses import dataclass

from ...domain.figure import Figure
from ...domain.passing_on import PassedOn
from ..tickets.names import Named, Names

SHOWN = 7


@dataclass(frozen=True, slots=True)
class OtherHand:
    """The other agency, and how long the reports had been held before they were passed on; ``held.n`` of them."""

    agency: Named
    held: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class PassingSide:
    """``held``: of all ``held.n`` reports, ``late`` of which were passed on after the limit. ``others``: those with
    most reports; ``rest``: the reports, and the agencies, that are not named."""

    held: Figure
    late: int
    others: tuple[OtherHand, ...]
    rest: tuple[int, int]

    @property
    def most(self) -> int:
        """The reports of whoever has most, so that bars have one scale."""
        return max((other.held.n for other in self.others), default=1)


def passing_side(of: PassedOn, names: Names) -> PassingSide:
    """One of the two sides of an agency's details."""
    shown, rest = of.others[:SHOWN], of.others[SHOWN:]
    return PassingSide(
        held=of.held,
        late=of.late,
        others=tuple(OtherHand(names.by_id("agency", other.agency), other.held) for other in shown),
        rest=(sum(other.n for other in rest), len(rest)),
    )
