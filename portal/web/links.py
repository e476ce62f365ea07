"""Addresses of what people look for: tickets, the lens, agencies, areas. The only plumbing that knows these nouns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, quote_plus

from flask import Flask, request, url_for

from ..context import current_portal
from ..domain.channel import ChannelKind
from ..domain.lens import Box, TicketFilter
from ..domain.period import Period
from ..domain.same_text import phrase
from . import language

EVERYTHING = TicketFilter()
AROUND = 0.005  # degrees, some 500 metres
FORMATS = frozenset({"csv", "json", "geojson", "atom"})


def register(app: Flask) -> None:
    app.jinja_env.globals.update(
        link_ticket=ticket,
        link_tickets=tickets,
        link_category=category,
        link_ticket_map=ticket_map,
        link_tickets_excel=tickets_excel,
        link_map=map_,
        link_figures=figures,
        link_agency_with=agency_with,
        link_same_words=same_words,
        link_two_lists=two_lists,
        link_asked=asked,
        link_agency=agency,
        link_area=area,
        link_street=street,
        link_own_reports=own_reports,
        link_follow=follow,
        list_of=list_of,
        link_absolute=absolute,
        link_picture=picture,
        link_portal_picture=portal_picture,
        asked_query=asked_query,
        filter_query=filter_query,
        this_page=this_page,
    )


def ticket(code: str, format: str = "") -> str:
    """A ticket's page, or the same as ``json`` or ``atom``."""
    return url_for(f"tickets.page_{format}" if format else "tickets.page", code=code)


def ticket_map(lat: float, lon: float) -> str:
    """The map around a place."""
    return map_(TicketFilter(bbox=Box(lon - AROUND, lat - AROUND, lon + AROUND, lat + AROUND)))


def category(slug: str) -> str:
    """The tickets of a category."""
    return tickets(TicketFilter(category=(slug,)))


def tickets(filter: TicketFilter = EVERYTHING, format: str = "") -> str:
    """The list of a filter, or the same as a file."""
    if format and format not in FORMATS:
        raise ValueError(f"no such format: {format}")
    path = url_for("tickets.export", format=format) if format else url_for("tickets.index")
    return _with(path, filter.pairs())


def tickets_excel(filter: TicketFilter = EVERYTHING) -> str:
    """The file of a filter as a spreadsheet reads it without being told how."""
    return _with(url_for("tickets.export", format="csv"), [*filter.pairs(), ("format", "excel")])


def same_words(agency: str, text: str) -> str:
    """The reports of an agency with an answer in these words; '' where the text has no run of plain words."""
    words = phrase(text)
    return tickets(TicketFilter(agency=(agency,), q=f'jawaban:"{words}"')) if words else ""


def agency_with(agency: str, condition: str) -> str:
    """The reports of an agency of which a condition of the query language is true."""
    return tickets(TicketFilter(agency=(agency,), q=f"is:{condition}"))


def figures(filter: TicketFilter = EVERYTHING, format: str = "", more: Mapping[str, str] = MappingProxyType({})) -> str:
    """The figures of a filter's tickets, or the same as ``json`` or ``csv``; ``more``: of which moment."""
    address = url_for(f"tickets.figures_{format}" if format else "tickets.figures")
    return _with(address, [*filter.pairs(), *more.items()])


def two_lists(
    first: TicketFilter = EVERYTHING,
    second: TicketFilter = EVERYTHING,
    endpoint: str = "compare.lists",
    shared: Mapping[str, str] | None = None,
) -> str:
    """The comparison of two filters' tickets; ``shared``: what is asked of both, '' for nothing."""
    both = [(f"{side}.{name}", value) for side, one in (("a", first), ("b", second)) for name, value in one.pairs()]
    return _with(url_for(endpoint), [*both, *((name, value) for name, value in (shared or {}).items() if value)])


def map_(filter: TicketFilter = EVERYTHING) -> str:
    return _with(url_for("maps.index"), filter.pairs())


def agency(slug: str) -> str:
    return url_for("agencies.page", slug=slug)


def area(code: str) -> str:
    return url_for("areas.page", code=code)


def street(slug: str) -> str:
    return url_for("streets.page", slug=slug)


def follow(filter: TicketFilter = EVERYTHING, ticket: str = "") -> str:
    """Where one follows a ticket by its code, or else the list of a filter."""
    return _with(url_for("follow.page"), [("ticket", ticket)] if ticket else filter.but().pairs())


def list_of(**narrowed: str) -> TicketFilter:
    """The filter with one value in each of some fields."""
    return TicketFilter().but(**{field: (value,) for field, value in narrowed.items()})


def asked(slug: str) -> str:
    """The tickets with which an agency was ever asked to help."""
    return tickets(TicketFilter(asked=(slug,)))


