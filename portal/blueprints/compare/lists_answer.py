"""Two compared lists in one form: of today, or as of a past moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Response

from ...queries.compare.lists import TwoLists, two_lists
from ...queries.tickets.figures import LensFigures
from ..lens_figures import figures_answer, figures_file, refuse_of_today
from .asked_lists import SIDES, AskedLists, readable_lists


def lists_answer(asked: AskedLists, render: Callable[[TwoLists, AskedLists], str | Response]) -> Response:
    """Both lists in one form, computed when asked for."""
    target = asked.a.sources.city.resolution_target

    def compared(found: Sequence[LensFigures]) -> str | Response:
        first, second = found
        return render(two_lists(first, second, asked.measure, target), asked)

    return figures_answer([asked.a, asked.b], compared)


def lists_file(render: Callable[[TwoLists, AskedLists], Response]) -> Response:
    """As a file, which is refused where it could not say what it left out."""
    asked = readable_lists()
    refuse_of_today(asked.a.filter, asked.b.filter, prefixes=SIDES)
    return figures_file(lists_answer(asked, render), "compare-lists")
