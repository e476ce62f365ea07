"""flask portal backup and restore: all of an installation in one file, and back from it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click
from alembic.script import ScriptDirectory

from .. import clock
from ..backups import archive, databases
from ..backups.manifest import DATABASES, BackupError, Manifest, refusal
from ..backups.photos import bring_back, elsewhere
from ..backups.swap import HalfDoneError, all_or_nothing
from ..config import MIGRATIONS, Settings
from ..context import current_portal
from ..extensions import db
from ..projections.worker import drain
from ..queries.city.index_state import index_state
from .schema import raise_schema, ready
from .search import STATES
from .serve import alone
from .worker import projections

Progress = Callable[[int, int], None]


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write database, index, media and keys to FILE, while the portal goes on."""
    ready()
    settings: Settings = current_portal().settings
    if file.resolve().is_relative_to(settings.data):
        raise click.ClickException(f"A backup within {settings.data} would be lost with it; name a place outside.")
    with _said(), archive.workplace(file.resolve().parent, "backup") as room:
        dumped = Path(room) / "database"
        with _bar("Database") as progress:
            stored = databases.dump(db.engine, dumped, progress)
        manifest = Manifest(f"{clock.now():%Y-%m-%dT%H:%M:%SZ}", db.engine.dialect.name, stored)
        photos = elsewhere(current_portal().media, settings.data)
        archive.pack(file, settings.data, dumped, manifest, databases.files(db.engine), photos)
    size = file.stat().st_size / 1e6
    click.echo(
        f"{file}: {stored.tickets:,} tickets, {stored.seq:,} events, {size:,.1f} MB; head {stored.seq}:{stored.head}"
    )
    click.echo("It holds the secret key and every private text: keep it where nobody else reads.")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="What is there now is set aside, beside the restored.")
def restore(file: Path, replace: bool) -> None:
    """Put the installation of FILE in the place of this one; stop web server and worker before."""
    settings: Settings = current_portal().settings
    with _said(str(file)), alone(settings.data), archive.workplace(settings.data, "restore") as room:
        there = archive.contents(settings.data)
        if not replace and (there or not databases.is_empty(db.engine)):
            raise BackupError(
                f"There is something here already ({', '.join(there[:5]) or 'a database'}). Name an empty PANTAU_DATA, "
                "or say --replace, which sets aside what is there."
            )
        with _bar("Reading") as progress:
            manifest = archive.unpack(file, Path(room), progress)
        if why := refusal(manifest, db.engine.dialect.name, current_portal().city.slug, _known()):
            raise BackupError(why)
        db.session.remove()
        db.engine.dispose()
        _put(manifest, Path(room), settings.data)
        bring_back(Path(room), current_portal().media, settings.data)
    _finish(manifest)


def _put(manifest: Manifest, laid_out: Path, data: Path) -> None:
    """Put all that an archive holds in its place, or nothing: the database last, for that can no more be taken back."""
    dumped, aside = laid_out / DATABASES[manifest.kind], f"replaced-{clock.now():%Y%m%d-%H%M%S}"
    place = next(iter(databases.files(db.engine)), None)
    with ExitStack() as stack:
        if place is not None:
            if (found := databases.stored_in_file(dumped)) != manifest.stored:
                raise BackupError(f"Its database holds {found}, and its manifest says {manifest.stored}.")
            beside = Path(stack.enter_context(archive.workplace(place.parent, "restore")))
            dumped = Path(shutil.move(dumped, beside))  # copied where the database is on a disk of its own
        with all_or_nothing() as swap:
            archive.put_files(laid_out, data, swap, data / aside)
            if place is not None:
                databases.put_file(db.engine, dumped, swap, aside)
            else:
                databases.put_dump(db.engine, dumped)
    for directory in swap.directories:
        click.echo(f"What was there is in {directory}")


def _finish(manifest: Manifest) -> None:
    """Compare what is there now with what was packed, and bring it to this release and the index up to it."""
    try:
        with db.engine.connect() as connection:
            found = databases.stored_in(connection)
        if found != manifest.stored:
            raise BackupError(f"There is {found}, and the backup held {manifest.stored}.")
        raise_schema()
        with db.engine.connect() as connection:
            found = databases.stored_in(connection)  # a later release may have made the hashes anew
        drain(db.session(), projections())
        state = index_state(db.session(), current_portal().engine)
    except Exception as error:
        said = error.format_message() if isinstance(error, click.ClickException) else str(error)
        raise click.ClickException(
            f"The backup is in place, but could not be made ready: {said} When that is mended, run: "
            "portal upgrade, then portal worker --once, then portal verify."
        ) from error
    click.echo(
        f"{found.tickets:,} tickets, {found.seq:,} events, as of {manifest.made_at}; head {found.seq}:{found.head}"
    )
    click.echo(f"Search index: {STATES[state.wrong]}. Start web server and worker; /readyz says when all is well.")


def _known() -> set[str]:
    return {revision.revision for revision in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}


@contextmanager
def _said(file: str = "") -> Iterator[None]:
    """An error of a backup, or of the disk below, as an operator reads it."""
    try:
        yield
    except HalfDoneError as error:
        raise click.ClickException(f"{file}: {error}") from error
    except (BackupError, OSError) as error:
        said = str(error) if isinstance(error, BackupError) or not error.strerror else _of_disk(error)
        raise click.ClickException(f"{file}: {said} Nothing was changed." if file else said) from error


def _of_disk(error: OSError) -> str:
    return f"{error.filename}: {error.strerror}." if error.filename else f"{error.strerror}."


@contextmanager
def _bar(label: str) -> Iterator[Progress]:
    with click.progressbar(length=1000, label=label) as bar:
        yield lambda done, of: bar.update(max(0, 1000 * done // max(of, 1) - bar.pos))
