"""Migrations go up and down on both databases and end where the models are."""

from __future__ import annotations

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, inspect

from portal.config import MIGRATIONS
from portal.database import WRITES
from portal.models import Base


def settings(connection: Connection) -> Config:
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["connection"] = connection
    return made


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))


def test_down_to_nothing_and_up_again_gives_what_the_models_say(bind: Engine) -> None:
    with bind.connect().execution_options(**{WRITES: True}) as connection:
        assert differences(connection) == []
        command.downgrade(settings(connection), "base")
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
        command.upgrade(settings(connection), "head")
        connection.commit()
    with bind.connect() as connection:
        assert differences(connection) == []
