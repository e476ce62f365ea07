"""What an address of comparisons asks for, and how its links differ from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from flask import Response, abort, request, url_for

from ...context import current_portal
from ...domain.as_of import PINNED, AsOf
from ...queries.agencies.list_filter import list_cell
from ...queries.compare.page import ComparisonPage, comparison_page
from ...queries.compare.question import NAMES, Question
from ...queries.compare.small_areas import asks_for_small_areas
from ...queries.tickets.names import lens_names
from .. import lens
from ..past import dated_answer, nothing_before, past_asked, pinned, today, today_of
from ..sources import here


def comparison_answer(
    render: Callable[[ComparisonPage], str | Response],
    nothing_yet: Callable[[], str] = lambda: abort(503),
    before: str = "",
) -> Response:
    """The comparison that the address asks for, in one form, today or as of a past moment.

    ``nothing_yet``: the answer before the first computation; a file is not there yet, and will be (503). ``before``:
    the address of the page that says that nothing had come in yet, '' for none.
    """
    sources, wanted = here(), request.args.to_dict(flat=False)
    return dated_answer(
        lambda: list_cell(wanted, lens_names(sources)),
        lambda computed: comparison_page(sources, wanted, computed),
        render,
        lambda: nothing_before(before) if past_asked().as_of else nothing_yet(),
        not_stored(wanted),
    )


def not_stored(wanted: Mapping[str, Sequence[str]]) -> AsOf | None:
    """The moment and the event of today's figures, where such are asked for that are not stored: they are computed as
    those of a past moment are."""
    period = (wanted.get("period") or [""])[0]
    return today() if asks_for_small_areas(wanted, current_portal().city) else today_of(period)


def strange(known: Iterable[str] = ()) -> tuple[str, ...]:
    """The names in the address that are none of a comparison's, nor ``known``."""
    return lens.strange({*NAMES, *PINNED, *known})


def address(question: Question, endpoint: str = "compare.page", **changes: str) -> str:
    """The address of a question with something else in it; an empty value drops what it had."""
    pairs = {**question.pairs(), **pinned(), **changes}
    query: dict[str, Any] = {name: value for name, value in pairs.items() if value}
    return url_for(endpoint, **query)
