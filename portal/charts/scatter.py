"""Areas between two figures: how much is reported across, how long reports wait up, each with its interval.

Places across are percentages, to fit every width; up they are pixels. A name's place depends on the width, so names are
placed twice: for a phone, and for what is wider, where they only come to lie further apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..domain.figure import Figure
from ..domain.time_to_event import DAY
from .labels import Disc, LabelBox

HEIGHT = 340  # pixels of the plot, without its labels
NARROW, WIDE = 264.0, 600.0  # pixels of the plot on the narrowest phone, and from a small desk on
_FREE = 40.0  # pixels above and below all points, for the words of the quadrants
_LETTERS = 12.0  # pixels
_WIDE = 0.6  # of a letter's height: its mean width in bold
_RADIUS = 6.0
_ASIDE, _ABOVE = 9.0, 12.0  # pixels from a point to its name beside it, and to the base line above it
_STEPS = (1, 2, 5)
#: What no name may cover, with the percent across at which it is fixed.
_Taken = tuple[float, LabelBox | Disc]


@dataclass(frozen=True, slots=True)
class ScatterArea:
    """What is drawn of an area. ``notable``: its name goes first; ``left_out``: it has a form and colour of its own;
    ``few``: too few reports to be judged."""

    key: str
    name: str
    rate: Figure
    wait: Figure
    notable: bool = False
    left_out: bool = False
    few: bool = False


@dataclass(frozen=True, slots=True)
class ScatterName:
    """Where a name stands beside its point: pixels from it, and which end of it is there ("start", "middle", "end")."""

    dx: float
    dy: float
    anchor: str


@dataclass(frozen=True, slots=True)
class ScatterPoint:
    """``x``, ``left``, ``right`` in percent; ``y``, ``top``, ``bottom`` in pixels from above. ``open``: the half was
    never resolved, so the point is at the upper edge. ``narrow``, ``wide``: its name there, None where it has no room.
    """

    area: ScatterArea
    x: float
    left: float
    right: float
    y: float
    top: float
    bottom: float
    open: bool
    narrow: ScatterName | None = None
    wide: ScatterName | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scatter:
    """``across``: (reports per 1,000 residents, percent) and ``up``: (days, pixels) of the grid. ``rate_x`` and
    ``wait_y``: where the city's own figures are. ``undrawn``: names of areas whose wait is not known."""

    points: tuple[ScatterPoint, ...]
    across: tuple[tuple[float, float], ...]
    up: tuple[tuple[float, float], ...]
    rate_x: float
    wait_y: float
    undrawn: tuple[str, ...]
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class _Scales:
    """From reports per 1,000 residents to percent, and from days to pixels."""

    most: float
    least_days: float
    most_days: float

    def x(self, rate: float) -> float:
        return round(100 * min(rate / self.most, 1.0), 2)

    def y(self, seconds: float) -> float:
        share = (seconds / DAY - self.least_days) / (self.most_days - self.least_days)
        return round(HEIGHT - _FREE - min(max(share, 0.0), 1.0) * (HEIGHT - 2 * _FREE), 1)


def scatter(areas: Sequence[ScatterArea], rate: float, wait: float) -> Scatter | None:
    """``rate``, ``wait``: the city's. None when fewer than two areas can be drawn."""
    drawn = [area for area in areas if area.rate.value is not None and area.wait.low is not None]
    if len(drawn) < 2:
        return None
    scales = _scales(drawn, rate, wait)
    points = [_point(area, scales) for area in drawn]
    city = (scales.x(rate), scales.y(wait))
    for width in (NARROW, WIDE):
        points = _named(points, width, city)
    return Scatter(
        points=tuple(points),
        across=tuple((step, scales.x(step)) for step in _steps(0.0, scales.most, 4)),
        up=tuple((step, scales.y(step * DAY)) for step in _steps(scales.least_days, scales.most_days, 4)),
        rate_x=city[0],
        wait_y=city[1],
        undrawn=tuple(area.name for area in areas if area not in drawn),
    )


def _scales(areas: Sequence[ScatterArea], rate: float, wait: float) -> _Scales:
    """Wide enough for every point and for most intervals: one that is longer than all values runs off the edge."""
    rates = [end for area in areas for end in (area.rate.value, area.rate.high) if end is not None and not area.few]
    rates += [area.rate.value for area in areas if area.rate.value is not None]
    known = [wait, *(area.wait.value for area in areas if area.wait.value is not None)]
    known += [area.wait.low for area in areas if area.wait.value is None and area.wait.low is not None]
    lows = [min(known), *(area.wait.low for area in areas if area.wait.low is not None and not area.few)]
    highs = [max(known), *(area.wait.high for area in areas if area.wait.high is not None and not area.few)]
    least, most = min(lows) / DAY, min(max(highs), 1.5 * max(known)) / DAY
    span = max(most - least, 0.1 * most, 0.01)
    return _Scales(1.04 * max([rate, *rates]), max(0.0, least - 0.05 * span), most + 0.05 * span)


