"""flask portal demo: a year of generated complaints, to look at and to measure with."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext

from .. import clock
from ..actions.demo_officers import SignIn, demo_officers
from ..actions.import_runs import Counts
from ..actions.install import install
from ..context import current_portal
from ..demo import SOURCE, DemoError
from ..demo.fill import DemoPlan, fill
from ..domain.city import City
from ..extensions import db
from ..queries.city.demonstration import Demonstration, demonstration
from .schema import raise_schema
from .worker import indexed_meanwhile

SIGN_INS = "officers.txt"  # in the data directory, readable by its owner only


@click.command("demo")
@click.option("--tickets", type=click.IntRange(1, 5_000_000), default=20_000, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=2023, show_default=True)
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day whose first moment ends the year; today when not given. Same seed and day, same tickets.",
)
@with_appcontext
def demo(tickets: int, seed: int, until: datetime | None) -> None:
    """Fill the portal with a demonstration year. Broken off, it goes on when run again."""
    settings, city = current_portal().settings, current_portal().city
    raise_schema()
    install(city)
    there = demonstration(db.session(), SOURCE)
    plan = _plan(tickets, seed, _end(until, city), there)
    db.session.remove()
    try:
        with nullcontext() if there.finished else indexed_meanwhile():
            counts = _with_bar(city, plan, there, settings.secret_key)
    except DemoError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{counts.rows:,} demonstration tickets; {counts.created:,} new, {counts.refused:,} refused.")
    _keep(settings.data / SIGN_INS)


def _end(until: datetime | None, city: City) -> datetime:
    """The first moment of the day that was named, or of today, in the city."""
    zone = ZoneInfo(city.zone)
    now = clock.now().astimezone(zone)
    end = until.replace(tzinfo=zone) if until else now.replace(hour=0, minute=0, second=0, microsecond=0)
    if end > now:
        raise click.BadParameter("a year cannot end in the future", param_hint="--until")
    return end.astimezone(UTC)


def _plan(tickets: int, seed: int, until: datetime, there: Demonstration) -> DemoPlan:
    """What to fill with: the year that was broken off, else the one asked for. Refuses to mix it with anything."""
    if there.others:
        raise click.ClickException("There are real complaints here; a demonstration needs an empty data directory.")
    if there.name and not there.finished:
        click.echo("Going on with the demonstration that was broken off.")
        return DemoPlan.named(there.name)
    plan = DemoPlan(tickets, seed, until)
    if there.name and there.name != plan.name:
        raise click.ClickException(f"There is one already ({there.name}); another needs an empty data directory.")
    return plan


def _with_bar(city: City, plan: DemoPlan, there: Demonstration, key: str) -> Counts:
    with click.progressbar(length=plan.tickets, label="Demo", show_pos=True, file=sys.stderr) as bar:

        def progress(done: int) -> None:
            bar.update(done - bar.pos)

        return fill(city, plan, there.tickets, key, progress)


def _keep(path: Path) -> None:
    """Make the officers, once; print their passwords and keep them in a file that only its owner can read."""
    if not path.exists():
        lines = [_line(sign_in) for sign_in in demo_officers()]
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write("".join(lines))
    click.echo(path.read_text(), nl=False)


def _line(sign_in: SignIn) -> str:
    return f"{sign_in.email:<28} {sign_in.password:<14} {sign_in.role.value:<12} {sign_in.name}, {sign_in.agency}\n"
