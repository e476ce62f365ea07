"""The worked example that an address asks for: that of today, or any group as of any moment, as it was cited."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, request

from ...domain.as_of import AsOf
from ...domain.period import parse
from ...extensions import db
from ...queries.city.version import withdrawn_version
from ...queries.scorecards.worked_example import (
    ExampleGroup,
    WorkedExample,
    example_of,
    example_version,
    worked_example,
)
from ...queries.tickets.names import lens_names
from .. import figures_on_demand, silence
from ..figure_files import no_such_period, refuse_unread
from ..past import past_asked, past_named, today
from ..sources import here

#: What names the group, all of it or nothing.
GROUP = ("agency", "category", "period")


def group_named() -> bool:
    """Whether the address names the group itself."""
    return any(request.args.get(name) for name in GROUP)


def example_pairs(found: WorkedExample) -> dict[str, str]:
    """How its group stands in an address."""
    return dict(zip(GROUP, (found.agency.key, found.category.key, found.period.key), strict=True))


def example_answer(render: Callable[[WorkedExample | None], str | Response]) -> Response:
    """The example in one form. A moment asks for a group beside it, for the rule chooses anew each day (400)."""
    sources, asked = here(), past_asked()
    refuse_unread(asked.unread)
    if not group_named():
        refuse_unread(past_named())
        version = example_version(sources.session, sources.city)
        return silence.answer(("example", version), lambda: render(worked_example(sources.session, sources.city)))
    group, as_of = _group(), asked.as_of or today()
    if as_of is None:
        abort(404)
    return _of(group, as_of, render)


def _of(group: ExampleGroup, as_of: AsOf, render: Callable[[WorkedExample | None], str | Response]) -> Response:
    sources, (withdrawn, city) = here(), withdrawn_version(db.session())
    version = (("example of", group, as_of, withdrawn, city), silence.silent_sources(city))
    return figures_on_demand.answer(version, lambda: example_of(sources.session, sources.city, group, as_of), render)


def _group() -> ExampleGroup:
    """Names that nothing has lead nowhere (404); half a group is refused."""
    sources = here()
    agency, category, key = (request.args.get(name, "")[:100] for name in GROUP)
    if not (agency and category and key):
        refuse_unread([name for name in GROUP if request.args.get(name)])
    names = lens_names(sources)
    found = names.of("agency").get(agency), names.of("category").get(category)
    if found[0] is None or found[1] is None:
        abort(404)
    return ExampleGroup(found[0].id, found[1].id, parse(key, sources.city.zone) or no_such_period())
