"""A scorecard with what stands beside it, and the plain values that it is stored and handed out as."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypedDict

from .figure import Figure, Why
from .scorecard import Backlog, Flow, Hands, Scorecard
from .ticket import Closing
from .waits import Waits

#: A figure as stored: value, low, high, n, why.
PlainFigure = tuple[float | None, float | None, float | None, int, str]
KEPT = 2_000  # sheets remembered in each process
SHARES = ("response_on_time", "on_time", "rejected", "duplicate", "reopened", "disputed", "confirmed", "silent")


@dataclass(frozen=True, slots=True)
class Month:
    """What came in and what was resolved in one calendar month; ``key`` as in Period."""

    key: str
    received: int
    resolved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything computed of one group in one period. ``hands`` and ``same_text`` are known of agencies and of the
    whole city only; ``trend`` stands with the period ``all`` only."""

    card: Scorecard
    flow: Flow
    hands: Hands | None = None
    same_text: Figure | None = None
    trend: tuple[Month, ...] = ()


class PlainWaits(TypedDict):
    """Waits as stored."""

    n: int
    ended: int
    median: PlainFigure
    p90: PlainFigure
    within: Sequence[PlainFigure]
    steps: Sequence[Sequence[float]]


class PlainBacklog(TypedDict):
    """Backlog as stored."""

    n: int
    overdue: int
    median: float | None
    bands: Sequence[int]
    oldest: int | None


class Plain(TypedDict):
    """A sheet as JSON holds it."""

    received: int
    counted: int
    closing: Mapping[str, int]
    response: PlainWaits
    resolution: PlainWaits
    shares: Mapping[str, PlainFigure]
    reporters: int | None
    backlog: PlainBacklog
    flow: tuple[int, int]
    hands: tuple[int, int, PlainFigure] | None
    same_text: PlainFigure | None
    trend: Sequence[tuple[str, int, int]]


def plain(sheet: Sheet) -> Plain:
    """The sheet as values that JSON knows. Shares keep five digits, times are whole seconds."""
    card, back, hands = sheet.card, sheet.card.backlog, sheet.hands
    return {
        "received": card.received,
        "counted": card.counted,
        "closing": {reason.value: n for reason, n in card.closing.items()},
        "response": _plain_waits(card.response),
        "resolution": _plain_waits(card.resolution),
        "shares": {name: _plain_figure(getattr(card, name)) for name in SHARES},
        "reporters": card.reporters,
        "backlog": {
            "n": back.n,
            "overdue": back.overdue,
            "median": back.median,
            "bands": back.bands,
            "oldest": back.oldest,
        },
        "flow": (sheet.flow.received, sheet.flow.resolved),
        "hands": (hands.spells, hands.total, _plain_figure(hands.median)) if hands else None,
        "same_text": _plain_figure(sheet.same_text) if sheet.same_text else None,
        "trend": [(m.key, m.received, m.resolved) for m in sheet.trend],
    }


_WHY = {why.value: why for why in Why}  # asked a hundred times a page, where Why(...) takes longer than the rest


@lru_cache(maxsize=KEPT)
def parsed(stored: str) -> Sheet:
    """The sheet of a JSON text; an agency's pages ask for the same ones, whatever period they show."""
    return read(json.loads(stored))


def read(stored: Plain) -> Sheet:
    """The sheet that ``plain`` made these values of."""
    back, hands, same_text = stored["backlog"], stored["hands"], stored["same_text"]
    card = Scorecard(
        received=stored["received"],
        counted=stored["counted"],
        closing={Closing(name): n for name, n in stored["closing"].items()},
        response=_waits(stored["response"]),
        resolution=_waits(stored["resolution"]),
        reporters=stored["reporters"],
        backlog=Backlog(
            n=back["n"],
            overdue=back["overdue"],
            median=back["median"],
            bands=tuple(back["bands"]),
            oldest=back["oldest"],
        ),
        **{name: _figure(stored["shares"][name]) for name in SHARES},
    )
    return Sheet(
        card=card,
        flow=Flow(received=stored["flow"][0], resolved=stored["flow"][1]),
        hands=Hands(spells=hands[0], total=hands[1], median=_figure(hands[2])) if hands else None,
        same_text=_figure(same_text) if same_text else None,
        trend=tuple(Month(*month) for month in stored["trend"]),
    )


def _plain_figure(figure: Figure) -> PlainFigure:
    return (_short(figure.value), _short(figure.low), _short(figure.high), figure.n, figure.why)


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 5) if value <= 1 else round(value)


def _figure(stored: PlainFigure) -> Figure:
    value, low, high, n, why = stored
    return Figure(value, low, high, n, _WHY[why])


def _plain_waits(waits: Waits) -> PlainWaits:
    return {
        "n": waits.n,
        "ended": waits.ended,
        "median": _plain_figure(waits.median),
        "p90": _plain_figure(waits.p90),
        "within": [_plain_figure(f) for f in waits.within],
        "steps": waits.steps,
    }


def _waits(stored: PlainWaits) -> Waits:
    return Waits(
        n=stored["n"],
        ended=stored["ended"],
        median=_figure(stored["median"]),
        p90=_figure(stored["p90"]),
        within=tuple(_figure(f) for f in stored["within"]),
        steps=tuple((still, low, high) for still, low, high in stored["steps"]),
    )
