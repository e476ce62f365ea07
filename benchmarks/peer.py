"""Datasette on the same tickets: its row page and its faceted search."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from benchmarks import addresses
from benchmarks.load import ANEW, Load, Visit, load
from benchmarks.servers import Server, datasette
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
ANALYZE main;
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """Datasette on the same public tickets."""

    database: Path
    facts: addresses.Facts

    def row_pages(self, server: Server) -> Visit:
        return Visit(server, _row_pages(self.facts), forgiving=True, headers=ANEW)

    def searches(self, server: Server) -> Visit:
        """Datasette gives up on what takes it more than a second: those answers count like the others."""
        return Visit(server, _search_pages(self.facts), forgiving=True, headers=ANEW)

    def unsuggested(self) -> Load:
        """Searches for which it looks for no other facets."""
        with datasette(self.database, "--setting", "suggest_facets", "off") as server:
            return load(server, _search_pages(self.facts), forgiving=True)


def peer_of(settings: Settings, facts: addresses.Facts) -> Peer:
    return Peer(_exported(settings), facts)


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
