"""Bring the database to this release's schema."""

from __future__ import annotations

import click
from flask_migrate import upgrade as migrate_up


@click.command("upgrade")
def upgrade() -> None:
    """Run the migrations that the database still lacks."""
    migrate_up()
