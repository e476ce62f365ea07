"""flask portal ...: commands over actions, queries, importers and projections."""

from __future__ import annotations

from flask import Flask

from .agencies import agencies
from .answers import answers
from .areas import areas
from .backup import backup, restore
from .cli_errors import PlainErrorGroup
from .demo import demo
from .dump import export
from .imports import imports
from .mail import mail
from .mapping import mapping
from .officers import officers
from .photos import photos
from .remask import remask_stored
from .schema import upgrade
from .scorecards import scorecards
from .search import search
from .serve import serve
from .start import start
from .streets import streets
from .verify import verify
from .worker import worker

portal = PlainErrorGroup("portal", help="Run and fill the portal.")
for command in (
    agencies,
    answers,
    areas,
    backup,
    demo,
    export,
    imports,
    mail,
    mapping,
    officers,
    photos,
    remask_stored,
    restore,
    upgrade,
    scorecards,
    search,
    serve,
    start,
    streets,
    verify,
    worker,
):
    portal.add_command(command)


def register(app: Flask) -> None:
    """Add `portal` and its commands to the flask command."""
    app.cli.add_command(portal)
