"""What an agency's page shows beside its figures, as a document for machines."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from ...domain.proof_figures import ProofFigures
from ...exports.columns import moments
from ..scorecards.document import figure_document
from .area_map import AgencyAreas
from .facts import AgencyFacts
from .longest import LongWaits
from .page import AgencyPage
from .passing_on import PassingSide
from .same_answers import SameAnswers
from .year_before import YearBefore


def facts_document(found: AgencyPage, facts: AgencyFacts, zone: ZoneInfo) -> dict[str, object]:
    """``passed_on``, ``received_from`` and ``areas`` are of ``categories_period``; times in seconds."""
    return {
        "finding": None
        if facts.finding is None
        else {
            "kind": facts.finding.kind.value,
            "figure": figure_document(facts.finding.figure) if facts.finding.figure else None,
            "year_before": figure_document(facts.finding.before) if facts.finding.before else None,
        },
        "year_before": _years(facts.year_before, zone) if facts.year_before else None,
        "passed_on": _side(facts.given) if facts.given else None,
        "received_from": _side(facts.taken) if facts.taken else None,
        "areas": _areas(facts.areas) if facts.areas else None,
        "withdrawn": facts.withdrawn,
        "proof": _proof(facts.proof) if facts.proof else None,
        "same_answers": _same(facts.same_answers) if facts.same_answers else None,
        "longest_waits": _longest(facts.longest, zone),
    }


def _same(of: SameAnswers) -> dict[str, object]:
    return {"of": of.n, "answers": [{"text": one.text, "n": one.n} for one in of.answers]}


def _proof(of: ProofFigures) -> dict[str, object]:
    return {name: figure_document(getattr(of, name)) for name in ("photo", "flagged", "checked", "refused", "disputed")}


def _years(of: YearBefore, zone: ZoneInfo) -> dict[str, object]:
    return {
        "period": of.period.key,
        "begins": of.begins.isoformat() if of.begins else None,
        "running": of.running,
        "received": {"now": of.received[0], "before": of.received[1]},
        "figures": {
            one.what.value: {
                "now": figure_document(one.now),
                "before": figure_document(one.before),
                "change": one.change.value,
            }
            for one in of.figures
        },
    }


def _side(of: PassingSide) -> dict[str, object]:
    return {
        "n": of.held.n,
        "after_the_limit": of.late,
        "held": figure_document(of.held),
        "agencies": [{"agency": other.agency.key, "held": figure_document(other.held)} for other in of.others],
        "others": {"n": of.rest[0], "agencies": of.rest[1]},
    }


def _areas(of: AgencyAreas) -> dict[str, object]:
    return {
        "level": of.level,
        "on_time": [{"area": place.area.key, **figure_document(place.on_time)} for place in of.places],
        "elsewhere": of.elsewhere,
    }


def _longest(of: LongWaits, zone: ZoneInfo) -> dict[str, object]:
    written = moments(zone)
    return {
        "tickets": [
            {
                "ticket": wait.ticket.code,
                "title": wait.ticket.title,
                "submitted_at": written(int(wait.ticket.submitted_at.timestamp())),
                "waited": round(wait.waited),
                "in_hand": round(wait.here.total_seconds()),
            }
            for wait in of.waits
        ],
        "hidden": of.hidden,
    }
