"""What an operator's slip or a failing machine comes to: one sentence that says what to do, and no traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.warm import command


def run(data: Path, *arguments: str, **env: str) -> str:
    """What a command that fails says."""
    own = {"PATH": os.environ["PATH"], "PANTAU_DATA": str(data), **env}
    done = command(arguments, own, typed="a long password\n")
    assert done.returncode in (1, 2) and "Traceback" not in done.stderr, done.stderr
    return done.stderr


@pytest.mark.parametrize(
    "command",
    [
        "import list",
        "search status",
        "worker --once",
        "serve",
        "officers add --email a@example.org --name A --agency a",
    ],
)
def test_a_database_without_tables_is_told_with_the_command_that_makes_them(tmp_path: Path, command: str) -> None:
    said = run(tmp_path, *command.split(), PORT="0")
    assert said == "Error: The database has no tables yet. Run first: flask --app wsgi portal upgrade\n"


def test_a_database_that_fails_is_told_in_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "pantau.db").write_bytes(b"no database" * 1000)
    said = run(tmp_path, "upgrade")
    assert "The database is damaged: file is not a database. " in said and "portal restore FILE" in said
    unreachable = "postgresql://nobody@127.0.0.1:1/none"
    assert "The database failed: connection" in run(tmp_path, "import", "list", DATABASE_URL=unreachable)


def test_settings_that_cannot_be_used_end_in_a_sentence(tmp_path: Path) -> None:
    assert run(tmp_path, "upgrade", PORT="http").startswith("Pantau cannot start: PORT must be a whole number")
    assert "no city pack; built in are" in run(tmp_path, "upgrade", CITY="nowhere")
    (tmp_path / "file").touch()
    assert "Not a directory" in run(tmp_path / "file", "upgrade")
