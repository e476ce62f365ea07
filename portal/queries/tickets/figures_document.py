"""The figures of a filter as JSON and CSV: what the page says, nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from ...domain.figure import Figure
from ...domain.period_scorecard import PeriodScorecard
from ...domain.scorecard import BANDS, Scorecard
from ...exports.columns import moments
from ...models.scorecard_json import SHARES
from ..scorecards.document import UNITS, scorecard_document
from .figures import FiguresMoment, LensFigures, LensTickets

COLUMNS = ("figure", "value", "low", "high", "n", "why", "filter", "as_of", "seq")
#: Of whole agencies and periods only.
_NOT_OF_A_FILTER = frozenset({"clearance", "same_text", "in_hands"})
#: All that is said of tickets that were chosen by their outcome.
_OF_THE_CHOSEN = frozenset({"received", "citys_own_left_out"})


def figures_document(found: LensFigures, zone: ZoneInfo, page: str) -> dict[str, object]:
    """``page``: the address of the same for people; moments in the city's ``zone``."""
    return {
        **moment_document(found.moment, zone),
        "page": page,
        "units": UNITS,
        **tickets_document(found.tickets),
        "figures": sheet_document(found.sheet, found.tickets.by_outcome),
    }


def moment_document(moment: FiguresMoment, zone: ZoneInfo) -> dict[str, object]:
    return {"as_of": moments(zone)(int(moment.as_of.timestamp())), "seq": moment.seq, "head": moment.head}


def tickets_document(tickets: LensTickets) -> dict[str, object]:
    """The filter, how many it finds, and what is said of the hidden ones."""
    hidden = tickets.hidden
    return {
        "filter": filter_text(tickets),
        "reports": tickets.total,
        "hidden": {"reports": hidden.total, "in_figures": hidden.whole},
        "chosen_by_outcome": tickets.by_outcome,
    }


def filter_text(tickets: LensTickets) -> str:
    """The filter as it may stand in an address."""
    return "&".join(f"{name}={value}" for name, value in tickets.filter.pairs())


def sheet_document(sheet: PeriodScorecard, by_outcome: bool) -> dict[str, object]:
    """The figures by name; of what was chosen by its outcome only how many there are and how old the open ones are."""
    whole = scorecard_document(sheet)
    if by_outcome:
        return {**{name: whole[name] for name in whole if name in _OF_THE_CHOSEN}, "backlog": _ages(sheet.card)}
    return {name: value for name, value in whole.items() if name not in _NOT_OF_A_FILTER}


def _ages(card: Scorecard) -> dict[str, int]:
    edges = [0, *BANDS]
    names = [f"open_from_{edge}_days" for edge in edges]
    return {"open": card.backlog.n, **dict(zip(names, card.backlog.bands, strict=True))}


def figures_table(found: LensFigures, zone: ZoneInfo) -> list[tuple[object, ...]]:
    """The values of COLUMNS, a row for each figure; a count stands in ``value``."""
    about = (filter_text(found.tickets), moments(zone)(int(found.moment.as_of.timestamp())), found.moment.seq)
    counts: list[tuple[object, ...]] = [(name, n, None, None, None, None, *about) for name, n in _counts(found)]
    if found.tickets.by_outcome:
        return counts
    return counts + [
        (name, f.value, f.low, f.high, f.n, None if f.shown else f.why.value, *about)
        for name, f in _figures(found.sheet.card)
    ]


def _counts(found: LensFigures) -> Iterator[tuple[str, int | None]]:
    card, hidden = found.sheet.card, found.tickets.hidden
    yield "reports", found.tickets.total
    yield "hidden_in_figures" if hidden.whole else "hidden_left_out", hidden.total
    yield "citys_own_left_out", found.sheet.own
    yield "received", card.received
    yield from _ages(card).items()
    if not found.tickets.by_outcome:
        yield "counted", card.counted
        yield "outcome_unknown", card.untold
        yield "reporters", card.reporters
        yield from ((reason.value, n) for reason, n in card.closing.items())


def _figures(card: Scorecard) -> Iterator[tuple[str, Figure]]:
    for event, times in (("resolution", card.resolution), ("first_response", card.response)):
        yield f"{event}_median", times.median
        yield f"{event}_p90", times.p90
        for days, figure in times.by_days:
            yield f"{event}_within_{days}_days", figure
    for name in SHARES:
        yield name, getattr(card, name)
