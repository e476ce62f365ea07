"""What `make run` runs: a database of this release, a demonstration city on the first start, then the server."""

from __future__ import annotations

import subprocess
import sys

import click

from ..extensions import db
from ..queries.first_fill import wants_demonstration
from ..web.here import settings as settings_here
from .schema import upgrade
from .serve import listen, serve

CITY = "jakarta-selatan"  # the demonstration is a year of this city
TICKETS = 20_000
SEED = 2023
SIGN_INS = "officers.txt"  # in the data directory, written by the demonstration, readable by its owner only


@click.command("start")
@click.pass_context
def start(context: click.Context) -> None:
    """Migrate, fill the demonstration city if nothing is there yet, tell where to sign in, and serve."""
    settings = settings_here()
    listen(settings.host, settings.port).close()  # a taken port is told before anybody waits for the filling
    context.invoke(upgrade)
    if settings.city == CITY and wants_demonstration(db.session()):
        db.session.remove()
        _demonstrate()
    db.session.remove()
    sign_ins = settings.data / SIGN_INS
    if sign_ins.is_file():
        click.echo(f"{sign_ins.read_text().strip()}\n({sign_ins})\n")
    context.invoke(serve)


def _demonstrate() -> None:
    """In a process of its own, so that its memory is gone while the portal serves."""
    click.echo(f"Pantau: {TICKETS:,} laporan peragaan / demonstration tickets")
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "portal", "demo"]
    done = subprocess.run([*command, "--tickets", str(TICKETS), "--seed", str(SEED)], check=False)
    if done.returncode:
        raise click.ClickException("The demonstration was broken off; make run takes it up again.")
