"""flask portal import: take in reports from files, list imports, give back refused rows."""

from __future__ import annotations

import fcntl
import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from flask.cli import AppGroup
from sqlalchemy.exc import OperationalError

from ..actions.areas.sketch import sketch_areas
from ..actions.install import install
from ..cities import CityError
from ..config import Settings
from ..context import current_portal
from ..domain.city import City
from ..exports import refused_csv
from ..extensions import db
from ..importers.done import Done
from ..importers.mapping import SourceMapping, load
from ..importers.open_file import check_header
from ..importers.problem import FileError
from ..importers.reasons import words
from ..importers.run import check_csv, import_csv
from ..queries.import_runs import RefusedRow, Run, import_run, import_runs, refused_rows
from ..search.engine import Engine
from .import_summary import broken_off, listed_run, summary
from .priority import give_way
from .schema import raise_schema, ready
from .worker import indexed_meanwhile

imports = AppGroup("import", help="Take in complaints from files; see docs/importing.md.")


@imports.command("csv")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mapping", required=True, help="A mapping: a TOML file, or the name of one in the city's pack.")
@click.option("--source", help="Name of the source, if not the mapping's own; an id is unique within its source.")
@click.option("--as-of", help="Up to when the source has spoken: a day, a moment, or now; see docs/importing.md.")
@click.option("--check", is_flag=True, help="Write nothing; say what the import would do.")
@click.pass_context
def csv(context: click.Context, file: Path, mapping: str, source: str | None, as_of: str | None, check: bool) -> None:
    """Take in the complaints of FILE (CSV, may be gzipped). Can be run again at any time.

    The first import of all leaves a search index behind; later ones leave it to the worker. Exit code 2: the file is
    cut off or damaged, and only what stands before that is in.
    """
    try:
        how = load(_mapping_file(mapping, current_portal().city), as_of)
        check_header(file, how, current_portal().city)
        done = _checked(file, how, source) if check else _imported(file, how, source)
    except (CityError, FileError) as error:
        raise click.ClickException(str(error)) from error
    except OperationalError as error:
        raise click.ClickException(f"The database failed: {error.orig}. Run the import again; it goes on.") from error
    for line in summary(done, ZoneInfo(current_portal().city.zone)):
        click.echo(line)
    if done.broken_off:
        click.echo(broken_off(file, done.broken_off, checked=check), err=True)
        context.exit(2)


def _imported(file: Path, mapping: SourceMapping, source: str | None) -> Done:
    """Take the file in; what is in the city's pack goes first."""
    city: City = current_portal().city
    engine: Engine = current_portal().engine
    give_way()
    gc.freeze()  # what has been loaded stays: looking through it again and again took a tenth of an import
    with _exclusive(current_portal().settings.data / "import.lock"):
        raise_schema()
        install(city)
        with indexed_meanwhile() if engine.seq() == 0 else nullcontext():
            done = _with_bar(import_csv, file, mapping, source)
            sketch_areas(city)
    return done


def _checked(file: Path, mapping: SourceMapping, source: str | None) -> Done:
    ready()
    return _with_bar(check_csv, file, mapping, source)


def _mapping_file(name: str, city: City) -> Path:
    """A name of the city's pack, else a path."""
    path = Path(city.imports.get(name, name))
    if not path.exists():
        has = f"the city's pack has: {', '.join(sorted(city.imports))}" if city.imports else "the city's pack has none"
        raise click.ClickException(f"There is no mapping {name!r}; {has}.")
    return path


@contextmanager
def _exclusive(path: Path) -> Iterator[None]:
    """One import at a time, for two would take each other for a run that broke off. The lock ends with the process."""
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise click.ClickException("Another import is at work in this data directory.") from None
        yield


def _with_bar(take: Callable[..., Done], file: Path, mapping: SourceMapping, source: str | None) -> Done:
    """Do one of import_csv and check_csv."""
    settings: Settings = current_portal().settings
    size = file.stat().st_size if file.is_file() else 1
    with click.progressbar(length=size, label=file.name, show_pos=False, file=sys.stderr) as bar:

        def progress(read: int) -> None:
            bar.update(read - bar.pos)

        city = current_portal().city
        done = take(file, mapping, city, source=source, key=settings.secret_key, progress=progress)
        progress(size)
    return done


@imports.command("list")
def listed() -> None:
    """The latest imports, newest first."""
    ready()
    zone = ZoneInfo(current_portal().city.zone)
    for run in import_runs(db.session()):
        click.echo(listed_run(run, zone))


@imports.command("problems")
@click.argument("run", type=int)
@click.option("--out", type=click.Path(path_type=Path), help="File to write; standard output when not given.")
def problems(run: int, out: Path | None) -> None:
    """The refused rows of RUN as CSV in the source's own columns, with line, field and reason."""
    ready()
    found = import_run(db.session(), run)
    if found is None:
        raise click.ClickException(f"There is no import {run}.")
    if out is None:
        for line in _refused(found):
            click.echo(line, nl=False)
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            file.writelines(_refused(found))
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}.") from error
    click.echo(f"{found.refused:,} refused rows of {found.name} are in {out}.")


def _refused(run: Run) -> Iterator[str]:
    return refused_csv.chunks(run.header, map(_refused_line, refused_rows(db.session(), run.id)))


def _refused_line(row: RefusedRow) -> refused_csv.RefusedLine:
    return refused_csv.RefusedLine(row.line, row.field, words(row.reason, row.value), row.cells)
