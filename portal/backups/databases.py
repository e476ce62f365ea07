"""Copies a database that is in use to a file, and puts such a file in the place of a database."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine, func, inspect, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from ..config import environment_with
from ..models import Event, Identity, Ticket
from .manifest import BackupError, Contents
from .swap import Swap

Progress = Callable[[int, int], None]
LOCK_SECONDS = 20  # that a restore waits for who still has a table
PAGES = 2_000  # of a SQLite file, copied at once; writers go on in between
#: The functions of the schema that no extension has brought: those of triggers.
OWN_FUNCTIONS = text(
    "SELECT CAST(CAST(oid AS regprocedure) AS text) FROM pg_proc WHERE pronamespace = CAST('public' AS regnamespace)"
    " AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')"
)


def dump(engine: Engine, target: Path, progress: Progress) -> Contents:
    """Copy the database, as it is at one moment, to a file; what that holds. Raises BackupError."""
    if engine.dialect.name == "sqlite":
        _copy(Path(engine.url.database or ""), target, progress)
        return stored_in_file(target)
    program = _program("pg_dump")
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        stored = stored_in(connection)
        snapshot = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        _run([program, "--format=custom", f"--snapshot={snapshot}", f"--file={target}"], engine.url)
    return stored


def files(engine: Engine) -> list[Path]:
    """The files in which SQLite keeps the database, whether they are there or not; none of PostgreSQL."""
    if engine.dialect.name != "sqlite":
        return []
    place = Path(engine.url.database or "").resolve()
    return [place.with_name(place.name + end) for end in ("", "-wal", "-shm", "-journal")]


def put_file(engine: Engine, dumped: Path, swap: Swap, aside: str) -> None:
    """Make a file of the same disk the SQLite database; what is there, with its journal, goes into ``aside`` beside."""
    engine.dispose()
    place = files(engine)[0]
    for path in files(engine):
        if path.exists():
            swap.move(path, place.parent / aside)
    swap.move(dumped.rename(dumped.with_name(place.name)), place.parent)


def put_dump(engine: Engine, dumped: Path) -> None:
    """Make a PostgreSQL database what a file of pg_dump holds, in one transaction. Raises BackupError."""
    tables = [f'"{name}"' for name in inspect(engine).get_table_names()]
    with engine.connect() as connection:
        functions = connection.execute(OWN_FUNCTIONS).scalars().all()
    engine.dispose()
    clear, fill = dumped.with_suffix(".clear.sql"), dumped.with_suffix(".sql")
    drops = [
        f"DROP {what} {', '.join(names)};\n" for what, names in (("TABLE", tables), ("FUNCTION", functions)) if names
    ]
    clear.write_text("".join([f"SET lock_timeout = '{LOCK_SECONDS}s';\n", *drops]))
    _run([_program("pg_restore"), "--no-owner", "--no-privileges", f"--file={fill}", str(dumped)])
    options = ["--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", "--single-transaction"]
    _run([_program("psql"), *options, f"--file={clear}", f"--file={fill}"], engine.url)


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


def stored_in_file(path: Path) -> Contents:
    """What a SQLite file holds. Raises BackupError for one that no portal has made."""
    copied = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with copied.connect() as connection:
        return stored_in(connection)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise BackupError(f"{name} is not installed; it comes with PostgreSQL's client programs (postgresql-client).")
    return found


def _run(command: list[str], url: URL | None = None) -> None:
    """Run one of PostgreSQL's programs, on a database; the password goes by the environment, where nobody reads it."""
    environment = None
    if url is not None:
        plain = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
        command = [*command, f"--dbname={plain}"]
        environment = environment_with(PGPASSWORD=url.password) if url.password else None
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode:
        lines = ran.stderr.strip().splitlines() or ["no reason given"]
        named = [line.split(word)[1].strip() for word in ("ERROR:", "DETAIL:") for line in lines if word in line]
        said = "; ".join(named) or lines[-1]
        hint = " Something still uses the database: stop it." if "lock timeout" in said else ""
        raise BackupError(f"{Path(command[0]).name} failed: {said}.{hint}")
