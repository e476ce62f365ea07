"""The dimensions month by month, today or at a past moment: what a citation of their chart leads to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from flask import Response, abort

from ...queries.implementation.page import ImplementationPage
from ...queries.past.cell import CITY
from ...queries.past.trends import PastTrends, past_trends
from ..past import nothing_then, past_answer, past_asked
from ..sources import here
from .page import page_answer

Trends: TypeAlias = ImplementationPage | PastTrends


def dated_trends_answer(render: Callable[[Trends], str | Response]) -> Response:
    """As ``page_answer``, or as of the past moment that the address asks for; 503 before the first computation."""
    as_of, sources = past_asked().as_of, here()
    if as_of is None:
        return page_answer(render, lambda: abort(503))
    return past_answer(
        as_of,
        CITY,
        lambda figures: past_trends(sources, figures),
        lambda found: render(found) if found else nothing_then(""),
    )
