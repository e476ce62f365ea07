"""flask portal photos: fetch those that sources have named, and find again what speaks against photos."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import click
from flask.cli import with_appcontext

from ..actions.attachment_flags import flag_all
from ..actions.fetch_photos import Fetch, fetch_photos, try_again
from ..context import current_portal
from ..domain.status import Refused
from ..extensions import db
from ..media.decode import MOST_BYTES
from ..media.fetch import Away, fetch
from ..queries.attachments.wanted import failed, wanted
from .schema import ready

#: By the reason of ``domain.status.Refused``.
WHY = {
    "address_away": "could not be reached",
    "address_empty": "is not there",
    "address_private": "is none that we ask (see PHOTO_HOSTS)",
    "address_redirected": "leads on and on",
    "address_unusable": "is no address",
    "file_broken": "is damaged",
    "file_empty": "is empty",
    "file_too_large": f"is larger than {MOST_BYTES // 1_000_000} MB",
    "file_two_types": "hides something else",
    "file_type": "is no photo or document",
    "too_many_pages": "has too many pages",
    "too_many_pixels": "has too many pixels",
}


@click.group()
def photos() -> None:
    """Photos of reports."""


@photos.command("flag")
@with_appcontext
def flag_photos() -> None:
    """Find anew which photos were used before, taken too early or too far away, or made by a machine."""
    ready()
    started = monotonic()
    counted = flag_all(current_portal().city)
    click.echo(f"{counted:,} photos looked at in {monotonic() - started:.1f} s")


@photos.command("fetch")
@click.option(
    "--directory",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Where the files are that imports have named; without it, addresses are fetched over the network.",
)
@click.option("--again", is_flag=True, help="Try those once more that failed for good.")
@with_appcontext
def fetch_wanted(directory: Path | None, again: bool) -> None:
    """Take in now the photos that imports have named; a running worker fetches addresses by itself."""
    ready()
    portal = current_portal()
    if again:
        click.echo(f"{try_again():,} are tried once more.")
    hosts = portal.settings.photo_hosts
    get: Fetch = _file_in(directory) if directory else lambda address: fetch(address, hosts)
    with click.progressbar(length=wanted(db.session(), remote=directory is None), label="Photos") as bar:
        found = fetch_photos(portal.city, portal.media, get, remote=directory is None, progress=bar.update)
    click.echo(f"{found.taken:,} taken, {found.later:,} to be tried later, {found.refused:,} refused.")


@photos.command("failed")
@with_appcontext
def list_failed() -> None:
    """The photos that imports have named and that cannot be had, with the reason, by report."""
    ready()
    for row in failed(db.session()):
        click.echo(f"{row.code}  {WHY.get(row.problem, row.problem)}: {row.address}")


def _file_in(directory: Path) -> Fetch:
    """Reads files of this directory, and of none outside of it."""
    inside = directory.resolve()

    def read_file(name: str) -> bytes:
        path = (inside / name).resolve()
        if not path.is_relative_to(inside):
            raise Refused("address_private")
        if not path.is_file():
            raise Away("not there")
        if path.stat().st_size > MOST_BYTES:
            raise Refused("file_too_large", most=str(MOST_BYTES // 1_000_000))
        return path.read_bytes()

    return read_file
