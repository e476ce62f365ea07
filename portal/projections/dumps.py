"""Writes the whole city into ready files every night, so that nobody has to ask a web process for all of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from flask_babel import gettext

from .. import clock
from ..domain.lens import TicketFilter
from ..exports import data_tables, dump
from ..exports.columns import Row, Value
from ..exports.data_tables import DataTable
from ..exports.dump import Dump, Made
from ..exports.tickets import table_chunks
from ..queries.city.dump import taken_back_since
from ..queries.city.index_state import mark_of
from ..queries.city.version import public_version
from ..queries.data.entries import ENTRIES, entry_rows
from ..queries.data.log import custody_rows, event_rows
from ..queries.sources import Sources
from ..queries.tickets.export import ticket_export
from ..queries.tickets.names import lens_names
from ..spoken import forced

log = logging.getLogger(__name__)
FORMATS = ("csv", "json", "geojson")
NIGHT = time(2, 30)  # in the city's zone, when few read
#: What was taken from view makes the files be written anew, but not for each of a hundred in a row.
GAP = timedelta(minutes=10)


def keep_fresh(sources: Sources, directory: Path, base: str) -> Dump | None:
    """Write the files when a night has passed, or when they hold what was taken from view; None when neither is so.

    Not while the index, which knows the tickets of a file, still follows the log: a half-built one knows half.
    """
    now, last, session = clock.now(), dump.read(directory), sources.session
    taken_back = last is not None and taken_back_since(session, last.seq)
    caught_up = sources.engine.seq() >= public_version(session)[0]
    session.rollback()
    if not caught_up or not _due(last, now, sources.city.zone, taken_back=taken_back):
        return None
    try:
        return write(sources, directory, base)
    except OSError as error:
        log.error("the ready files of the whole city could not be written, tried again: %s", error.strerror or error)
        return None


def write(sources: Sources, directory: Path, base: str) -> Dump:
    """Write every table; ``base``: the address of a ticket without its code. Raises OSError."""
    now, zone = clock.now(), ZoneInfo(sources.city.zone)
    local = now.astimezone(zone)
    found = {format: ticket_export(sources, TicketFilter(), now) for format in FORMATS}
    about: dict[str, str | int] = {
        "city": sources.city.name,
        "as_of": found["csv"].clocks.latest.astimezone(zone).isoformat(),
        "made_at": local.isoformat(),
        "page": base.removesuffix("/"),
    }
    seq, total = min(table.seq for table in found.values()), found["csv"].total
    head = mark_of(sources.session, seq)
    about |= {"seq": seq, "head": head, "total": total}
    beside = _beside(sources, seq, about, zone)
    sources.session.rollback()  # nothing is held while the files are written
    tables = {
        f"tickets.{format}": partial(table_chunks, format, table.rows, base=base, zone=zone, about=about)
        for format, table in found.items()
    }
    made = Made(now, seq, head, total)
    return dump.write(directory, f"{sources.city.slug}-{local:%Y-%m-%d-%H%M%S}", made, {**tables, **beside})


def _beside(
    sources: Sources, seq: int, about: Mapping[str, str | int], zone: ZoneInfo
) -> dict[str, Callable[[], Iterator[str]]]:
    """What is needed to compute every figure anew, beside the tickets: each table as CSV."""
    bind, names, city = sources.session.get_bind(), lens_names(sources), sources.city
    rules: dict[str, Value] = {
        **about,
        "zone": city.zone,
        "hand_over_limit_s": int(city.hand_over_limit.total_seconds()),
        "response_target_s": int(city.response_target.total_seconds()),
        "resolution_target_s": int(city.resolution_target.total_seconds()),
    }
    rows: dict[str, Callable[[], Iterable[Row]]] = {
        data_tables.EVENTS.name: lambda: event_rows(bind, names, seq),
        data_tables.CUSTODY.name: lambda: custody_rows(bind, names),
        data_tables.ABOUT.name: rules.items,
        data_tables.DICTIONARY.name: lambda: data_tables.dictionary(_english),
        **{name: partial(entry_rows, bind, name) for name in ENTRIES},
    }
    return {
        f"{table.name}.csv": partial(_chunks, table, rows[table.name], zone)
        for table in data_tables.TABLES
        if table.name in rows
    }


def _chunks(table: DataTable, rows: Callable[[], Iterable[Row]], zone: ZoneInfo) -> Iterator[str]:
    return data_tables.chunks(table, rows(), zone)


def _english(message: str) -> str:
    with forced("en"):
        return str(gettext(message))


def _due(last: Dump | None, now: datetime, zone: str, *, taken_back: bool) -> bool:
    if last is None or _night_passed(last.made_at, now, zone):
        return True
    return taken_back and now - last.made_at >= GAP


def _night_passed(made_at: datetime, now: datetime, zone: str) -> bool:
    """Whether NIGHT came between the two moments; a clock that was set back does not make it come again."""
    local = now.astimezone(ZoneInfo(zone))
    last_night = datetime.combine(local.date(), NIGHT, local.tzinfo)
    if last_night > local:
        last_night -= timedelta(days=1)
    return made_at < last_night
