"""One line of the table: what was measured, what it is held against, and whether it holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """``ratio`` is held against ``need``: at least it when ``least``, else at most. ``need`` None: no budget."""

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


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of the portal or, with ``of``, of what it is compared with."""

    value: float
    unit: str
    of: str = ""

    def __str__(self) -> str:
        """Three figures are enough of any measure."""
        digits = 0 if self.value >= 100 or self.value == int(self.value) else 1 if self.value >= 10 else 2
        return f"{self.value:,.{digits}f} {self.unit}"


def at_most(what: str, ours: Measure, limit: float, note: str = "") -> Row:
    """A measure with an upper limit; the ratio is the part of the limit that is used."""
    against = f"≤ {Measure(limit, ours.unit)}"
    return Row(what=what, measured=str(ours), against=against, ratio=ours.value / limit, need=1, note=note)


def at_least(what: str, ours: Measure, limit: float, note: str = "") -> Row:
    """A measure with a lower limit; the ratio is how many times the limit is reached."""
    against = f"≥ {Measure(limit, ours.unit)}"
    return Row(what=what, measured=str(ours), against=against, ratio=ours.value / limit, need=1, least=True, note=note)


def times_at_least(what: str, ours: Measure, peer: Measure, need: float, note: str = "") -> Row:
    """A rate beside another of the same run; the ratio is ours by the other, and should be at least ``need``."""
    against = f"{peer.of}: {peer}; ≥ {need:g}×"
    ratio = ours.value / peer.value
    return Row(what=what, measured=str(ours), against=against, ratio=ratio, need=need, least=True, note=note)


def times_at_most(what: str, ours: Measure, peer: Measure, need: float, note: str = "") -> Row:
    """A duration or a piece of work beside another of the same run; the ratio should be at most ``need``."""
    against = f"{peer.of}: {peer}; ≤ {need:g}×"
    return Row(what=what, measured=str(ours), against=against, ratio=ours.value / peer.value, need=need, note=note)


def plain_figure(what: str, ours: Measure, note: str = "") -> Row:
    """A measure that no budget names, to understand the others by."""
    return Row(what=what, measured=str(ours), note=note)


def failed(what: str, why: str) -> Row:
    """What could not be measured; counts as missed, so that it is seen."""
    return Row(what=what, measured="not measured", ratio=float("inf"), need=1, note=why)
