"""One line of the table: what was measured, what it is held against, and whether it holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """``ratio`` is held against ``need``: at least it when ``least``, else at most. ``need`` None: told only."""

    what: str
    measured: str
    against: str = ""
    ratio: float | None = None
    need: float | None = None
    least: bool = False
    note: str = ""

    @property
    def holds(self) -> bool | None:
        if self.ratio is None or self.need is None:
            return None
        return self.ratio >= self.need if self.least else self.ratio <= self.need

    @property
    def verdict(self) -> str:
        return {True: "holds", False: "**missed**", None: ""}[self.holds]

    @property
    def shown_ratio(self) -> str:
        return "" if self.ratio is None else f"{self.ratio:.2f}"


def at_most(what: str, value: float, unit: str, limit: float, note: str = "") -> Row:
    """A measure with an upper limit; the ratio is the part of the limit that is used."""
    return Row(
        what=what,
        measured=amount(value, unit),
        against=f"≤ {amount(limit, unit)}",
        ratio=value / limit,
        need=1,
        note=note,
    )


def at_least(what: str, value: float, unit: str, limit: float, note: str = "") -> Row:
    """A measure with a lower limit; the ratio is how many times the limit is reached."""
    return Row(
        what=what,
        measured=amount(value, unit),
        against=f"≥ {amount(limit, unit)}",
        ratio=value / limit,
        need=1,
        least=True,
        note=note,
    )


def share_of(what: str, value: float, peer: float, unit: str, peer_name: str, need: float, note: str = "") -> Row:
    """A measure beside a peer's in the same run; the ratio is ours by theirs, and should be at least ``need``."""
    return Row(
        what=what,
        measured=amount(value, unit),
        against=f"{peer_name}: {amount(peer, unit)}; ≥ {need:g} of it",
        ratio=value / peer,
        need=need,
        least=True,
        note=note,
    )


def times_faster(what: str, ours: float, theirs: float, unit: str, peer_name: str, need: float, note: str = "") -> Row:
    """A duration beside a peer's; the ratio is how many times longer the peer takes, and should be ``need``."""
    return Row(
        what=what,
        measured=amount(ours, unit),
        against=f"{peer_name}: {amount(theirs, unit)}; ≥ {need:g}×",
        ratio=theirs / ours,
        need=need,
        least=True,
        note=note,
    )


def told(what: str, value: float, unit: str, note: str = "") -> Row:
    """A measure that no budget names, to understand the others by."""
    return Row(what=what, measured=amount(value, unit), note=note)


def failed(what: str, why: str) -> Row:
    """What could not be measured; counts as missed, so that it is seen."""
    return Row(what=what, measured="not measured", ratio=float("inf"), need=1, note=why)


def amount(value: float, unit: str) -> str:
    """Three figures are enough of any measure."""
    digits = 0 if value >= 100 or value == int(value) else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}"
