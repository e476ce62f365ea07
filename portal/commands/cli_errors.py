"""What an operator reads when database or disk fail below a command: one sentence, no traceback."""

from __future__ import annotations

from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy.exc import DBAPIError


class PlainErrorGroup(AppGroup):
    """A group of commands that report a failing database or disk in one sentence."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except DBAPIError as error:
            raise click.ClickException(f"The database failed: {str(error.orig).strip()}") from error
        except BrokenPipeError:
            raise  # the reader of a pipe has gone; click ends quietly
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{where}{error.strerror or error}") from error
