"""Which two lists an address compares, and how the links of the page differ from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

from flask import request

from ...domain.as_of import PINNED
from ...domain.comparison import Measure
from ...domain.lens import TicketFilter
from ...web import links
from ...web.errors import UnreadableFilter
from .. import lens
from ..lens_figures import past_pairs, today_alone
from ..past import pinned

SIDES = ("a.", "b.")
VIEWS = ("chart", "table")


@dataclass(frozen=True, slots=True)
class AskedLists:
    """``unread``: of the names that both lists share, those whose value says nothing; ``strange``: what is no name."""

    a: lens.LensRequest
    b: lens.LensRequest
    measure: Measure
    view: str
    unread: tuple[str, ...]
    strange: tuple[str, ...]

    def address(self, endpoint: str = "compare.lists", **changes: str) -> str:
        """Of the same with something else; an empty value drops what it had."""
        return links.two_lists(self.a.filter.but(), self.b.filter.but(), endpoint, {**self._shared, **changes})

    @property
    def page(self) -> str:
        """The whole address of the page, for files."""
        return links.absolute(self.address())

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the address says but for the moment of the figures."""
        sides = zip(SIDES, (self.a.filter.but(), self.b.filter.but()), strict=True)
        both = [(side + name, value) for side, filter in sides for name, value in filter.pairs()]
        return [*both, *((name, value) for name, value in self._shared.items() if name not in PINNED)]

    @property
    def of_today(self) -> tuple[str, ...]:
        """What is asked that only the present answers."""
        return today_alone((self.a.filter, self.b.filter))

    @property
    def then(self) -> str:
        """The address of the same without that, as of the moment that is asked for."""
        a, b = (reduce(TicketFilter.without, self.of_today, one.filter.but()) for one in (self.a, self.b))
        return links.two_lists(a, b, shared={**self._shared, **pinned()})

    def beside(self, side: str) -> Callable[[TicketFilter], str]:
        """The addresses of other filters on one side, a or b."""
        a, b = self.a.filter.but(), self.b.filter.but()

        def address(filter: TicketFilter) -> str:
            first, second = (filter, b) if side == "a" else (a, filter)
            return links.two_lists(first, second, shared=self._shared)

        return address

    @property
    def _shared(self) -> dict[str, str]:
        view = "" if self.view == VIEWS[0] else self.view
        return {"measure": self.measure.value, "view": view, **self.moment}

    @property
    def moment(self) -> dict[str, str]:
        """How the moment of the figures stands in an address; nothing for today's."""
        return past_pairs(self.a.filter, self.b.filter)


def asked_lists() -> AskedLists:
    """What the address asks for, as far as it could be read."""
    a, b = (lens.asked_as(side) for side in SIDES)
    typed = request.args.get("measure", ""), request.args.get("view", "")
    measure = Measure(typed[0]) if typed[0] in set(Measure) else Measure.MEDIAN
    view = typed[1] if typed[1] in VIEWS else VIEWS[0]
    found = (("measure", typed[0], measure.value), ("view", typed[1], view))
    unread = tuple(name for name, value, read in found if value and value != read)
    sides = {name for name in request.args if name.startswith(SIDES)}
    return AskedLists(a, b, measure, view, unread, lens.strange({"measure", "view", *PINNED, *sides}))


def readable_lists() -> AskedLists:
    """As ``asked_lists``; refused if a part could not be read, as a file cannot say what it left out."""
    asked = asked_lists()
    sides = list(zip(SIDES, (asked.a, asked.b), strict=True))
    names = [*asked.unread, *asked.strange, *(name for _, side in sides for name in side.strange)]
    names += [prefix + name for prefix, side in sides for name in side.unread]
    left_out = {name: request.args.getlist(name) for name in names}
    for prefix, side in sides:
        left_out |= lens.unread_words(side, prefix)
    if left_out:
        raise UnreadableFilter(left_out)
    return asked
