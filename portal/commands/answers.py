"""flask portal answers: take the fingerprints of all public answers anew."""

from __future__ import annotations

from time import monotonic

import click
from flask.cli import with_appcontext

from ..extensions import db
from ..projections import answers as projection
from .schema import ready


@click.group()
def answers() -> None:
    """What agencies have answered in the same words."""


@answers.command()
@with_appcontext
def rebuild() -> None:
    """Throw the stored fingerprints away and take all again."""
    ready()
    started = monotonic()
    stored = projection.rebuild(db.session())
    click.echo(f"{stored:,} answers in {monotonic() - started:.1f} s")
