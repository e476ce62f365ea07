"""flask portal streets: find the streets that reports name again."""

from __future__ import annotations

from time import monotonic

import click
from flask.cli import with_appcontext

from .. import clock
from ..context import current_portal
from ..extensions import db
from ..projections import streets as projection
from .schema import ready


@click.group()
def streets() -> None:
    """The streets that reports name."""


@streets.command()
@with_appcontext
def rebuild() -> None:
    """Throw the stored streets away and find all again."""
    ready()
    started = monotonic()
    stored = projection.rebuild(db.session(), current_portal().city, clock.now())
    click.echo(f"{stored:,} streets in {monotonic() - started:.1f} s")
