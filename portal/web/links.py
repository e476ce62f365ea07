"""Addresses of what people look for: tickets, the lens, agencies, areas. The only plumbing that knows these nouns."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, cast
from urllib.parse import quote_plus

from flask import Flask, current_app, request, url_for
from markupsafe import Markup, escape

from ..context import current_portal
from ..domain.lens import TicketFilter
from .language import others, prefix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

EVERYTHING = TicketFilter()
ADDRESSES = 20_000  # addresses remembered in each worker
_MARK = "\u0000"  # stands in no filter
FORMATS = frozenset({"csv", "json", "geojson", "atom"})


def register(app: Flask) -> None:
    app.jinja_env.globals.update(
        link_ticket=ticket,
        link_tickets=tickets,
        link_map=map_,
        link_agency=agency,
        link_area=area,
        link_absolute=absolute,
        other_languages=others,
        exists=exists,
        url_for=address,
    )
    app.extensions["addresses"] = {}


def exists(endpoint: str) -> bool:
    """Whether a page is there in this installation: menus leave out what is not."""
    return endpoint in current_app.view_functions


def address(endpoint: str, **values: object) -> str:
    """What url_for says, remembered: a page has dozens of the same addresses, and each takes 20 microseconds."""
    if endpoint.startswith(".") or "_external" in values:
        return url_for(endpoint, **values)  # type: ignore[arg-type]
    kept = cast(dict[object, str], current_app.extensions["addresses"])
    key = (prefix(), endpoint, *values.items())
    found = kept.get(key)
    if found is None:
        if len(kept) >= ADDRESSES:
            kept.clear()
        found = kept[key] = url_for(endpoint, **values)  # type: ignore[arg-type]
    return found


def ticket(code: str, format: str = "") -> str:
    """A ticket's page, or its twin as ``json`` or ``atom``. There are too many to remember each."""
    endpoint = f"tickets.page_{format}" if format else "tickets.page"
    if not (code.isascii() and code.isalnum()):
        return url_for(endpoint, code=code)
    before, _, after = address(endpoint, code=_MARK).partition(_quoted(_MARK))
    return f"{before}{code}{after}"


def tickets(filter: TicketFilter = EVERYTHING, format: str = "") -> str:
    """The list of a filter, or the same as a file."""
    if format and format not in FORMATS:
        raise ValueError(f"no such format: {format}")
    path = address("tickets.export", format=format) if format else _or_root("tickets.index", "/tickets")
    return _with(path, filter.pairs())


def map_(filter: TicketFilter = EVERYTHING) -> str:
    return _with(_or_root("maps.index", "/map"), filter.pairs())


def agency(slug: str) -> str:
    return address("agencies.page", slug=slug)


def area(code: str) -> str:
    return address("areas.page", code=code) if exists("areas.page") else tickets(TicketFilter(area=(code,)))


def absolute(path: str) -> str:
    """A path with the portal's public address before it."""
    return f"{origin()}{path}"


def origin() -> str:
    """The portal's public address; as it was asked for where none is set."""
    return current_portal().settings.public_url or f"{request.scheme}://{request.host}"


class Lens:
    """The addresses of one view of the lens: its path is found once, for a page has hundreds of them.

    ``more`` are pairs beside the filter's that every address keeps. What ``adding``, ``asking`` and ``during`` give
    makes addresses that differ in one place, quoted and escaped.
    """

    def __init__(self, path: str, more: Iterable[tuple[str, str]] = ()) -> None:
        self._path = path
        self._more = tuple(more)

    def __call__(self, filter: TicketFilter = EVERYTHING) -> str:
        return _with(self._path, (*filter.pairs(), *self._more))

    def adding(self, filter: TicketFilter, field: str) -> Callable[[str], Markup]:
        """The address of ``filter`` with one more value in a field."""
        before, after = self._around(filter.with_value(field, _MARK), _quoted(_MARK))
        return lambda value: Markup(f"{before}{_quoted(value)}{after}")  # noqa: S704 - both are escaped, and this quoted

    def asking(self, filter: TicketFilter) -> Callable[[str], Markup]:
        """The address of ``filter`` with other words."""
        before, after = self._around(filter.but(q=_MARK), _quoted(_MARK))
        return lambda words: Markup(f"{before}{_quoted(words)}{after}")  # noqa: S704 - as above

    def during(self, filter: TicketFilter) -> Callable[[date, date], Markup]:
        """The address of ``filter`` from one day to another."""
        before, after = self._around(filter.but(since=date.min, until=date.max), f"from={date.min}&to={date.max}")
        return lambda first, last: Markup(f"{before}from={first}&amp;to={last}{after}")  # noqa: S704 - as above

    def _around(self, filter: TicketFilter, mark: str) -> tuple[Markup, Markup]:
        before, _, after = self(filter).partition(mark)
        return escape(before), escape(after)


def lens() -> Lens:
    """The list's addresses."""
    return Lens(_or_root("tickets.index", "/tickets"))


def map_lens(layer: str = "") -> Lens:
    """The map's addresses; ``layer`` as the address names it, '' for the map's own first."""
    return Lens(_or_root("maps.index", "/map"), [("layer", layer)] if layer else [])


def _with(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The path with pairs whose names need no quoting."""
    query = "&".join([f"{name}={_quoted(value)}" for name, value in pairs])
    return f"{path}?{query}" if query else path


@lru_cache(maxsize=8_192)
def _quoted(value: str) -> str:
    return quote_plus(value)


def _or_root(endpoint: str, path: str) -> str:
    """An address that is fixed by design even while nothing answers there yet."""
    return address(endpoint) if exists(endpoint) else f"{request.script_root}{path}"
