"""Two compared lists as JSON and CSV: what the page says, nothing more."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from ...domain.comparison import Measure
from ...exports.columns import moments
from ..scorecards.document import UNITS, figure_document
from ..tickets.figures_document import filter_text, moment_document, sheet_document, tickets_document
from .lists import ComparedList, ListVerdict, TwoLists

COLUMNS = ("measure", "list", "filter", "reports", "value", "low", "high", "n", "why", "as_of", "seq")


def lists_document(found: TwoLists, zone: ZoneInfo, page: str) -> dict[str, object]:
    """``page``: the address of the same for people; moments in the city's ``zone``."""
    return {
        **moment_document(found.moment, zone),
        "page": page,
        "units": {**UNITS, "difference": _unit(found)},
        "measure": found.measure.value,
        "verdict": found.verdict.value,
        "difference": _difference(found),
        "in_both": found.both,
        "lists": {row.key: _list(row) for row in found.rows},
    }


def _list(row: ComparedList) -> dict[str, object]:
    chosen = row.tickets.by_outcome
    return {
        **tickets_document(row.tickets),
        "figure": None if chosen else figure_document(row.figure),
        "figures": sheet_document(row.sheet, chosen),
    }


def _difference(found: TwoLists) -> dict[str, object] | None:
    of = found.difference
    if of is None or found.verdict not in (ListVerdict.DIFFERENT, ListVerdict.ALIKE):
        return None
    return {"value": of.value, "low": of.low, "high": of.high, "told_from_chance": of.told}


def _unit(found: TwoLists) -> str:
    return "a / b" if found.measure is Measure.MEDIAN else "a - b"


def lists_table(found: TwoLists, zone: ZoneInfo) -> list[tuple[object, ...]]:
    """The values of COLUMNS: both lists, and their difference where there is one."""
    about = (moments(zone)(int(found.moment.as_of.timestamp())), found.moment.seq)
    rows: list[tuple[object, ...]] = []
    for row in found.rows:
        f, named = row.figure, (found.measure.value, row.key, filter_text(row.tickets), row.tickets.total)
        if row.tickets.by_outcome:
            rows.append((*named, None, None, None, None, "chosen_by_outcome", *about))
        else:
            rows.append((*named, f.value, f.low, f.high, f.n, None if f.shown else f.why.value, *about))
    if of := _difference(found):
        values = (of["value"], of["low"], of["high"])
        rows.append((found.measure.value, _unit(found), None, found.both, *values, None, None, *about))
    return rows
