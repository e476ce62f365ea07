"""What `make run` runs: a database of this release, a demonstration city on the first start, then the server."""

from __future__ import annotations

import os
import sys

import click

from ..context import current_portal
from ..extensions import db
from ..queries.city.demonstration import wants_demonstration
from .demo import SIGN_INS, demo
from .schema import upgrade
from .serve import listen, serve

CITY = "jakarta-selatan"  # the demonstration is a year of this city
SEED = 2023


@click.command("start")
@click.option("--tickets", type=click.IntRange(1), default=20_000, show_default=True, help="Size of the demonstration.")
@click.pass_context
def start(context: click.Context, tickets: int) -> None:
    """Migrate, fill the demonstration city if nothing is there yet, say where to sign in, and serve."""
    settings = current_portal().settings
    listen(settings.host, settings.port).close()  # a taken port is said before anybody waits for the filling
    context.invoke(upgrade)
    sign_ins = settings.data / SIGN_INS
    wanted = settings.city == CITY and wants_demonstration(db.session())
    db.session.remove()
    if wanted:
        click.echo(f"Pantau: {tickets:,} laporan peragaan / demonstration tickets")
        context.invoke(demo, tickets=tickets, seed=SEED)  # prints the sign-ins
    elif sign_ins.is_file():
        click.echo(sign_ins.read_text(), nl=False)
    if sign_ins.is_file():
        click.echo(f"Petugas masuk di / officers sign in at /desk/  ({sign_ins})")
    if wanted:
        _start_afresh()
    context.invoke(serve)


def _start_afresh() -> None:
    """Go on as `portal serve` in the same process, so that the memory of the filling is given back."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "flask", "--app", "wsgi", "portal", serve.name or ""])  # noqa: S606