def _point(area: ScatterArea, scales: _Scales) -> ScatterPoint:
    rate, wait = area.rate, area.wait
    value = rate.value or 0.0
    low = wait.low or 0.0
    upper = _FREE - 12.0 if wait.high is None else scales.y(wait.high)
    return ScatterPoint(
        area=area,
        x=scales.x(value),
        left=scales.x(value if rate.low is None else rate.low),
        right=scales.x(value if rate.high is None else rate.high),
        y=_FREE - 12.0 if wait.value is None else scales.y(wait.value),
        top=upper,
        bottom=scales.y(low),
        open=wait.value is None,
    )


def _steps(least: float, most: float, about: int) -> list[float]:
    """Round places from ``least`` to ``most``, about so many."""
    size = (most - least) / about
    power = 1.0
    while power > size:
        power /= 10
    while power * 10 <= size:
        power *= 10
    step = next((factor * power for factor in _STEPS if factor * power >= size), 10 * power)
    first = -int(-least // step)
    return [round(step * place, 6) for place in range(first, int(most / step + 1e-9) + 1)]


def _named(points: Sequence[ScatterPoint], width: float, city: tuple[float, float]) -> list[ScatterPoint]:
    """The points with their names placed for a plot of this width: the notable first, none over a point or a name, over
    an interval only where there is no other room."""
    discs = [(point.x, Disc(_pixels(point.x, width), point.y, _RADIUS)) for point in points]
    lines = [box for point in points for box in _intervals(point, width)]
    lines.append(LabelBox(_pixels(city[0], width), HEIGHT / 2, 1.0, HEIGHT / 2))
    lines.append(LabelBox(width / 2, city[1], width / 2, 1.0))
    taken: list[_Taken] = [*discs, *_corners(width, city)]
    found: dict[str, ScatterName] = {}
    for point in sorted(points, key=lambda p: (not p.area.left_out, not p.area.notable, p.area.few, p.y, p.area.key)):
        box, name = _room(point, width, taken, lines) or _room(point, width, taken, ()) or (None, None)
        if box and name:
            taken.append((point.x, box))
            found[point.area.key] = name
    if width == NARROW:
        return [replace(point, narrow=found.get(point.area.key)) for point in points]
    return [replace(point, wide=found.get(point.area.key)) for point in points]


def _room(
    point: ScatterPoint, width: float, taken: Iterable[_Taken], lines: Iterable[LabelBox]
) -> tuple[LabelBox, ScatterName] | None:
    """The first place beside the point where its name is inside the plot and covers nothing."""
    x, half = _pixels(point.x, width), len(point.area.name) * _LETTERS * _WIDE / 2
    beside = [(side, _ASIDE, shift) for shift in (0.0, -8.0, 8.0, -14.0, 14.0, 22.0, -22.0) for side in (1, -1)]
    for side, away, shift in [*beside, (0, 0.0, -_ABOVE - 4), (0, 0.0, _ABOVE + 4)]:
        box = LabelBox(x + side * (away + half), point.y + shift, half, _LETTERS * 0.55)
        inside = box.x - box.across >= 0 and box.x + box.across <= width and box.y - box.down >= 0
        free = inside and box.y + box.down <= HEIGHT and not any(box.meets(line) for line in lines)
        if free and not any(_covers(box, point.x, other, place) for place, other in taken):
            anchor = {1: "start", -1: "end"}.get(side, "middle")
            return box, ScatterName(side * away, round(shift + _LETTERS * 0.35, 1), anchor)
    return None


def _covers(box: LabelBox, x: float, other: LabelBox | Disc, other_x: float) -> bool:
    """Whether a name covers something here or in a wider plot, where what is further right moves further away.

    ``x``, ``other_x``: the percent across of the points that the two belong to.
    """
    if box.meets(other):
        return True
    down = other.down if isinstance(other, LabelBox) else other.radius
    crossed = (box.x - other.x) * (other_x - x) > 0
    return crossed and abs(box.y - other.y) < box.down + down


def _intervals(point: ScatterPoint, width: float) -> tuple[LabelBox, LabelBox]:
    """The lines of a point's two intervals, as what a name should not cover."""
    x, left, right = (_pixels(place, width) for place in (point.x, point.left, point.right))
    upright = LabelBox(x, (point.top + point.bottom) / 2, 2.0, (point.bottom - point.top) / 2)
    return upright, LabelBox((left + right) / 2, point.y, (right - left) / 2, 2.0)


def _corners(width: float, city: tuple[float, float]) -> list[_Taken]:
    """What the words of the quadrants cover, two lines in each corner, and the city's own figure at the right edge."""
    across, down = 52.0, 15.0
    places = [(edge, x, y) for edge, x in ((0.0, across), (100.0, width - across)) for y in (down, HEIGHT - down)]
    words = [(edge, LabelBox(x, y, across, down)) for edge, x, y in places]
    return [*words, (100.0, LabelBox(width - 45.0, city[1] - 7, 45.0, 8.0))]


def _pixels(percent: float, width: float) -> float:
    return percent * width / 100
