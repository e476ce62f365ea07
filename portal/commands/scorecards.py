"""flask portal scorecards: compute the figures of agencies, areas and categories again."""

from __future__ import annotations

from time import monotonic

import click
from flask.cli import with_appcontext

from .. import clock
from ..context import current_portal
from ..extensions import db
from ..projections.scorecards import recompute
from .schema import ready


@click.group()
def scorecards() -> None:
    """The computed figures."""


@scorecards.command()
@with_appcontext
def rebuild() -> None:
    """Throw the stored figures away and compute all again."""
    ready()
    started = monotonic()
    stored = recompute(db.session(), current_portal().city, clock.now())
    click.echo(f"{stored} scorecards in {monotonic() - started:.1f} s")
