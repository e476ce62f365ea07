"""Does pieces of work in this process and in a forked one beside it, where the machine has a second core for it.

Each takes the next piece that nobody has taken. So whoever is kept waiting by others on its core takes fewer, and what
the forked one has not told when all are taken, it may be slow or dead, is done here. It only computes: it has no thread
but its own, touches no connection, and gives way to all others.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from typing import IO, Any, TypeVar

log = logging.getLogger(__name__)
#: One byte names a piece.
MOST_PIECES = 256
#: By how much the forked process gives way: web servers answer first.
NICENESS = 10
_ALONE = "no second process computes: %s"
_LENGTH = 8  # bytes that say how long it is what follows
Done = TypeVar("Done")


def possible() -> bool:
    """Whether a process can be forked here that has a core of its own. (Not all of macOS can be used after a fork.)"""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def shared(work: Callable[[int], Done], pieces: int) -> list[Done]:
    """What ``work`` makes of each number below ``pieces``, at most MOST_PIECES; the dearest should come first.

    ``work`` may only compute: in the forked process it must ask no database and take no lock, and what it makes is
    pickled. What it raises here is raised; what it raises there is logged, and the piece done again here.
    """
    with ExitStack() as held:
        try:
            told = held.enter_context(tempfile.TemporaryFile())
        except OSError as error:
            log.warning(_ALONE, error)
            return [work(piece) for piece in range(pieces)]
        queue, end = os.pipe()
        os.write(end, bytes(range(1, pieces)))
        os.close(end)  # so that who has read the last piece reads the end
        found = dict[int, Done]()
        child = _forked(work, queue, told)
        try:
            taken = bytes(min(pieces, 1))  # the first, dearest one is never left to the other
            while taken:
                found[taken[0]] = work(taken[0])
                taken = os.read(queue, 1)
        finally:
            os.close(queue)
            _end(child)
        found |= _told(told)
    return [found[piece] if piece in found else work(piece) for piece in range(pieces)]


def _forked(work: Callable[[int], object], queue: int, told: IO[bytes]) -> int:
    """The process that does its part; 0 where the machine has no room for one."""
    here = os.getpid()
    try:
        child = os.fork()
    except OSError as error:
        log.warning(_ALONE, error)
        return 0
    if child:
        return child
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.nice(NICENESS)
        while os.getppid() == here and (taken := os.read(queue, 1)):
            done = pickle.dumps((taken[0], work(taken[0])))
            told.write(len(done).to_bytes(_LENGTH) + done)
            told.flush()
    except BaseException:
        log.exception("the second process failed; the first one does its part")
    finally:
        os._exit(0)  # nothing is closed or tidied that is the other's


def _end(child: int) -> None:
    """Let the process be gone, whatever it is at."""
    if not child:
        return
    pid, status = os.waitpid(child, os.WNOHANG)
    if not pid:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    elif status:
        log.warning("the second process ended with %d; its part is done anew", os.waitstatus_to_exitcode(status))


def _told(told: IO[bytes]) -> dict[int, Any]:
    """What the process that is gone had told, to the last piece that it told wholly."""
    told.seek(0)
    found = dict[int, Any]()
    while len(length := told.read(_LENGTH)) == _LENGTH:
        size = int.from_bytes(length)
        done = told.read(size)
        if len(done) == size:
            piece, what = pickle.loads(done)  # noqa: S301  by this very program, in a file without a name
            found[piece] = what
    return found
