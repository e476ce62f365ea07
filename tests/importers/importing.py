"""An import in a process of its own, so that it can be killed."""

from __future__ import annotations

import pkgutil
import time
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path

from portal import blueprints, cities, create_app
from portal.config import Settings
from portal.importers import run
from portal.importers.mapping import load

BATCH = 60  # rows a commit: many moments to be killed between

for _found in pkgutil.iter_modules(blueprints.__path__):  # loaded once by the fork server, not by every process
    import_module(f"{blueprints.__name__}.{_found.name}")


def take(settings: Settings, file: Path, mapping: Path, teller: Connection) -> None:
    """Import ``file`` into the settings' database; tells when it begins, and at the end the seconds it took."""
    run.BATCH = BATCH
    app = create_app(settings)
    with app.app_context():
        teller.send(0.0)
        began = time.monotonic()
        run.import_csv(file, load(mapping), cities.load(settings.city))
        teller.send(time.monotonic() - began)
