"""`make bench`: measures every budget of the design and prints the table; `--full` at every size that it names."""

from __future__ import annotations

import argparse
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import addresses, machine
from benchmarks.city_data import Filled, filled, timed
from benchmarks.completed import completed_rows
from benchmarks.first_visit import first_visit_rows
from benchmarks.importing import import_row
from benchmarks.masking import masking_rows
from benchmarks.pages import LARGE, Portal, page_rows
from benchmarks.phones import phone_rows
from benchmarks.posted import posted_rows
from benchmarks.postgres import postgres_rows
from benchmarks.relevance import relevance_rows
from benchmarks.row import Measure, Row, at_most, failed, plain_figure, times_at_most
from benchmarks.servers import ROOT, portal
from benchmarks.streets import street_rows
from benchmarks.table import Section, markdown, plain, write
from benchmarks.typed import typed_rows
from benchmarks.unchanged import unchanged_rows
from portal import cities

SHORT, FULL = (20_000,), (20_000, 250_000, 2_500_000)
DATA = ROOT / "var" / "bench"
RESULTS = ROOT / "benchmarks"
PARTS = (
    *("filling", "import", "masking", "relevance", "scorecards", "streets", "pages", "unchanged", "visit"),
    *("phone", "posted", "postgres", "typed", "completed"),
)
#: The design's budgets are meant for so many tickets. What depends on their number alone is judged from there on: a
#: search by hand through few rows is no slower than an index.
MEANT_FOR = 250_000
FROM_THERE_ON = ("distinct faceted searches, none kept",)
#: What the design names at 2,500,000 tickets; every other budget is meant for 250,000.
NAMED_FOR_LARGE = ("p95 of distinct faceted searches", "recompute every scorecard", "memory")


def main() -> None:
    options = _options()
    lines, sections = machine.lines(), []
    measured: dict[int, Portal] = {}
    for tickets in options.tickets or (FULL if options.full else SHORT):
        print(f"\n{tickets:,} tickets, in {options.data}", flush=True)
        rows = list(_shown(_measured(options.data, tickets, options.parts, measured)))
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


def _measured(data: Path, tickets: int, parts: Iterable[str], measured: dict[int, Portal]) -> Iterator[Row]:
    """Every part in its order; one that breaks becomes a row of the table and keeps no other from being measured.

    ``measured`` holds the portals of this run by their number of tickets; this one is added.
    """
    settings, took = filled(data / str(tickets), tickets)
    ours = Portal(settings, cities.load(settings.city), addresses.facts(settings), tickets)
    measured[tickets] = ours
    runs: dict[str, Callable[[], Iterator[Row]]] = {
        "filling": lambda: _filling(took),
        "import": lambda: iter([import_row(data, tickets)]),
        "masking": masking_rows,
        "relevance": relevance_rows,
        "scorecards": lambda: _scorecards(ours),
        "streets": lambda: street_rows(ours),
        "pages": lambda: _pages(ours, measured),
        "unchanged": lambda: unchanged_rows(ours),
        "visit": lambda: _visit(ours),
        "phone": lambda: _phone(ours),
        "posted": lambda: _posted(ours),
        "postgres": lambda: postgres_rows(ours),
        "typed": lambda: typed_rows(ours.settings, ours.facts),
        "completed": lambda: completed_rows(ours.settings, ours.facts, tickets),
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


def _filling(took: Filled) -> Iterator[Row]:
    note = "the command that an operator runs, when this data directory was filled; it returns when the index is whole"
    yield plain_figure("demonstration city with events and index", Measure(took.demo, "s"), note)
    yield plain_figure("search index built anew", Measure(took.index, "s"), "the command, start of Python and all")


def _scorecards(ours: Portal) -> Iterator[Row]:
    large, what = ours.tickets >= LARGE, "recompute every scorecard"
    took = timed(ours.settings, "scorecards", "rebuild")
    computed, memory = re.search(r"scorecards in ([\d.]+) s", took.said), Measure(took.memory / 1e6, "MB")
    if computed is None:
        raise RuntimeError(f"the command does not say how long it took: {took.said[-200:]}")
    whole = f"as the worker does it, all anew; with start and end of the command {took.seconds:.1f} s"
    yield at_most(what, Measure(float(computed[1]), "s"), 120 if large else 10, whole)
    yield at_most(f"{what}: memory", memory, 1_500) if large else plain_figure(f"{what}: memory", memory)


def _pages(ours: Portal, measured: dict[int, Portal]) -> Iterator[Row]:
    yield from page_rows(ours)
    if ours.tickets < LARGE:
        return
    what = "p95 of distinct faceted searches"
    if MEANT_FOR not in measured:
        yield failed(
            what, f"needs {MEANT_FOR:,} tickets in the same run: --tickets {MEANT_FOR} --tickets {ours.tickets}"
        )
        return
    few = Measure(measured[MEANT_FOR].loads.searches.p95, "ms", f"{MEANT_FOR:,} tickets")
    yield times_at_most(what, Measure(ours.loads.searches.p95, "ms"), few, 4)


def _visit(ours: Portal) -> Iterator[Row]:
    paths = {"ticket page": addresses.ticket_pages(ours.facts)[0], "search": "/tickets", "map": "/map"}
    if pair := addresses.page_with_pair(ours.settings):
        paths["ticket page with before and after"] = pair
    with portal(ours.settings) as server:
        yield from first_visit_rows(server, paths)


def _phone(ours: Portal) -> Iterator[Row]:
    ticket, card = addresses.ticket_pages(ours.facts)[0], "/agencies/sudin-bina-marga"
    paths = {"home": "/", "list": "/tickets", "ticket": ticket, "card": card, "map": "/map"}
    with portal(ours.settings) as server:
        yield from phone_rows(server, paths)


def _posted(ours: Portal) -> Iterator[Row]:
    with portal(ours.settings) as server:
        yield from posted_rows(server, ours.settings)


if __name__ == "__main__":
    main()
