"""flask portal ...: thin commands over actions, queries, importers and readings."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from flask import Flask

from .cli_errors import PlainErrorGroup

portal = PlainErrorGroup("portal", help="Run and fill the portal.")

#: Module -> the click commands in it.
COMMANDS: dict[str, tuple[str, ...]] = {
    "areas": ("areas",),
    "demo": ("demo",),
    "imports": ("imports",),
    "officers": ("officers",),
    "schema": ("upgrade",),
    "search": ("search",),
    "serve": ("serve",),
    "start": ("start",),
    "worker": ("worker",),
    "scorecards": ("scorecards",),
}


def register(app: Flask) -> None:
    """Add `portal` and its commands to the flask command."""
    for module, names in COMMANDS.items():
        if find_spec(f"{__name__}.{module}") is None:
            continue
        loaded = import_module(f".{module}", __name__)
        for name in names:
            command = getattr(loaded, name)
            portal.add_command(command, "import" if name == "imports" else command.name)
    app.cli.add_command(portal)
