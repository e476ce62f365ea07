"""What a request asks of the tickets: its filter, read from the address, and what it is answered from."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import request

from .. import clock
from ..context import current_portal
from ..domain.lens import NAMES, TicketFilter
from ..domain.lens_address import parse
from ..domain.since import NAMES as SINCE
from ..domain.since import Since
from ..domain.since import parse as parse_since
from ..domain.source_clock import SourceClocks
from ..queries.city.clocks import source_clocks
from ..queries.city.held import hold
from ..queries.city.index_state import refuse_lost
from ..queries.city.version import lens_version
from ..queries.sources import Sources
from ..queries.tickets.index import TicketList
from ..queries.tickets.names import present
from ..queries.tickets.turns import Turns, turns
from ..queries.tickets.unknown_codes import read_with_codes
from ..search.fixed_days import FixedDays, with_fixed_days
from ..search.interpretation import NoteKind, ParsedQuery
from ..web.errors import UnreadableFilter
from .silence import silent_sources
from .sources import here

MINUTE = 60
READS = frozenset({"GET", "HEAD"})
#: What sharing services add to an address; nobody who opens such a link has typed it.
_TRACKING = ("utm_", "fbclid", "gclid", "igsh")
#: Notes on a query text of which a part was left out. (A word that is no field's name is searched for as a word, and
#: an unknown value of a field matches nothing: neither widens the answer.)
_LEFT_OUT: frozenset[NoteKind] = frozenset({"bad_date", "bad_number", "short_prefix", "too_long", "star", "no_words"})


@dataclass(frozen=True, slots=True)
class LensRequest:
    """``unread``: the fields of the address that could not be read; ``strange``: names in it that no filter has;
    ``now``: the moment of the answer, aware UTC. ``days``: those that the words named from today; the filter has dates
    in their place, so that every address which is made of it means the same tomorrow; ``typed``: the words before."""

    filter: TicketFilter
    unread: tuple[str, ...]
    strange: tuple[str, ...]
    now: datetime
    sources: Sources
    days: tuple[FixedDays, ...] = ()
    typed: str = ""

    @property
    def zone(self) -> ZoneInfo:
        """The city's time zone."""
        return ZoneInfo(self.sources.city.zone)

    def version(self) -> tuple[object, ...]:
        """What decides how the answer looks; the minute is in it because what is late changes with the time alone."""
        seen = lens_version(self.sources.session, self.sources.engine)
        return seen, int(self.now.timestamp()) // MINUTE, silent_sources(seen[-1])

    @property
    def seen(self) -> int:
        """The event up to which the index knows the public log."""
        return lens_version(self.sources.session, self.sources.engine)[1]

    @property
    def clocks(self) -> SourceClocks:
        """Up to when the state of each ticket is known."""
        return source_clocks(self.sources.session, self.sources.cache, self.now)

    @property
    def reading(self) -> ParsedQuery:
        """How the words of the filter are understood."""
        return read_with_codes(self.sources, self.filter.q, self.clocks)


def asked(*known: str, searched: bool = True) -> LensRequest:
    """What this request asks for. ``known``: names in the address that this page has beside the filter's.

    Raises IndexAway while the index is lost, unless the page can do without (``searched`` False).
    """
    filter, unread = parse(request.args.to_dict(flat=False))
    sources = here()
    if request.method in READS:
        hold(sources.session)
    if searched:
        refuse_lost(sources.session, sources.engine)
    return _fixed(LensRequest(present(filter, sources), unread, strange({*NAMES, *known}), clock.now(), sources))


def asked_as(prefix: str) -> LensRequest:
    """As ``asked``, of the one of several filters in an address whose names begin so, as in ``a.agency=dinas-sda``."""
    args = {name.removeprefix(prefix): values for name, values in request.args.lists() if name.startswith(prefix)}
    filter, unread = parse(args)
    sources = here()
    refuse_lost(sources.session, sources.engine)
    unknown = tuple(prefix + name for name in args if name not in NAMES)
    return _fixed(LensRequest(present(filter, sources), unread, unknown, clock.now(), sources))


def _fixed(found: LensRequest) -> LensRequest:
    words = found.filter.q
    dated, days = with_fixed_days(words, found.sources.city, found.now.astimezone(found.zone).date())
    return replace(found, filter=replace(found.filter, q=dated), days=days, typed=words) if days else found


def readable(*known: str, unread: Iterable[str] = ()) -> LensRequest:
    """What this request asks for; refused if any part of it could not be read, as a file cannot say what it left out.

    ``unread``: those of ``known`` whose value could not be read. Raises UnreadableFilter naming all parts.
    """
    found = asked(*known)
    left_out = {name: request.args.getlist(name) for name in (*found.unread, *found.strange, *unread)}
    left_out |= unread_words(found)
    if left_out:
        raise UnreadableFilter(left_out)
    return found


def unread_words(found: LensRequest, prefix: str = "") -> dict[str, list[str]]:
    """What was left out of the words of a filter, by their name in the address; ``prefix``: see asked_as."""
    notes = [note for note in found.reading.notes if note.kind in _LEFT_OUT]
    said = [f"{note.field}:{note.text}" if note.field else note.text for note in notes]
    return {f"{prefix}q": said} if said else {}


def changes(*known: str, unread: Iterable[str] = ()) -> tuple[LensRequest, Since]:
    """As ``readable``, and since when only what has changed is asked for."""
    since, strange_moments = parse_since(request.args, ZoneInfo(current_portal().city.zone))
    return readable(*known, *SINCE, unread=[*unread, *strange_moments]), since


def strange(known: Container[str]) -> tuple[str, ...]:
    """The names in the address that are not ``known``."""
    return tuple(name for name in request.args if name not in known and not name.startswith(_TRACKING))


def pages(found: TicketList, asked: LensRequest) -> Turns:
    """The page of a list and those beside it."""
    return turns(found, asked.seen)
