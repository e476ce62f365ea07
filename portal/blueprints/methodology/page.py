"""How every figure is defined, and how much was taken from view."""

from __future__ import annotations

from flask import jsonify, render_template
from flask.typing import ResponseReturnValue

from ...context import current_portal
from ...domain.figure import ENOUGH, ENOUGH_OF_ONE, LEAST_COVERED, NEARLY_ALL
from ...domain.scorecard import BANDS
from ...domain.time_to_event import HORIZONS
from ...extensions import db
from ...queries.city.withdrawn import Withdrawn, withdrawn
from ...web.access import public
from .. import silence
from . import bp


@bp.get("/methodology")
@public
def page() -> ResponseReturnValue:
    taken = _taken()

    def render() -> str:
        return render_template(
            "methodology/page.html",
            few=ENOUGH,
            nearly_all=NEARLY_ALL,
            horizons=HORIZONS,
            bands=BANDS,
            least_of_one=ENOUGH_OF_ONE,
            least_covered=LEAST_COVERED,
            taken=taken,
        )

    return silence.answer(("methodology", taken), render)


@bp.get("/methodology/withdrawn.json")
@public
def withdrawn_json() -> ResponseReturnValue:
    """What was taken from view, by month, agency and kind of reason, and how many tickets are hidden now."""
    taken = _taken()
    return silence.answer(("withdrawn", taken), lambda: jsonify(taken.document()))


def _taken() -> Withdrawn:
    return withdrawn(db.session(), current_portal().city.zone)
