"""What an address of comparisons asks for, and how its links differ from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import Response, abort, request, url_for

from ...queries.compare.page import ComparisonPage, comparison_page
from ...queries.compare.question import NAMES, Question
from ...queries.scorecards.periods import scorecards_version
from .. import lens, silence
from ..sources import here


def comparison_answer(
    render: Callable[[ComparisonPage], str | Response], nothing_yet: Callable[[], str] = lambda: abort(503)
) -> Response:
    """The comparison that the address asks for, in one form.

    ``nothing_yet``: the answer before the first computation; a file is not there yet, and will be (503).
    """
    sources = here()
    computed = scorecards_version(sources.session)

    def make() -> str | Response:
        found = comparison_page(sources, request.args.to_dict(flat=False))
        return render(found) if found else nothing_yet()

    return silence.answer(computed, make, computed[-1] if computed else None)


def strange(known: Iterable[str] = ()) -> tuple[str, ...]:
    """The names in the address that are none of a comparison's, nor ``known``."""
    return lens.strange({*NAMES, *known})


def address(question: Question, endpoint: str = "compare.page", **changes: str) -> str:
    """The address of a question with something else in it; an empty value drops what it had."""
    pairs = {**question.pairs(), **changes}
    query: dict[str, Any] = {name: value for name, value in pairs.items() if value}
    return url_for(endpoint, **query)
