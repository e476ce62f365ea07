"""The list of requests of one agency to another: which of them, and on which tickets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np

from ...domain.coordination import Coordination
from ...domain.paging import Pages
from ...domain.period import ALL, Period, parse
from ...domain.survival import Flags
from ..sources import Sources
from ..tickets.names import Named, Names, lens_names
from .coordination import coordination
from .request_lines import RequestLine, request_lines

SIZE = 50


class RequestState(StrEnum):
    """What became of a request."""

    OPEN = "open"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"  # it ended without an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFilter:
    """What the address asks for, as it was typed; '' for any."""

    asking: str = ""
    asked: str = ""
    state: str = ""
    period: str = ""

    def pairs(self) -> dict[str, str]:
        """What the address goes on to ask."""
        names = ("asking", "asked", "state", "period")
        return {name: value for name in names if (value := getattr(self, name))}


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestList:
    """One page of the requests that fit, the longest wait first. ``hidden`` of the ``total`` are on hidden tickets,
    which are not listed; ``pages`` counts the others."""

    filter: RequestFilter
    asking: Named | None
    asked: Named | None
    state: RequestState | None
    period: Period
    total: int
    open: int
    hidden: int
    pages: Pages
    lines: tuple[RequestLine, ...]
    as_of: datetime


def request_list(sources: Sources, asked_for: RequestFilter, page: int, now: datetime) -> RequestList | None:
    """The list of a filter; None when it names an agency, a state or a period that there is not."""
    names = lens_names(sources)
    asking, asked = _agency(names, asked_for.asking), _agency(names, asked_for.asked)
    state = next((one for one in RequestState if one == asked_for.state), None)
    period = parse(asked_for.period or ALL.key, sources.city.zone)
    unknown = (asked_for.asking and not asking) or (asked_for.asked and not asked) or (asked_for.state and not state)
    if unknown or period is None:
        return None
    everything, _ = coordination(sources.session, sources.cache)
    found = everything.begun_in(period).at(int(now.timestamp()))
    found = found.take(_fits(found, asking, asked, state))
    listed = found.take(~found.hidden)
    listed = listed.take(np.lexsort((listed.ticket, -listed.waited)))
    pages = Pages.nearest(page, len(listed), SIZE)
    shown = np.arange(pages.start, min(pages.start + SIZE, len(listed)))
    return RequestList(
        filter=asked_for,
        asking=asking,
        asked=asked,
        state=state,
        period=period,
        total=len(found),
        open=int(np.count_nonzero(found.open)),
        hidden=len(found) - len(listed),
        pages=pages,
        lines=request_lines(sources, listed.take(shown)),
        as_of=now,
    )


def _agency(names: Names, typed: str) -> Named | None:
    return names.agency.get(names.present_key("agency", typed)) if typed else None


def _fits(found: Coordination, asking: Named | None, asked: Named | None, state: RequestState | None) -> Flags:
    fits = np.ones(len(found), dtype=np.bool_)
    if asking:
        fits &= found.asking == asking.id
    if asked:
        fits &= found.asked == asked.id
    if state is RequestState.OPEN:
        fits &= found.open
    elif state is not None:
        fits &= ~found.open & (found.answered == (state is RequestState.ANSWERED))
    return fits
