"""flask portal remask: stored texts are brought up to the rule of masking that holds now."""

from __future__ import annotations

import click

from ..actions.remask import remask
from ..context import current_portal
from .schema import ready


@click.command("remask")
@click.option("--check", is_flag=True, help="Write nothing; count what would change.")
def remask_stored(check: bool) -> None:
    """Mask personal data in texts that were published under an older rule or an older list of contacts.

    Each ticket that changes gets a public event that says so. It can be run while the portal serves, and again.
    """
    ready()
    with click.progressbar(length=1, label="Tickets") as bar:

        def progress(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        found = remask(current_portal().city, check=check, progress=progress)
    verb = "to change" if check else "changed"
    click.echo(f"Of {found.tickets:,} tickets: {found.reports:,} reports and {found.events:,} public events {verb}.")
