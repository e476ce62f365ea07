"""Which two lists an address compares, and how the links of the page differ from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import request

from ...domain.comparison import Measure
from ...domain.lens import TicketFilter
from ...web import links
from ...web.errors import UnreadableFilter
from .. import lens

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

    def beside(self, side: str) -> Callable[[TicketFilter], str]:
        """The addresses of other filters on one side, a or b."""
        a, b = self.a.filter.but(), self.b.filter.but()

        def address(filter: TicketFilter) -> str:
            first, second = (filter, b) if side == "a" else (a, filter)
            return links.two_lists(first, second, shared=self._shared)

        return address

    @property
    def _shared(self) -> dict[str, str]:
        return {"measure": self.measure.value, "view": "" if self.view == VIEWS[0] else self.view}


def asked_lists(*known: str) -> AskedLists:
    """``known``: names in the address that are neither list's, nor of both."""
    a, b = (lens.asked_as(side) for side in SIDES)
    typed = request.args.get("measure", ""), request.args.get("view", "")
    measure = Measure(typed[0]) if typed[0] in set(Measure) else Measure.MEDIAN
    view = typed[1] if typed[1] in VIEWS else VIEWS[0]
    found = (("measure", typed[0], measure.value), ("view", typed[1], view))
    unread = tuple(name for name, value, read in found if value and value != read)
    sides = {name for name in request.args if name.startswith(SIDES)}
    return AskedLists(a, b, measure, view, unread, lens.strange({"measure", "view", *known, *sides}))


def readable_lists(*known: str) -> AskedLists:
    """As ``asked_lists``; refused if a part could not be read, as a file cannot say what it left out."""
    asked = asked_lists(*known)
    sides = list(zip(SIDES, (asked.a, asked.b), strict=True))
    names = [*asked.unread, *asked.strange, *(name for _, side in sides for name in side.strange)]
    names += [prefix + name for prefix, side in sides for name in side.unread]
    left_out = {name: request.args.getlist(name) for name in names}
    for prefix, side in sides:
        left_out |= lens.unread_words(side, prefix)
    if left_out:
        raise UnreadableFilter(left_out)
    return asked
