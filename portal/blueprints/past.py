"""Figures as of a past moment, asked for by ``as_of`` and ``seq`` in an address: read, refused, kept, and limited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from flask import Response, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from .. import clock
from ..context import current_portal
from ..domain.as_of import PINNED, SEQ, AsOf, read_as_of
from ..domain.period import asks_for_days
from ..extensions import db
from ..queries.city.index_state import mark_of
from ..queries.city.last_happened import happened_after
from ..queries.city.version import log_end, withdrawn_version
from ..queries.past.cell import CITY
from ..queries.past.figures import PastFigures, past_figures
from ..queries.scorecards.periods import published_periods, scorecards_version
from ..web import errors
from ..web.errors import UnreadableFilter
from ..web.limits import figure_slots, whole_city_slots
from . import figures_on_demand, silence
from .figure_files import no_such_period, period_asked, proved, refuse_unread
from .sources import here

Computed = TypeVar("Computed")


@dataclass(frozen=True, slots=True)
class PastAsked:
    """``as_of`` None: today's figures. ``unread``: names whose value says nothing; ``ahead``: that day is not over."""

    as_of: AsOf | None = None
    unread: tuple[str, ...] = ()
    ahead: bool = False

    @property
    def pairs(self) -> dict[str, str]:
        """How it stands in an address; nothing, for today's."""
        return self.as_of.pairs if self.as_of else {}

    @property
    def day(self) -> str:
        """The day that was asked for, in the city's calendar."""
        return f"{self.as_of.at.astimezone(ZoneInfo(current_portal().city.zone)):%Y-%m-%d}" if self.as_of else ""

    @property
    def typed(self) -> str:
        """What could not be read, as it was written."""
        return ", ".join(f"{name}={value[:40]}" for name in self.unread for value in request.args.getlist(name))

    @property
    def head(self) -> str:
        """What the last event that counts is known by."""
        return mark_of(db.session(), self.as_of.seq) if self.as_of else ""


def past_asked() -> PastAsked:
    """What the address asks for, read once a request. Without ``seq`` all counts that today's figures know."""
    if "past_asked" not in g:
        g.past_asked = _asked()
    found: PastAsked = g.past_asked
    return found


def pinned() -> dict[str, str]:
    """What a link adds so that it leads to figures of the same moment; nothing on a page of today."""
    return past_asked().pairs


def _asked() -> PastAsked:
    at, seq = (request.args.getlist(name) for name in PINNED)
    if not any(at) and not any(seq):
        return PastAsked()
    asked = read_as_of(at, seq, current_portal().city.zone, clock.now())
    if asked.unread or asked.at is None:
        return PastAsked(unread=asked.unread, ahead=asked.ahead)
    session = db.session()
    end = log_end(session)
    if asked.seq is not None and asked.seq > end:
        return PastAsked(unread=(SEQ,), ahead=True)
    computed = scorecards_version(session)
    return PastAsked(AsOf(asked.at, asked.seq or (computed[1] if computed else end)))


def today() -> AsOf | None:
    """The moment and the event of the figures that are stored; None before the first computation."""
    published = published_periods(db.session(), current_portal().city.zone)
    return AsOf(published.as_of, published.seq) if published else None


def today_of(period: str) -> AsOf | None:
    """The same, where the figures of a period are not stored: they are computed as those of a past moment are."""
    return today() if asks_for_days(period) else None


def refuse_unread_moment() -> None:
    """A file cannot say that its figures are of today because the moment could not be read."""
    refuse_unread(past_asked().unread)


def past_named() -> list[str]:
    """The names in the address that ask for a past moment."""
    return [name for name in PINNED if any(request.args.getlist(name))]


def moment_moved(as_of: datetime, seq: int) -> bool:
    """Whether the address asks for figures as of anything else. Those of one event may be of a later minute, as long as
    nothing happened in between."""
    asked = past_asked()
    if asked.as_of is None:
        return bool(asked.unread)
    if asked.as_of.seq != seq or not any(request.args.getlist(SEQ)):
        return asked.as_of.seq != seq or asked.as_of.at != as_of
    return asked.as_of.at < as_of and happened_after(db.session(), current_portal().cache, asked.as_of.at)


def past_answer(
    as_of: AsOf,
    cell: str,
    compute: Callable[[PastFigures], Computed | None],
    render: Callable[[Computed | None], str | Response],
    shows: object = None,
) -> Response:
    """What is made of the figures of a cell (queries.past.cell), computed for few at once, and kept: it changes only
    with what is taken from view, with the city's names and areas, and with what else it ``shows``. None: nothing had
    come in, or nothing is made.
    """
    withdrawn, city = withdrawn_version(db.session())
    version = (("as of", as_of.at, as_of.seq, withdrawn, city, shows), silence.silent_sources(city))

    def computed() -> Computed | None:
        figures = past_figures(here(), as_of, cell)
        return compute(figures) if figures else None

    return figures_on_demand.answer(version, computed, render, whole_city_slots if cell == CITY else figure_slots)


def dated_answer(
    cell: Callable[[], str],
    read: Callable[[PastFigures | None], Computed | None],
    render: Callable[[Computed], str | Response],
    nothing: Callable[[], str | Response],
    not_stored: AsOf | None = None,
) -> Response:
    """What is read of the figures of the moment that the address asks for, else of those that are stored (None).

    ``cell``: of a past moment's figures. ``nothing``: the answer where nothing is found. ``not_stored``: the moment of
    today's figures where those that are stored are not meant.
    """
    asked = past_asked()

    def made(found: Computed | None) -> str | Response:
        return render(found) if found else nothing()

    as_of = asked.as_of or not_stored
    if as_of is not None:
        return past_answer(as_of, cell(), read, made)
    computed = scorecards_version(db.session())
    return silence.answer((computed, asked.unread), lambda: made(read(None)), computed[-1] if computed else None)


def too_many_tickets(_error: Exception) -> Response:
    """More tickets than are computed at once: the page says of what there are figures."""
    g.fault = "too many"
    return errors.page(400, UnreadableFilter({name: request.args.getlist(name) for name in past_named()}))


def nothing_before(address: str) -> str:
    """The page where nothing had come in by then; ``address``: of the same today, '' for a file, which is not there."""
    return abort(404) if not address else render_template("agencies/before.html", address=address, asked=past_asked())


def nothing_then(before: str) -> str:
    """The answer of a past moment where nothing is found: no such period, or nothing had come in by then."""
    return no_such_period() if period_asked() else nothing_before(before)


def past_file(answer: ResponseReturnValue, name: str) -> Response:
    """A file with the hash of the event up to which its figures were computed; one of a past moment bears that moment
    and its event in its name, too."""
    response, asked = proved(answer), past_asked()
    if asked.as_of is not None and response.status_code == 200:
        kind = request.path.rpartition(".")[2]
        stem = f"{name}-{asked.as_of.at:%Y%m%dT%H%M%SZ}-{asked.as_of.seq}.{kind}"
        response.headers["X-Log-Head"] = f"{asked.as_of.seq}:{asked.head}"
        response.headers["Content-Disposition"] = f'inline; filename="{stem}"'
    return response
