"""What an address of comparisons asks for, and how its links differ from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import Response, abort, request, url_for

from ... import clock
from ...queries.city.version import public_version
from ...queries.compare.page import ComparisonPage, comparison_page
from ...queries.compare.question import NAMES, Question
from ...queries.compare.small_areas import asks_for_small_areas
from ...queries.scorecards.periods import scorecards_version
from .. import figures_on_demand, lens, silence
from ..sources import here


def comparison_answer(
    render: Callable[[ComparisonPage], str | Response], nothing_yet: Callable[[], str] = lambda: abort(503)
) -> Response:
    """The comparison that the address asks for, in one form.

    ``nothing_yet``: the answer before the first computation; a file is not there yet, and will be (503).
    """
    sources, asked = here(), request.args.to_dict(flat=False)
    computed = scorecards_version(sources.session)

    def made(found: ComparisonPage | None) -> str | Response:
        return render(found) if found else nothing_yet()

    if computed and asks_for_small_areas(asked, sources.city):
        now = clock.now()
        version = (computed, public_version(sources.session), int(now.timestamp()) // lens.MINUTE)
        with_silence = (version, silence.silent_sources(computed[-1]))
        return figures_on_demand.answer(with_silence, lambda: comparison_page(sources, asked, now), made)
    return silence.answer(computed, lambda: made(comparison_page(sources, asked)), computed[-1] if computed else None)


def strange(known: Iterable[str] = ()) -> tuple[str, ...]:
    """The names in the address that are none of a comparison's, nor ``known``."""
    return lens.strange({*NAMES, *known})


def address(question: Question, endpoint: str = "compare.page", **changes: str) -> str:
    """The address of a question with something else in it; an empty value drops what it had."""
    pairs = {**question.pairs(), **changes}
    query: dict[str, Any] = {name: value for name, value in pairs.items() if value}
    return url_for(endpoint, **query)
