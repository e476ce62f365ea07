"""A ticket's life as one bar to scale: above its line whose hands, on it what happened, below it what is late.

Places are percentages of the strip's width, so that one drawing fits any width without being stretched; heights, and
what must not overlap, are pixels of the narrowest width that a size is shown at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from ..domain.life import Hands, Life, LifeMark, LifeSign
from ..domain.status import Status
from .timeline import colour

#: Where a moment lies, in percent.
Place: TypeAlias = Callable[[datetime], float]
#: What a mark wins over that stands too near to it.
_RANK = (
    *(LifeSign.DISPUTED, LifeSign.REOPENED, LifeSign.BROKEN),
    *(LifeSign.DONE, LifeSign.PROMISE, LifeSign.WORD),
)
_LEAST = 3.0  # pixels: a hand that had it for minutes is still seen
_MONTHS_FROM = timedelta(days=100)
_YEARS_FROM = timedelta(days=1100)
_WEEK, _MONTH, _YEAR = (timedelta(days=days) for days in (7, 30, 365))
#: Pixels from which on a large strip has room for more words.
WIDE = 540.0
_LETTER, _CLEAR = 6.6, 8.0  # pixels: the mean width of a letter of a name; what a name keeps clear of a mark
_LEAST_PIECE = 5.0  # pixels: shorter pieces of what is late would not be told apart


@dataclass(frozen=True, slots=True, kw_only=True)
class StripSize:
    """Pixels. ``width``: the narrowest one that it is shown at; ``band``, ``line``, ``below``: heights of what is above
    the line, of the line, and of what is late, at the lower edge. ``gap``: between two hands; ``near``: marks that are
    nearer are one. ``scale``: of marks that are drawn for the largest size."""

    name: str
    width: float
    height: float
    band: float
    line: float
    below: float
    gap: float
    near: float
    scale: float
    dot: float
    ring: float
    tick: float
    end: float

    @property
    def middle(self) -> float:
        """Of what is above the line."""
        return self.band / 2


ROW = StripSize(
    name="row", width=230, height=12, band=7, line=1, below=3.4, gap=1.5, near=6, scale=0.6,
    dot=1.25, ring=2.7, tick=1.6, end=10,
)  # fmt: skip
SHEET = StripSize(
    name="sheet", width=300, height=20, band=12, line=1.2, below=6, gap=2, near=8, scale=0.8,
    dot=1.7, ring=3.9, tick=2, end=13,
)  # fmt: skip
LARGE = StripSize(
    name="large", width=310, height=30, band=18, line=1.5, below=9.5, gap=2, near=10, scale=1,
    dot=2, ring=5, tick=2.4, end=16,
)  # fmt: skip
SIZES = {size.name: size for size in (ROW, SHEET, LARGE)}


@dataclass(frozen=True, slots=True)
class StripBand:
    """One hand's time; ``colour`` as in the timeline."""

    colour: int
    x: float
    width: float
    name: str


@dataclass(frozen=True, slots=True)
class StripName:
    """Whose hands, where it can be written; ``wide``: only where the strip is at least WIDE pixels wide."""

    x: float
    name: str
    wide: bool


@dataclass(frozen=True, slots=True)
class StripMark:
    """``times``: of how many marks of this kind it stands for all."""

    sign: LifeSign
    x: float
    at: datetime
    times: int = 1


@dataclass(frozen=True, slots=True)
class StripSpan:
    """From where, and how wide."""

    x: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeStrip:
    """Places and widths in percent. ``end``: where the line ends, and ``status`` how; ``ahead``: the time that is left
    until the due date; ``merged``: the time in which the report went on in another one. ``cuts``: between the weeks
    (or months, years: ``piece``) of what is late.
    """

    life: Life
    size: StripSize
    bands: tuple[StripBand, ...]
    end: float
    due: float
    ahead: StripSpan | None
    merged: StripSpan | None
    late: StripSpan | None
    cuts: tuple[float, ...]
    piece: timedelta
    marks: tuple[StripMark, ...]
    names: tuple[StripName, ...]

    @property
    def status(self) -> Status:
        return self.life.status


