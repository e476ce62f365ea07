"""Whatever nobody waits for goes behind the web server, and never before where an operator has put it."""

from __future__ import annotations

import os

import pytest

from portal.commands.priority import NICENESS, give_way


@pytest.mark.parametrize(("before", "after"), [(0, NICENESS), (NICENESS + 4, NICENESS + 4)])
def test_a_process_gives_way_to_those_that_somebody_waits_for(before: int, after: int) -> None:
    child = os.fork()  # what a process has given up it cannot take back
    if not child:
        os.setpriority(os.PRIO_PROCESS, 0, max(before, os.getpriority(os.PRIO_PROCESS, 0)))
        give_way()
        os._exit(os.getpriority(os.PRIO_PROCESS, 0))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == max(after, os.getpriority(os.PRIO_PROCESS, 0))
