"""Resolutions with a photo, with a flag, refused by a check, and disputed after it."""

from __future__ import annotations

from portal.domain.event import Kind
from portal.domain.figure import wilson
from portal.domain.proof_figures import ProofFigures, ProofStep, proof_figures

DONE, ENDED, AGREED, REFUSED, DISPUTED = (
    *(Kind.COMPLETED, Kind.RESOLVED, Kind.VALIDATED, Kind.VALIDATION_REFUSED, Kind.DISPUTED),
)


def test_each_share_has_its_own_whole() -> None:
    one = [ProofStep(1, DONE, photo=True, flagged=True), ProofStep(1, REFUSED), ProofStep(1, DONE, photo=True)]
    one += [ProofStep(1, AGREED), ProofStep(1, DISPUTED), ProofStep(1, DISPUTED)]
    others = [
        ProofStep(2, DONE, flagged=True),
        ProofStep(2, AGREED),
        ProofStep(3, ENDED, drawn=False),
        ProofStep(3, DISPUTED),
    ]
    waits = [ProofStep(4, DONE)]
    assert proof_figures([*one, *others, *waits]) == ProofFigures(
        photo=wilson(2, 5),
        flagged=wilson(1, 2),
        checked=wilson(3, 4),
        refused=wilson(1, 3),
        disputed=wilson(1, 2),
    )


def test_a_verdict_about_nothing_and_a_dispute_of_another_ticket_count_for_nobody() -> None:
    steps = [ProofStep(1, AGREED), ProofStep(1, DISPUTED), ProofStep(1, DONE), ProofStep(2, REFUSED)]
    found = proof_figures([*steps, ProofStep(3, DONE), ProofStep(3, AGREED), ProofStep(4, DISPUTED)])
    assert (found.refused, found.disputed) == (wilson(0, 1), wilson(0, 1))
    assert proof_figures([]).photo == wilson(0, 0)