def life_strip(of: Life, size: StripSize | str = ROW) -> LifeStrip:
    """The strip of a life: a straight scale from submission to the last of now (or the end) and the due date."""
    size = SIZES[size] if isinstance(size, str) else size
    whole = _whole(of)

    def place(at: datetime) -> float:
        return round(100 * min(1.0, max(0.0, (at - of.start) / whole)), 2)

    end, due = place(of.end), place(of.due)
    late, piece = of.late, _piece(of.late)
    bands = tuple(_bands(of.hands, end, place, size) if of.hands else ())
    marks = tuple(_marks(of, end, place, size, whole))
    return LifeStrip(
        life=of,
        size=size,
        bands=bands,
        end=end,
        due=due,
        ahead=StripSpan(end, round(due - end, 2)) if of.open and due > end else None,
        merged=StripSpan(end, round(place(of.last) - end, 2)) if of.last > of.end else None,
        late=StripSpan(due, round(place(of.last) - due, 2)) if late else None,
        cuts=tuple(_cuts(of, piece, place, 100 * _LEAST_PIECE / size.width)) if late else (),
        piece=piece,
        marks=marks,
        names=tuple(_names(bands, [due, *(mark.x for mark in marks)], size)) if size is LARGE else (),
    )


def _whole(of: Life) -> timedelta:
    """What the width stands for. A promise for a far day would leave nothing to be seen of the rest."""
    whole = max(of.last, of.due, of.start + timedelta(seconds=1)) - of.start
    ahead = [m.at - of.start for m in of.marks if m.sign is LifeSign.PROMISE and m.at - of.start <= 2 * whole]
    return max([whole, *ahead])


def _piece(late: timedelta) -> timedelta:
    return _WEEK if late <= _MONTHS_FROM else _MONTH if late <= _YEARS_FROM else _YEAR


def _cuts(of: Life, piece: timedelta, place: Place, least: float) -> Iterator[float]:
    if place(of.start + piece) < least:
        return
    at = of.due + piece
    while at < of.last:
        yield place(at)
        at += piece


def _bands(hands: Sequence[Hands], end: float, place: Place, size: StripSize) -> Iterator[StripBand]:
    """Each hand as wide as it can be seen: what is too narrow takes room from the wider ones beside it."""
    share = 100 / size.width
    least = min((_LEAST + size.gap) * share, end / len(hands))
    edges = [(place(one.start), place(one.end)) for one in hands]
    starts: list[float] = []
    before = 0.0
    for number, (start, _) in enumerate(edges):
        room = end - least * (len(edges) - number)
        starts.append(max(before, min(start, room)))
        before = starts[-1] + least
    following = [*starts[1:], end]
    for one, start, (_, until), limit in zip(hands, starts, edges, following, strict=True):
        width = max(least, min(until, limit) - start)
        yield StripBand(colour(one.number), round(start, 2), round(min(width, max(limit - start, 0)), 2), one.name)


def _marks(of: Life, end: float, place: Place, size: StripSize, whole: timedelta) -> Iterator[StripMark]:
    """What stands too near to each other is one mark, and the end's own sign covers what is too near to it."""
    near = 100 * size.near / size.width
    group: list[tuple[float, LifeMark]] = []
    for mark in of.marks:
        at = place(mark.at)
        if mark.at - of.start > whole or (not of.open and abs(at - end) < near):
            continue
        if group and at - group[0][0] >= near:
            yield _one(group)
            group = []
        group.append((at, mark))
    if group:
        yield _one(group)


def _one(marks: Sequence[tuple[float, LifeMark]]) -> StripMark:
    """The mark that says most of those in a group, each with its place."""
    sign = min((mark.sign for _, mark in marks), key=_RANK.index) if len(marks) > 1 else marks[0][1].sign
    same = [(at, mark) for at, mark in marks if mark.sign is sign]
    at, first = same[0]
    return StripMark(sign, at, first.at, len(same))


def _names(bands: Iterable[StripBand], marks: Sequence[float], size: StripSize) -> Iterator[StripName]:
    """Each name in the widest room that the marks leave in its band; none where it does not fit."""
    for band in bands:
        for wide, width in ((False, size.width), (True, WIDE)):
            x, room = _room(band, marks, 100 * _CLEAR / width)
            if band.name and room * width / 100 >= len(band.name) * _LETTER:
                yield StripName(x, band.name, wide)
                break


def _room(band: StripBand, marks: Sequence[float], clear: float) -> tuple[float, float]:
    """Where the widest part of a band begins that is clear of marks, and how wide it is; in percent."""
    begin, end = band.x + clear / 2, band.x + band.width - clear / 2
    inside = sorted(x for x in marks if begin - clear < x < end + clear)
    edges = [begin, *(at for x in inside for at in (x - clear, x + clear)), end]
    rooms = [(edges[at + 1] - max(edges[at], begin), max(edges[at], begin)) for at in range(0, len(edges), 2)]
    room, x = max(rooms)
    return round(x, 2), room
