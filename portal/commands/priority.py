"""Which of the portal's programs goes first on a busy machine: those that somebody waits for."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

NICENESS = 5  # that of the worker's systemd unit as well; its CPUWeight is the same share
#: Linux shares a processor among sessions first, and heeds niceness only within one: sched(7), "The autogroup feature".
SESSION = Path("/proc/self/autogroup")


def give_way() -> None:
    """Let the web server go first, from now until the end of this process and in all that it starts.

    Whoever reads waits for a page; an import or a projection may take a little longer. A session that began with this
    process, as those of services and of systemd-run do, gives way as a whole.
    """
    with suppress(OSError):  # it has been given a better place, and may not leave it
        niceness = max(NICENESS, os.getpriority(os.PRIO_PROCESS, 0))
        os.setpriority(os.PRIO_PROCESS, 0, niceness)
        if os.getsid(0) == os.getpid() and SESSION.exists():
            SESSION.write_text(f"{niceness}")
