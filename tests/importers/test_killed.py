"""An import that is killed at any moment and run again ends as one that was never killed."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from portal.config import Settings
from tests.importers import importing
from tests.support import csv_files
from tests.support.csv_files import row
from tests.support.database import Database

pytestmark = [pytest.mark.database, pytest.mark.slow, pytest.mark.timeout(180)]

ROWS = 1_000
#: The long run tries twenty moments on SQLite; in `make test` three stand for them, as many as on PostgreSQL always.
ROUNDS = {"sqlite": 4 if os.environ.get("PANTAU_FAULTS") else 1, "postgresql": 1}
KILLS = 5 if os.environ.get("PANTAU_FAULTS") else 3  # so many hit the same database before an import may finish
#: What must be equal. When a row was written down may differ, and so may numbers that PostgreSQL's sequences gave
#: and never take back: such a number is compared by what it stands for.
STATE = {
    "ticket": "*",
    "event": "seq, ticket_id, kind, happened_at, agency_id, to_agency_id, status_after, text, public, other_ticket_id",
    "custody": "ticket_id, agency_id, from_at, to_at",
    "original": "*",
    "agency": "slug, name, short, kind",
    "category": "slug, name, name_en",
    "channel": "slug, name",
    "area": "code, name, level",
    "problem": "line, field, reason, value, row",
    "import_run": "name, rows, refused, created + unchanged AS taken, finished_at IS NOT NULL AS finished",
}
STANDS_FOR = {
    "agency_id": "SELECT id, slug FROM agency",
    "category_id": "SELECT id, slug FROM category",
    "channel_id": "SELECT id, slug FROM channel",
    "area_id": "SELECT id, code FROM area",
}
AGENCIES = ("holder_id", "asker_id", "to_agency_id")


def messy(seed: int) -> str:
    """A file with bad rows among the good ones, of many agencies and categories."""
    chance = random.Random(seed)
    rows = []
    for number in range(ROWS):
        ended = "lost" if number % 40 == 7 else chance.choice(["open", "done", "no"])
        changes = {
            "received": f"2023-03-{chance.randint(1, 20):02} {chance.randint(0, 23):02}:15",
            "status": ended,
            "closed": f"2023-03-{chance.randint(19, 28):02} 12:00" if ended in ("done", "no") else "",
            "agency": f"Kelurahan {chance.choice('ABCDEFGH')}{number // 200}",
            "category": f"Jenis {number // 100}",
            "text": f"Lampu padam {number}, hubungi 0812-3456-78{number % 100:02}.",
        }
        rows.append(row(str(number if number % 50 else number // 2), **changes))
    return csv_files.lines(*rows)


def state(bind: Engine) -> dict[str, list[dict[str, Any]]]:
    with bind.connect() as connection:
        names = {
            column: {row[0]: row[1] for row in connection.execute(text(sql))} for column, sql in STANDS_FOR.items()
        }
        names |= dict.fromkeys(AGENCIES, names["agency_id"])
        found = {}
        for table, columns in STATE.items():
            rows = connection.execute(text(f"SELECT {columns} FROM {table}")).mappings()
            told = [{key: names[key].get(v) if key in names else v for key, v in row.items()} for row in rows]
            found[table] = sorted(told, key=lambda row: repr(list(row.values())[:6]))
        return found


def empty(bind: Engine) -> None:
    with bind.begin() as connection:
        for table in ("event", "custody", "original", "ticket", "problem", "import_run"):
            connection.execute(text(f"DELETE FROM {table}"))
        for table in ("category", "agency", "channel", "area"):
            connection.execute(text(f"DELETE FROM {table}"))


def finished(bind: Engine) -> bool:
    with bind.connect() as connection:
        return connection.execute(text("SELECT 1 FROM import_run WHERE finished_at IS NOT NULL")).first() is not None


@dataclass(frozen=True)
class Importing:
    """Starts imports of one file in processes of their own."""

    settings: Settings
    file: Path
    mapping: Path

    def start(self) -> tuple[BaseProcess, Connection]:
        """An import that begins this very moment, and the line on which it tells that it has ended."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.importers.importing"])
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=importing.take, args=(self.settings, self.file, self.mapping, theirs))
        process.start()
        theirs.close()
        assert ours.recv() == 0.0
        return process, ours

    def finish(self) -> float:
        """Let an import end by itself; the seconds it took."""
        process, line = self.start()
        took: float = line.recv()
        process.join()
        assert process.exitcode == 0
        return took

    def kill(self, after: float) -> bool:
        """Kill an import with SIGKILL after so many seconds; False when it had ended before."""
        process, line = self.start()
        ended = line.poll(after)
        process.kill()
        process.join()
        return not ended and process.exitcode == -signal.SIGKILL


@pytest.fixture
def imports(settings: Settings, tmp_path: Path) -> Importing:
    file, mapping = tmp_path / "messy.csv", tmp_path / "mapping.toml"
    file.write_text(messy(seed=11))
    mapping.write_text(csv_files.MAPPING)
    return Importing(settings, file, mapping)


def test_killed_at_any_moment_it_ends_as_if_it_had_never_been_killed(
    imports: Importing, bind: Engine, database: Database
) -> None:
    took = imports.finish()
    never_killed = state(bind)
    assert len(never_killed["ticket"]) > ROWS * 0.9 and len(never_killed["problem"]) > 20
    chance = random.Random(23)
    reached = set()
    for _ in range(ROUNDS[database.kind]):
        empty(bind)
        killed = 0
        while killed < KILLS:
            if imports.kill(after=took * chance.uniform(0.02, 0.9)) and not finished(bind):
                killed += 1
            else:
                empty(bind)  # it was faster than its murderer, perhaps by the moment in which it could not tell so
            reached.add(len(state(bind)["ticket"]))
        imports.finish()
        assert state(bind) == never_killed
    assert any(0 < size < len(never_killed["ticket"]) for size in reached), "no kill hit an import half-way"
