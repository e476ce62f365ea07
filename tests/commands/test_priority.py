"""Whatever nobody waits for goes behind the web server, and never before where an operator has put it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from portal.commands.priority import NICENESS, SESSION, give_way


def niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, 0)


def of_the_session() -> int:
    """As the kernel tells it: "/autogroup-25 nice 0"."""
    return int(SESSION.read_text().split()[-1])


@pytest.mark.parametrize(("before", "after"), [(0, NICENESS), (NICENESS + 4, NICENESS + 4)])
def test_a_process_gives_way_to_those_that_somebody_waits_for(before: int, after: int) -> None:
    child = os.fork()  # what a process has given up it cannot take back
    if not child:
        os.setpriority(os.PRIO_PROCESS, 0, max(before, niceness()))
        give_way()
        os._exit(niceness())
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == max(after, niceness())


@pytest.mark.skipif(not Path(SESSION).exists(), reason="this system heeds niceness across sessions")
@pytest.mark.parametrize("alone", [True, False])
def test_a_session_of_its_own_gives_way_as_a_whole_and_one_of_others_is_left_alone(alone: bool) -> None:
    child = os.fork()
    if not child:
        os.setsid()
        if not alone:
            inner = os.fork()
            if inner:
                os.waitpid(inner, 0)
                os._exit(of_the_session())
        give_way()
        os._exit(of_the_session())
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == (max(NICENESS, niceness()) if alone else 0)
