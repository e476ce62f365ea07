"""The units say what systemd understands, start again whatever dies, and let the portal touch little."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from portal.commands.priority import NICENESS
from tests.support.live import ROOT
from tests.support.need import missing

UNITS = ROOT / "deploy" / "systemd"
SERVICES = ("pantau-web.service", "pantau-worker.service")
HARD = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "CapabilityBoundingSet": "",
    "UMask": "0077",
    "User": "pantau",
    "StateDirectoryMode": "0700",
}


def unit(name: str) -> configparser.ConfigParser:
    found = configparser.ConfigParser(interpolation=None, strict=False)
    found.optionxform = str  # type: ignore[assignment, method-assign]
    found.read(UNITS / name)
    return found


def test_systemd_understands_every_unit(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze") or missing("systemd-analyze", "apt-get install systemd")
    for path in UNITS.iterdir():  # programs and pages are where this checkout is
        here = path.read_text().replace("/srv/pantau/", f"{ROOT}/")
        (tmp_path / path.name).write_text(re.sub(r"^(User|Group|SocketUser|SocketGroup)=.*$", "", here, flags=re.M))
    said = subprocess.run(
        [program, "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"},
    )
    assert (said.returncode, said.stderr) == (0, "")


@pytest.mark.parametrize("name", SERVICES)
def test_what_dies_is_started_again_and_never_given_up(name: str) -> None:
    found = unit(name)
    assert found["Service"]["Restart"] == "always"
    assert found["Unit"]["StartLimitIntervalSec"] == "0"


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_may_touch_its_own_directory_alone(name: str) -> None:
    service = unit(name)["Service"]
    assert {key: service[key] for key in HARD} == HARD
    assert "ReadWritePaths" not in service


def test_the_worker_gives_way_to_the_web_server() -> None:
    """Linux heeds niceness only within one service, and the weight of a service among all."""
    assert unit("pantau-worker.service")["Service"]["Nice"] == str(NICENESS)
    assert unit("pantau-worker.service")["Service"]["CPUWeight"] == "33"  # of 100 that every other service has
    assert "CPUWeight" not in unit("pantau-web.service")["Service"]


def test_the_socket_is_systemds_so_that_it_outlives_the_server() -> None:
    listen = unit("pantau-web.socket")["Socket"]["ListenStream"]
    assert unit("pantau-web.service")["Unit"]["Requires"] == "pantau-web.socket"
    assert f"server unix:{listen};" in (ROOT / "deploy" / "nginx.conf").read_text()
