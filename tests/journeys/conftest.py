"""The portal as a city would set it up: a file imported and an officer added by command, then served."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from portal.config import Settings
from tests.support.database import Database, copy_sqlite, plain_settings, sqlite_template
from tests.support.live import ROOT, Live, environment, serving
from tests.support.processes import wait_for_page
from tests.support.scratch import new_directory
from tests.support.warm import command, serving_warm

SAMPLES = ROOT / "tests" / "samples"
CODE = "JK2403040001"
EMAIL, PASSWORD = "ragunan@example.org", "kata sandi panjang"


@dataclass(frozen=True, slots=True)
class Told:
    """What a command printed."""

    text: str


def run(settings: Settings, *arguments: str, typed: str = "") -> Told:
    done = command(arguments, environment(settings), typed)
    assert done.returncode == 0, done.stderr
    return Told(done.stdout)


def set_up(settings: Settings) -> None:
    told = run(settings, "import", "csv", str(SAMPLES / "crm.csv"), "--mapping", str(SAMPLES / "crm.toml"))
    assert "5" in told.text
    who = ("--email", EMAIL, "--name", "Sari", "--agency", "kelurahan-ragunan", "--role", "officer")
    run(settings, "officers", "add", *who, typed=f"{PASSWORD}\n")


@pytest.fixture(scope="session")
def set_up_once() -> Iterator[Path]:
    """A data directory as the commands leave it, on SQLite, to be copied: each command starts the portal anew."""
    directory = new_directory("pantau-set-up-")
    settings = plain_settings(directory)
    with sqlite_template() as template:
        copy_sqlite(template, directory / "pantau.db")
    set_up(settings)
    yield directory
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def live(settings: Settings, database: Database, request: pytest.FixtureRequest) -> Iterator[Live]:
    """The portal with the sample imported, running with its worker; the search knows all of it."""
    if database.kind == "sqlite":
        shutil.copytree(request.getfixturevalue("set_up_once"), settings.data, dirs_exist_ok=True)
    else:
        set_up(settings)
    start = serving if request.node.get_closest_marker("as_a_city_runs_it") else serving_warm
    with start(settings) as running:
        wait_for_page(running.address + "/tickets.json", '"code": "JK2403060001"')
        yield running