def own_reports(period: Period, **narrowed: str) -> str:
    """The list of what the city reported to itself in a period; ``narrowed``: a value of other fields of the filter."""
    since, until = period.days or (None, None)
    values = {field: (value,) for field, value in narrowed.items()}
    return tickets(TicketFilter(channel=(ChannelKind.CITY.value,)).but(since=since, until=until, **values))


def picture(kind: str, version: str, **of: str) -> str:
    """The picture that stands beside a shared link; its address changes when it does."""
    query: dict[str, Any] = {**of, "v": version}
    return url_for(f"pictures.{kind}", **query)


def tickets_picture(filter: TicketFilter, version: str) -> str:
    """The picture of a filter's list."""
    return _with(url_for("pictures.tickets"), [*filter.pairs(), ("v", version)])


def portal_picture() -> str:
    """The picture of pages that have none of their own: it says whose portal this is."""
    portal = current_portal()
    return picture("portal", f"{portal.build}{portal.pack[:6]}")


def asked_query(*names: str) -> str:
    """That part of the query of this request which makes another page of its path."""
    return _with("", [(name, value) for name in names for value in request.args.getlist(name) if value])


def filter_query(filter: TicketFilter, more: Mapping[str, str] = MappingProxyType({})) -> str:
    """The query that means a filter, and ``more``."""
    return _with("", [*filter.pairs(), *more.items()])


def this_page(query: str = "") -> list[tuple[str, str]]:
    """(language, public address) of the page of this request in each language; ``query``: what of its query counts."""
    return in_each(f"{request.script_root}{quote(request.path)}{query}")


def in_each(path: str) -> list[tuple[str, str]]:
    """(language, public address) of a page in each language; ``path``: in the language of this request."""
    return [(code, absolute(own)) for code, own in language.in_each(path.removeprefix(request.script_root))]


def absolute(path: str) -> str:
    """A path with the portal's public address before it."""
    return f"{origin()}{path}"


def origin() -> str:
    """The portal's public address; as it was asked for where none is set."""
    return current_portal().settings.public_url or f"{request.scheme}://{request.host}"


class Lens:
    """The addresses of one view of the lens. ``more``: pairs beside the filter's that every address keeps."""

    def __init__(self, path: str, more: Iterable[tuple[str, str]] = ()) -> None:
        self._path = path
        self._more = tuple(more)

    def __call__(self, filter: TicketFilter = EVERYTHING) -> str:
        return _with(self._path, self.pairs(filter))

    def pairs(self, filter: TicketFilter) -> list[tuple[str, str]]:
        """What the address of ``filter`` says, for the hidden fields of a form."""
        return [*filter.pairs(), *self._more]

    def adding(self, filter: TicketFilter, field: str) -> Callable[[str], str]:
        """Addresses of ``filter`` with one more value in a field."""
        return lambda value: self(filter.with_value(field, value))

    def asking(self, filter: TicketFilter) -> Callable[[str], str]:
        """Addresses of ``filter`` with other words."""
        return lambda words: self(filter.but(q=words))

    def during(self, filter: TicketFilter) -> Callable[[date, date], str]:
        """Addresses of ``filter`` from one day to another."""
        return lambda first, last: self(filter.but(since=first, until=last))


def lens() -> Lens:
    """The list's addresses."""
    return Lens(url_for("tickets.index"))


def figures_lens(more: Mapping[str, str]) -> Lens:
    """The addresses of the figures of a filter; ``more``: of which moment."""
    return Lens(url_for("tickets.figures"), more.items())


class MapLens(Lens):
    """The map's addresses, which keep the frame that was chosen for ``looked_at``, until another area is asked for."""

    def __init__(self, layer: str = "", looked_at: TicketFilter = EVERYTHING) -> None:
        super().__init__(url_for("maps.index"), [("layer", layer)] if layer else [])
        self._looked_at = looked_at

    def pairs(self, filter: TicketFilter) -> list[tuple[str, str]]:
        here = self._looked_at
        same = filter.written("area") == here.written("area")
        return super().pairs(filter if filter.bbox or not same else replace(filter, bbox=here.bbox))


def map_lens(layer: str = "", looked_at: TicketFilter = EVERYTHING) -> MapLens:
    """The map's addresses; ``layer`` as the address names it, '' for the map's own first."""
    return MapLens(layer, looked_at)


@lru_cache(maxsize=2048)
def _quoted(value: str) -> str:
    """A list links to its filter with each of some hundred values, and repeats the others in each link."""
    return quote_plus(value)


def _with(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The path with pairs, whose names need no quoting."""
    query = "&".join([f"{name}={_quoted(value)}" for name, value in pairs])
    return f"{path}?{query}" if query else path
