"""Which of the portal's programs goes first on a busy machine: those that somebody waits for."""

from __future__ import annotations

import os
from contextlib import suppress

NICENESS = 5  # that of the worker's systemd unit as well


def give_way() -> None:
    """Let the web server go first, from now until the end of this process and in all that it starts.

    Whoever reads waits for a page; an import or a projection may take a little longer.
    """
    with suppress(OSError):  # it has been given a better place, and may not leave it
        os.setpriority(os.PRIO_PROCESS, 0, max(NICENESS, os.getpriority(os.PRIO_PROCESS, 0)))
