"""`make bench`: measures every budget of the design and prints the table; `--full` at every size that it names."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import addresses, machine
from benchmarks.city_data import Filled, filled
from benchmarks.first_visit import first_visit_rows
from benchmarks.importing import import_row
from benchmarks.pages import LARGE, page_rows
from benchmarks.peer import peer_rows
from benchmarks.posted import posted_rows
from benchmarks.postgres import postgres_rows
from benchmarks.row import Row, at_most, failed, told
from benchmarks.servers import ROOT, Server, portal
from benchmarks.table import Section, markdown, plain, write
from benchmarks.unchanged import unchanged_row
from portal import cities, create_app
from portal.config import Settings
from portal.domain.city import City

SHORT, FULL = (20_000,), (20_000, 250_000, 2_500_000)
DATA = ROOT / "var" / "bench"
RESULTS = ROOT / "benchmarks"
PARTS = ("filling", "import", "pages", "unchanged", "visit", "posted", "peer", "postgres")
#: The design's budgets are meant for so many tickets, and most for no more. What depends on their number alone is
#: judged from there on; a search by hand through few rows is no slower than an index.
MEANT_FOR = 250_000
FROM_THERE_ON = ("faceted search beside",)
#: What the design allows at 2,500,000 tickets; every other budget is meant for 250,000.
NAMED_FOR_LARGE = ("faceted search page", "map cells", "memory")


def main() -> None:
    options = _options()
    lines, sections = machine.lines(), []
    for tickets in options.tickets or (FULL if options.full else SHORT):
        print(f"\n{tickets:,} tickets, in {options.data}", flush=True)
        rows = list(_shown(_measured(options.data, tickets, options.parts)))
        sections.append(Section(f"{tickets:,} tickets", rows))
    now = datetime.now(UTC)
    text = markdown(f"Benchmarks, {now:%Y-%m-%d %H:%M} UTC", lines, sections)
    write(options.out or RESULTS / ("latest-full.md" if options.full else "latest.md"), text)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--full", action="store_true", help="20,000, 250,000 and 2,500,000 tickets: some hours")
    parser.add_argument("--tickets", type=int, action="append", help="another size; may be repeated")
    parser.add_argument("--data", type=Path, default=DATA, help="where filled cities are kept for the next run")
    parser.add_argument("--out", type=Path, help="where the table is written, as Markdown")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="what to measure")
    return parser.parse_args()


def _shown(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        print(plain(row), flush=True)
        yield row


def _measured(data: Path, tickets: int, parts: Iterable[str]) -> Iterator[Row]:
    """Every part in its order; one that breaks is told in the table and keeps no other from being measured."""
    settings, took = filled(data / str(tickets), tickets)
    city = cities.load(settings.city)
    found = addresses.facts(settings)
    large = tickets >= LARGE
    runs: dict[str, Callable[[], Iterator[Row]]] = {
        "filling": lambda: _filling(took),
        "import": lambda: iter([import_row(data, tickets)]),
        "pages": lambda: _served(settings, lambda server: page_rows(server, settings, city, found, tickets)),
        "unchanged": lambda: _unchanged(settings, city, found),
        "visit": lambda: _served(settings, lambda server: first_visit_rows(server, _first_pages(found))),
        "posted": lambda: _served(settings, lambda server: posted_rows(server, settings)),
        "peer": lambda: peer_rows(settings, found),
        "postgres": lambda: postgres_rows(settings, city, found, large=large),
    }
    for part in parts:
        for row in _safe(part, runs[part]):
            yield row if _judged(row.what, tickets) else replace(row, need=None)


def _judged(what: str, tickets: int) -> bool:
    if tickets < MEANT_FOR:
        return not what.startswith(FROM_THERE_ON)
    return tickets < LARGE or what.startswith(NAMED_FOR_LARGE)


def _safe(part: str, run: Callable[[], Iterator[Row]]) -> Iterator[Row]:
    try:
        yield from run()
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        yield failed(part, f"{type(error).__name__}: {' '.join(str(error).split())[:200]}")


def _served(settings: Settings, measure: Callable[[Server], Iterator[Row]]) -> Iterator[Row]:
    with portal(settings) as server:
        yield from measure(server)


def _filling(took: Filled) -> Iterator[Row]:
    note = "the command that an operator runs, when this data directory was filled; it returns when the index is whole"
    what = "demonstration city with events and index"
    if took.tickets >= MEANT_FOR:
        yield at_most(what, took.demo, "s", 100, note)
    else:
        yield told(what, took.demo, "s", note)
    yield told("search index built anew", took.index, "s", "the command, start of Python and all")
    yield at_most("recompute every scorecard", took.scorecards, "s", 10, "the command, start of Python and all")


def _unchanged(settings: Settings, city: City, found: addresses.Facts) -> Iterator[Row]:
    app = create_app(settings)
    yield unchanged_row(app, "ticket page", addresses.ticket_pages(found))
    yield unchanged_row(app, "agency scorecard", addresses.scorecards(found))
    yield unchanged_row(app, "search page", addresses.search_pages(found))
    yield unchanged_row(app, "map cells", addresses.cells(found, city))


def _first_pages(found: addresses.Facts) -> dict[str, str]:
    return {"ticket page": addresses.ticket_pages(found)[0], "search": "/tickets", "map": "/map"}


if __name__ == "__main__":
    main()
