"""The shapes of a life strip as SVG, written at once: a list draws twenty strips of some ten shapes.

Nothing in it is anybody's words: numbers, and classes that the stylesheet colours.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..domain.life import LifeSign
from .life_strip import LifeStrip, StripMark, StripSize


def strip_ground(strip: LifeStrip) -> str:
    """What time is left, whose hands, the line, the time in another report, and what is late, cut into its pieces."""
    return "".join(_ground(strip))


def strip_marks(strip: LifeStrip) -> str:
    """What happened, each at its place."""
    return "".join([_mark(mark, strip.size) for mark in strip.marks])


def _ground(strip: LifeStrip) -> Iterator[str]:
    size, end = strip.size, strip.end
    if strip.ahead:
        yield f'<rect class="ahead" x="{strip.ahead.x}%" y=".5" width="{strip.ahead.width}%" '
        yield f'height="{size.band - 0.5}"/>'
    hand = f'%" height="{size.band}" stroke-width="{size.gap}"/>'
    for band in strip.bands:
        yield f'<rect class="hand h{band.colour}" x="{band.x}%" width="{band.width}{hand}'
    yield f'<rect class="line" y="{size.band}" width="{end}%" height="{size.line}"/>'
    if strip.merged:
        y, until = size.band + size.line / 2, strip.merged.x + strip.merged.width
        yield f'<line class="merged" x1="{end}%" x2="{until}%" y1="{y}" y2="{y}" '
        yield f'stroke-width="{size.line}" stroke-dasharray="3 3"/>'
    if strip.late:
        low = f'%" y="{size.height - size.below}"'
        yield f'<rect class="over" x="{strip.late.x}{low} width="{strip.late.width}%" height="{size.below}"/>'
        for x in strip.cuts:
            yield f'<rect class="gap" x="{x}{low} width="1" height="{size.below}"/>'


def _mark(mark: StripMark, size: StripSize) -> str:
    sign, x = mark.sign, mark.x
    if sign is LifeSign.WORD:
        return f'<circle class="word" cx="{x}%" cy="{size.middle}" r="{size.dot}"/>'
    if sign is LifeSign.DONE:
        stroke = round(size.ring / 2.3, 1)
        return f'<circle class="done" cx="{x}%" cy="{size.middle}" r="{size.ring}" stroke-width="{stroke}"/>'
    if sign in (LifeSign.PROMISE, LifeSign.BROKEN):
        shape = f'class="{sign.value}" transform="scale({size.scale})" d="M-5.500 0h11L0 9.500z"'
    else:
        moved = f"translate(0 {size.middle}) scale({size.scale})"
        shape = f'class="again" transform="{moved}" d="M0-6.600 6.600 0 0 6.600-6.600 0z"'
    return f'<svg x="{x}%" overflow="visible"><path {shape}/></svg>'
