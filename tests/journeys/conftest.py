"""The portal as a city would set it up: a file imported and an officer added by command, then served."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from portal.config import Settings
from tests.support.live import ROOT, Live, environment, flask, serving
from tests.support.processes import wait_for_page

SAMPLES = ROOT / "tests" / "samples"
CODE = "JK2403040001"
EMAIL, PASSWORD = "ragunan@example.org", "kata sandi panjang"


@dataclass(frozen=True, slots=True)
class Told:
    """What a command printed."""

    text: str


def run(settings: Settings, *arguments: str, typed: str = "") -> Told:
    done = subprocess.run(
        flask(*arguments), cwd=ROOT, env=environment(settings), input=typed, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return Told(done.stdout)


@pytest.fixture
def live(settings: Settings) -> Iterator[Live]:
    """The portal with the sample imported, running with its worker; the search knows all of it."""
    told = run(settings, "import", "csv", str(SAMPLES / "crm.csv"), "--mapping", str(SAMPLES / "crm.toml"))
    assert "5" in told.text
    who = ("--email", EMAIL, "--name", "Sari", "--agency", "kelurahan-ragunan", "--role", "officer")
    run(settings, "officers", "add", *who, typed=f"{PASSWORD}\n")
    with serving(settings) as running:
        wait_for_page(running.address + "/tickets.json", '"code": "JK2403060001"')
        yield running
