"""What an operator reads when database or disk fail below a command: one sentence, no traceback."""

from __future__ import annotations

from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy.exc import DBAPIError

from ..web.database_faults import DatabaseFault, fault_of

DAMAGED = "See how far with `portal verify`; put a backup back with `portal restore FILE --replace`."


class PlainErrorGroup(AppGroup):
    """A group of commands that report a failing database or disk in one sentence."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except DBAPIError as error:
            said = str(error.orig).strip()
            if fault_of(error) is DatabaseFault.DAMAGED:
                raise click.ClickException(f"The database is damaged: {said}. {DAMAGED}") from error
            raise click.ClickException(f"The database failed: {said}") from error
        except BrokenPipeError:
            raise  # the reader of a pipe has gone; click ends quietly
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{where}{error.strerror or error}") from error
