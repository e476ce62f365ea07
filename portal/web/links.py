"""Addresses of what people look for: tickets, the lens, agencies, areas. The only plumbing that knows these nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import quote_plus, urlencode

from flask import Flask, current_app, request, url_for

from ..domain.lens import TicketFilter
from .here import settings
from .language import others, prefix

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    """A ticket's page, or its twin as ``json`` or ``atom``."""
    return address(f"tickets.page_{format}" if format else "tickets.page", code=code)


def tickets(filter: TicketFilter = EVERYTHING, format: str = "") -> str:
    """The list of a filter, or the same as a file."""
    if format and format not in FORMATS:
        raise ValueError(f"no such format: {format}")
    path = url_for("tickets.export", format=format) if format else _or_root("tickets.index", "/tickets")
    return _with(path, filter.pairs())


def map_(filter: TicketFilter = EVERYTHING) -> str:
    return _with(_or_root("maps.index", "/map"), filter.pairs())


def agency(slug: str) -> str:
    return address("agencies.page", slug=slug)


def area(code: str) -> str:
    return address("areas.page", code=code) if exists("areas.page") else tickets(TicketFilter(area=(code,)))


def absolute(path: str) -> str:
    """A path with the portal's public address before it."""
    base = settings().public_url or request.host_url.rstrip("/")
    return f"{base}{path}"


_EVERYTHING = TicketFilter()
ADDRESSES = 20_000  # addresses remembered in each worker


class Lens:
    """The addresses of one view of the lens: its path is found once, for a page has hundreds of them.

    ``more`` are pairs beside the filter's that every address keeps.
    """

    def __init__(self, path: str, more: Iterable[tuple[str, str]] = ()) -> None:
        self._path = path
        self._more = tuple(more)
        self._around: dict[tuple[TicketFilter, str], tuple[str, str]] = {}

    def __call__(self, filter: TicketFilter = _EVERYTHING) -> str:
        return _with(self._path, (*filter.pairs(), *self._more))

    def adding(self, filter: TicketFilter, field: str, value: str) -> str:
        """The address of ``filter`` with one more value in a field."""
        key = (filter, field)
        if key not in self._around:
            before, _, after = self(filter.with_value(field, _MARK)).partition(quote_plus(_MARK))
            self._around[key] = (before, after)
        before, after = self._around[key]
        return before + quote_plus(value) + after


def lens() -> Lens:
    """The list's addresses."""
    return Lens(_or_root("tickets.index", "/tickets"))


def map_lens(layer: str = "") -> Lens:
    """The map's addresses; ``layer`` as the address names it, '' for the map's own first."""
    return Lens(_or_root("maps.index", "/map"), [("layer", layer)] if layer else [])


def _with(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    query = urlencode(list(pairs))
    return f"{path}?{query}" if query else path


def _or_root(endpoint: str, path: str) -> str:
    """An address that is fixed by design even while nothing answers there yet."""
    return address(endpoint) if exists(endpoint) else f"{request.script_root}{path}"
