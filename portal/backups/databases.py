"""Copies a database that is in use to a file, and puts such a file in the place of a database."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, func, inspect, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from ..config import environment_with
from ..models import Event, Identity, Ticket
from .manifest import BackupError, Contents

Progress = Callable[[int, int], None]
PAGES = 2_000  # of a SQLite file, copied at once; writers go on in between


def dump(engine: Engine, target: Path, progress: Progress) -> Contents:
    """Copy the database, as it is at one moment, to a file; what that holds. Raises BackupError."""
    if engine.dialect.name == "sqlite":
        _copy(Path(engine.url.database or ""), target, progress)
        return _of_file(target)
    program = _program("pg_dump")
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        stored = stored_in(connection)
        snapshot = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        _run([program, "--format=custom", f"--snapshot={snapshot}", f"--file={target}"], engine.url)
    return stored


def put(engine: Engine, dumped: Path, *, replace: bool) -> None:
    """Make the database what a file holds. Raises BackupError, and changes nothing, when it holds anything already."""
    engine.dispose()
    if engine.dialect.name == "sqlite":
        place = Path(engine.url.database or "")
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        dumped.replace(place)
        return
    clean = ["--clean", "--if-exists"] if replace else []
    options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    _run([_program("pg_restore"), *options, *clean, str(dumped)], engine.url)


def is_empty(engine: Engine) -> bool:
    """Whether there is nothing that a restored database could destroy."""
    if engine.dialect.name == "sqlite":
        place = Path(engine.url.database or "")
        return not place.exists() or place.stat().st_size == 0
    return not inspect(engine).get_table_names()


def stored_in(connection: Connection) -> Contents:
    """What a database holds. Raises BackupError for one that no portal has made."""
    try:
        schema = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
        identity = connection.execute(select(Identity.database, Identity.city)).first()
        last = connection.execute(select(Event.seq, Event.head).order_by(Event.seq.desc()).limit(1)).first()
        tickets = connection.execute(select(func.count()).select_from(Ticket)).scalar() or 0
    except SQLAlchemyError as error:
        raise BackupError("The database has no tables of this release. Run first: portal upgrade") from error
    if identity is None:
        raise BackupError("The database belongs to no city yet. Run first: portal upgrade")
    seq, head = (last.seq, last.head) if last else (0, None)
    return Contents(identity.database, identity.city, schema, tickets, seq, head.hex() if head else "")


def _copy(source: Path, target: Path, progress: Progress) -> None:
    if not source.exists():
        raise BackupError(f"There is no database at {source}.")
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there, pages=PAGES, progress=lambda _status, left, of: progress(of - left, of))
        found = there.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise BackupError(f"The database is damaged ({found}); nothing was kept. Restore an earlier backup.")


def _of_file(path: Path) -> Contents:
    from sqlalchemy import NullPool, create_engine

    copied = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with copied.connect() as connection:
        return stored_in(connection)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise BackupError(f"{name} is not installed; it comes with PostgreSQL's client programs (postgresql-client).")
    return found


def _run(command: list[str], url: URL) -> None:
    """Run one of PostgreSQL's programs on a database; the password goes by the environment, where nobody reads it."""
    plain = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    environment = environment_with(PGPASSWORD=url.password) if url.password else None
    ran = subprocess.run([*command, f"--dbname={plain}"], env=environment, capture_output=True, text=True, check=False)
    if ran.returncode:
        said = (ran.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise BackupError(f"{Path(command[0]).name} failed: {said}")
