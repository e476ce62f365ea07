"""The first start fills the portal, a broken first start is taken up, later starts only serve."""

from __future__ import annotations

import signal
import subprocess

import pytest
from sqlalchemy import Engine, text

from portal.config import Settings
from tests.support.live import ROOT, environment, flask
from tests.support.processes import alive, family, wait_for

TICKETS = 3_000


def start(settings: Settings) -> subprocess.Popen[str]:
    command = flask("start", "--tickets", str(TICKETS))
    env = environment(settings)
    return subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def until_it_serves(process: subprocess.Popen[str]) -> str:
    """What it prints up to its address."""
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if "http://" in line:
            return said
    raise AssertionError(f"it did not serve:\n{said}")


def stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)


def count(bind: Engine, table: str) -> int:
    with bind.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


@pytest.mark.only_on("sqlite")
def test_a_first_start_that_is_killed_is_taken_up_by_the_next(settings: Settings, bind: Engine) -> None:
    first = start(settings)
    wait_for(lambda: count(bind, "ticket") > 0, seconds=60)
    followers = family(first.pid) - {first.pid}
    first.kill()
    first.communicate()
    assert followers
    wait_for(lambda: not any(alive(pid) for pid in followers))
    assert count(bind, "ticket") < TICKETS

    second = start(settings)
    said = until_it_serves(second)
    stop(second)
    assert count(bind, "ticket") == TICKETS
    assert "koordinator@" in said
    assert (settings.data / "officers.txt").stat().st_mode & 0o777 == 0o600

    third = start(settings)
    again = until_it_serves(third)
    stop(third)
    assert "Demo" not in again
    assert again.count("koordinator@") == said.count("koordinator@") == 1
    assert count(bind, "ticket") == TICKETS
