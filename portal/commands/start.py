"""What `make run` runs: a database of this release, a demonstration city on the first start, then the server."""

from __future__ import annotations

import subprocess
import sys

import click

from ..context import current_portal
from ..extensions import db
from ..queries.city.demonstration import wants_demonstration
from .schema import upgrade
from .serve import listen, serve
from .supervisor import die_with_parent

CITY = "jakarta-selatan"  # the demonstration is a year of this city
SEED = 2023
SIGN_INS = "officers.txt"  # in the data directory, written by the demonstration, readable by its owner only


@click.command("start")
@click.option("--tickets", type=click.IntRange(1), default=20_000, show_default=True, help="Size of the demonstration.")
@click.pass_context
def start(context: click.Context, tickets: int) -> None:
    """Migrate, fill the demonstration city if nothing is there yet, tell where to sign in, and serve."""
    settings = current_portal().settings
    listen(settings.host, settings.port).close()  # a taken port is told before anybody waits for the filling
    context.invoke(upgrade)
    wanted = settings.city == CITY and wants_demonstration(db.session())
    db.session.remove()
    sign_ins = settings.data / SIGN_INS
    if wanted:
        _demonstrate(tickets)  # prints the sign-ins itself
    elif sign_ins.is_file():
        click.echo(sign_ins.read_text(), nl=False)
    if sign_ins.is_file():
        click.echo(f"Petugas masuk di / officers sign in at /desk/  ({sign_ins})")
    context.invoke(serve)


def _demonstrate(tickets: int) -> None:
    """In a process of its own, so that its memory is gone while the portal serves."""
    click.echo(f"Pantau: {tickets:,} laporan peragaan / demonstration tickets")
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "portal", "demo"]
    options = ["--tickets", str(tickets), "--seed", str(SEED)]
    if subprocess.run([*command, *options], check=False, preexec_fn=die_with_parent).returncode:
        raise click.ClickException("The demonstration was broken off; make run takes it up again.")
