"""How well the work that an agency calls done is proved: photos, what speaks against them, checks, and disputes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .event import Kind
from .figure import Figure, wilson


@dataclass(frozen=True, slots=True)
class ProofStep:
    """A resolution by the agency, or a verdict or dispute that may be about one. ``photo``: it carries a photo of the
    place afterwards; ``flagged``: something speaks against that photo; ``drawn`` False: the lot spared it a check."""

    ticket: int
    kind: Kind
    photo: bool = False
    flagged: bool = False
    drawn: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofFigures:
    """Shares: ``photo`` of the resolutions, ``flagged`` of those with a photo, ``checked`` of those that somebody
    checked or that the lot spared, ``refused`` of those that somebody checked, ``disputed`` of those that the check
    agreed to."""

    photo: Figure
    flagged: Figure
    checked: Figure
    refused: Figure
    disputed: Figure


def proof_figures(steps: Iterable[ProofStep]) -> ProofFigures:
    """The steps of each ticket together, in order of time.

    A verdict is about the resolution before it; what was called done anew after a refusal counts once more.
    """
    done = photos = flagged = spared = refused = agreed = disputed = 0
    ticket, waits, holds = 0, False, False
    for step in steps:
        if step.ticket != ticket:
            ticket, waits, holds = step.ticket, False, False
        if step.kind in (Kind.COMPLETED, Kind.RESOLVED):
            done += 1
            photos += step.photo
            flagged += step.photo and step.flagged
            spared += not step.drawn
            waits, holds = step.kind is Kind.COMPLETED, False
        elif step.kind is Kind.DISPUTED:
            disputed += holds
            holds = False
        elif waits:
            waits, holds = False, step.kind is Kind.VALIDATED
            refused += step.kind is Kind.VALIDATION_REFUSED
            agreed += holds
    return ProofFigures(
        photo=wilson(photos, done),
        flagged=wilson(flagged, photos),
        checked=wilson(refused + agreed, refused + agreed + spared),
        refused=wilson(refused, refused + agreed),
        disputed=wilson(disputed, agreed),
    )
