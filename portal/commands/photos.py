"""flask portal photos: find again what speaks against photos."""

from __future__ import annotations

from time import monotonic

import click
from flask.cli import with_appcontext

from ..actions.attachment_flags import flag_all
from ..context import current_portal
from .schema import ready


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
