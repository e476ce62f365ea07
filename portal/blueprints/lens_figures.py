"""The figures of filters that an address asks for: today's, or as of a past moment where the log tells them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from flask import Response

from ..domain.as_of import PINNED, AsOf
from ..domain.lens import TicketFilter
from ..extensions import db
from ..queries.city.version import withdrawn_version
from ..queries.past.lens import only_today, past_lenses, reads_all
from ..queries.tickets.figures import LensFigures, lenses
from ..web.limits import figure_slots, whole_city_slots
from . import figures_on_demand, lens, silence
from .figure_files import refuse_unread
from .lens import LensRequest
from .past import past_asked, past_file, past_named, pinned

Computed = TypeVar("Computed")


def asked_figures() -> LensRequest:
    """The filter whose figures this request asks for, of whatever moment."""
    return lens.asked(*PINNED)


def readable_figures() -> LensRequest:
    """As ``asked_figures``; refused if a file could not say what it left out."""
    asked = lens.readable(*PINNED)
    refuse_of_today(asked.filter)
    return asked


def figures_answer(asked: Sequence[LensRequest], render: Callable[[Sequence[LensFigures]], str | Response]) -> Response:
    """One form of the figures of these filters, computed for few at once and kept. Of a filter that asks for something
    which only the present answers they are of today, as the page says."""
    one, filters, as_of = asked[0], [request.filter for request in asked], past_asked().as_of
    if as_of is None or today_alone(filters):
        return figures_on_demand.answer(one.version(), lambda: lenses(one.sources, filters, one.now), render)
    return past_filter_answer(filters, as_of, lambda: past_lenses(one.sources, filters, as_of), render)


def past_filter_answer(
    filters: Sequence[TicketFilter],
    as_of: AsOf,
    compute: Callable[[], Computed],
    render: Callable[[Computed], str | Response],
) -> Response:
    """One form of what is computed of the tickets of these filters as of a past moment, for few at once, and kept."""
    withdrawn, city = withdrawn_version(db.session())
    version = (("filter as of", as_of.at, as_of.seq, withdrawn, city), silence.silent_sources(city))
    slots = whole_city_slots if reads_all(filters) else figure_slots
    return figures_on_demand.answer(version, compute, render, slots)


def figures_file(answer: Response, name: str) -> Response:
    """A file of these figures; one of a past moment bears that moment and its event in its name."""
    return past_file(answer, name) if past_asked().as_of else answer


def today_alone(filters: Sequence[TicketFilter]) -> tuple[str, ...]:
    """What these filters ask that only the present answers, each once."""
    return tuple(dict.fromkeys(name for filter in filters for name in only_today(filter)))


def past_pairs(*filters: TicketFilter) -> dict[str, str]:
    """How the moment of the figures of these filters stands in an address; nothing where they are today's."""
    return {} if today_alone(filters) else pinned()


def refuse_of_today(*filters: TicketFilter, prefixes: Sequence[str] = ("",)) -> None:
    """A file cannot say that its figures are of today: refuse a moment that cannot be read, and any that is asked for
    with what only the present answers. ``prefixes``: what stands before the names of each filter in the address."""
    refuse_unread(past_asked().unread)
    if past_named() and today_alone(filters):
        asked = [prefix + name for prefix, filter in zip(prefixes, filters, strict=True) for name in only_today(filter)]
        refuse_unread([*past_named(), *asked])
