"""Reads the rules of a mapping: labels, statuses, steps, coordinates, areas, privacy."""

from __future__ import annotations

from ..domain.event import Kind
from .mapping import AreaRule, Labels, Misplaced, Otherwise, PointRule, PrivateRule, Source, StatusRule, StepRule
from .mapping_table import Table

ENDS = (Kind.RESOLVED, Kind.REJECTED, Kind.CLOSED, Kind.TIMED_OUT, Kind.MERGED)
STEPS = (
    Kind.ROUTED,
    Kind.INSTRUCTED,
    Kind.TRANSFERRED,
    Kind.COORDINATION_ASKED,
    Kind.COORDINATION_ANSWERED,
    Kind.STARTED,
    Kind.RESPONDED,
    Kind.PROMISED,
    Kind.NOTED,
)
NEEDS = {
    Kind.ROUTED: "to_agency",
    Kind.INSTRUCTED: "to_agency",
    Kind.TRANSFERRED: "to_agency",
    Kind.COORDINATION_ASKED: "to_agency",
    Kind.RESPONDED: "text",
    Kind.REJECTED: "text",
    Kind.NOTED: "text",
    Kind.PROMISED: "promised",
    Kind.MERGED: "other",
}


def labels(table: Table | None) -> Labels | None:
    """What [category], [agency], [channel] or [area] says."""
    if table is None:
        return None
    rule = table.text("unknown")
    other = table.text("unknown_as")
    if rule is not None and other is not None:
        raise table.wrong("unknown_as", "cannot stand beside unknown")
    if rule is not None and rule not in tuple(Otherwise):
        raise table.wrong("unknown", f"{rule!r} is not among {', '.join(Otherwise)}")
    labels = Labels(
        source=table.needed("column"),
        values=table.pairs("values"),
        unknown=Otherwise(rule or "new"),
        unknown_as=other,
        empty=table.text("empty"),
        required=table.yes("required", False),
    )
    table.done()
    return labels


def status(table: Table | None) -> StatusRule | None:
    """What [status] says."""
    if table is None:
        return None
    source, closed_at = table.needed("column"), table.source("closed_at")
    unknown = table.text("unknown") or "refuse"
    if unknown not in ("refuse", "open"):
        raise table.wrong("unknown", f"{unknown!r} is not among refuse, open")
    values = table.section("values")
    if values is None:
        raise table.missing("values")
    ends = {key.strip().casefold(): _end(values, key, closed_at) for key in values.names()}
    table.done()
    return StatusRule(source=source, ends=ends, unknown_is_open=unknown == "open")


def _end(values: Table, key: str, closed_at: Source | None) -> StepRule | None:
    """How a status ended: "open", the name of a kind, or a table with kind, at, text ..."""
    table = values.short(key, "kind")
    if table.is_only("kind", "open"):
        return None
    return step(table, ENDS, closed_at)


def step(table: Table, kinds: tuple[Kind, ...], at: Source | None = None) -> StepRule:
    """One step, or how a status ended; ``at`` is the column that tells when if it names none itself."""
    kind = table.text("kind")
    if kind is None or kind not in kinds:
        ends = ("open", *kinds) if kinds is ENDS else kinds
        raise table.wrong("kind", f"{kind!r} is not among {', '.join(ends)}")
    own = table.source("at") or at
    if own is None:
        either = ", or closed_at in [status] for all" if kinds is ENDS else ""
        raise table.wrong("at", f"is missing: the column that tells when{either}")
    need = NEEDS.get(Kind(kind))
    if need is not None and not (table.has(need) or table.has(f"{need}_column")):
        raise table.wrong(need, f"is missing: {kind} needs it")
    rule = StepRule(
        kind=Kind(kind),
        at=own,
        text=_wording(table),
        agency=table.source("agency"),
        to_agency=table.source("to_agency"),
        promised=table.source("promised"),
        other=table.source("other"),
        statuses=frozenset(status.casefold() for status in table.texts("statuses")),
        after_seconds=round(60 * table.number("after_minutes", 0, 0, 60 * 24 * 365)),
    )
    table.done()
    return rule


def _wording(table: Table) -> Source:
    """``text`` is wording (a template without columns if need be); ``text_column`` names columns."""
    words, column = table.template("text"), table.source("text_column")
    if column is not None and words is not None:
        raise table.wrong("text_column", "cannot stand beside text")
    return column or words or Source()


def points(table: Table | None) -> PointRule | None:
    """What [coordinates] says."""
    if table is None:
        return None
    lat, lon, point = table.source("lat"), table.source("lon"), table.source("point")
    if (lat is None) != (lon is None) or (lat is None) == (point is None):
        raise table.wrong("lat", "needs lat and lon, or point alone")
    order = table.text("order") or "lat,lon"
    if order not in ("lat,lon", "lon,lat"):
        raise table.wrong("order", f"{order!r} is neither lat,lon nor lon,lat")
    rule = PointRule(
        lat=lat,
        lon=lon,
        point=point,
        lon_first=order == "lon,lat",
        bounds=table.box("bounds"),
        zero=_misplaced(table, "zero"),
        outside=_misplaced(table, "outside"),
        swapped=table.choice("swapped", Misplaced, Misplaced.REFUSE),
    )
    table.done()
    return rule


def _misplaced(table: Table, key: str) -> Misplaced:
    found = table.choice(key, Misplaced, Misplaced.REFUSE)
    if found is Misplaced.MEND:
        raise table.wrong(key, "is refuse or drop")
    return found


def area(table: Table) -> AreaRule:
    """One of [[areas]]."""
    level = table.text("level")
    if not level:
        raise table.wrong("level", "is missing")
    code = table.needed("code")
    rule = AreaRule(level=level, code=code, name=table.source("name") or code)
    table.done()
    return rule


def private(table: Table | None) -> PrivateRule | None:
    """Which rows their source keeps private."""
    if table is None:
        return None
    values = table.texts("values")
    if not values:
        raise table.wrong("values", "is missing: which values mean private")
    rule = PrivateRule(source=table.needed("column"), values=frozenset(v.casefold() for v in values))
    table.done()
    return rule
