"""What an operator reads when database or disk fail below a command: one sentence, no traceback."""

from __future__ import annotations

from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy.exc import DBAPIError


class PlainErrorGroup(AppGroup):
    """A group of commands whose failures of database and disk are told in a sentence."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except DBAPIError as error:
            raise click.ClickException(f"The database failed: {str(error.orig).strip()}") from error
        except BrokenPipeError:
            raise  # click ends quietly: whoever read has had enough
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{where}{error.strerror or error}") from error
