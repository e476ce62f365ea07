"""Datasette on the same tickets: its row page and faceted search beside ours, same machine, same run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

from benchmarks import addresses
from benchmarks.load import Load, load
from benchmarks.row import Row, times_faster
from benchmarks.servers import Server, datasette, portal
from portal.config import Settings

FACETS = ("status", "agency", "category", "area", "channel")
_EXPORT = """
CREATE TABLE tickets (code TEXT PRIMARY KEY, title TEXT, text TEXT, place TEXT, status TEXT, agency TEXT,
  category TEXT, area TEXT, channel TEXT, submitted_at TEXT, resolved_at TEXT, lat REAL, lon REAL);
INSERT INTO tickets SELECT t.code, t.title, t.text, t.place, t.status, a.slug, c.slug, r.code, h.slug,
  datetime(t.submitted_at, 'unixepoch'), datetime(t.resolved_at, 'unixepoch'), t.lat, t.lon
  FROM portal.ticket t JOIN portal.agency a ON a.id = t.agency_id LEFT JOIN portal.category c ON c.id = t.category_id
  LEFT JOIN portal.area r ON r.id = t.area_id LEFT JOIN portal.channel h ON h.id = t.channel_id
  WHERE t.visibility IN ('full', 'stub') ORDER BY t.id;
CREATE INDEX tickets_status ON tickets (status);
CREATE INDEX tickets_agency ON tickets (agency);
CREATE INDEX tickets_category ON tickets (category);
CREATE INDEX tickets_area ON tickets (area);
CREATE INDEX tickets_channel ON tickets (channel);
CREATE INDEX tickets_submitted ON tickets (submitted_at);
CREATE VIRTUAL TABLE tickets_fts USING fts5 (title, text, place, content='tickets');
INSERT INTO tickets_fts (tickets_fts) VALUES ('rebuild');
ANALYZE;
"""


def peer_rows(settings: Settings, found: addresses.Facts) -> Iterator[Row]:
    """At one connection, where a process more or less does not count, and at eight."""
    export = _exported(settings)
    rows, searches = _row_pages(found), _search_pages(found)
    for connections in (1, 8):
        with portal(settings) as server:
            page = _seen(server, addresses.ticket_pages(found), connections)
            search = _seen(server, addresses.search_pages(found), connections)
        for name, options in (
            ("Datasette", ()),
            ("Datasette without facet suggestion", ("--setting", "suggest_facets", "off")),
        ):
            with datasette(export, *options) as server:
                at = f"at {connections} connection{'s' if connections > 1 else ''}, p50"
                if not options:  # facets are suggested on tables only
                    yield _beside(
                        f"ticket page beside a row page {at}", page, _theirs(server, rows, connections), name, 2
                    )
                theirs = _theirs(server, searches, connections)
                yield _beside(f"faceted search beside a faceted _search {at}", search, theirs, name, 20)


def _seen(server: Server, paths: list[str], connections: int) -> Load:
    return load(server, paths, connections=connections)


def _theirs(server: Server, paths: list[str], connections: int) -> Load:
    """Datasette gives up on what takes it more than a second: those answers count like the others."""
    return load(server, paths, connections=connections, forgiving=True)


def _beside(what: str, ours: Load, theirs: Load, name: str, need: float) -> Row:
    note = f"p95 {ours.p95:.1f} and {theirs.p95:.1f} ms, {ours.rate:,.0f} and {theirs.rate:,.1f}/s"
    if theirs.errors:
        note += f"; {theirs.errors} of its {theirs.requests} answers were errors"
    return times_faster(what, ours.p50, theirs.p50, "ms", name, need, note)


def _row_pages(found: addresses.Facts) -> list[str]:
    return [f"/datasette/tickets/{quote(code)}" for code in addresses.codes(found)]


def _search_pages(found: addresses.Facts) -> list[str]:
    """The same words with the same filters, as far as a table page can ask for them; as many rows as our page has."""
    return [f"/datasette/tickets?{urlencode(_asked(search), doseq=True)}" for search in addresses.searches(found)]


def _asked(search: dict[str, str]) -> dict[str, str | list[str]]:
    same = {name: search[name] for name in FACETS if name in search}
    dates = {"submitted_at__gte": search["from"], "submitted_at__lte": search["to"]} if "from" in search else {}
    return {"_search": search["q"], "_facet": list(FACETS), "_size": "20", **same, **dates}


def _exported(settings: Settings) -> Path:
    """The public tickets as a plain SQLite file with full-text index and indexed facets; made anew each time."""
    path = settings.data / "datasette.db"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("ATTACH ? AS portal", (str(settings.data / "pantau.db"),))
        connection.executescript(_EXPORT)
    connection.close()
    return path
