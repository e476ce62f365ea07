"""Makes the chunks in a process of its own, one ahead, so that one core invents while the other writes."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection

from ..collector import uncollected
from ..domain.city import City
from ..domain.record import Record
from .data import DemoError
from .parcel import packed, unpacked
from .year import Demo


def ahead(city: City, n: int, seed: int, until: datetime, start: int = 0) -> Iterator[list[Record]]:
    """The chunks of ``generate`` from number ``start`` on; a single one needs no process of its own.

    Raises DemoError when their maker dies.
    """
    if Demo.chunks_of(n) - start < 2:
        yield from map(Demo(city, n, seed, until).chunk, range(start, Demo.chunks_of(n)))
        return
    context = get_context("spawn")  # a fork would share the database's connections
    ours, theirs = context.Pipe(duplex=False)
    maker = context.Process(target=_make, args=(theirs, city, n, seed, until, start), daemon=True)
    maker.start()
    theirs.close()
    try:
        for _ in range(start, Demo.chunks_of(n)):
            yield _received(ours)
    finally:
        ours.close()
        maker.join(5)
        if maker.is_alive():
            maker.terminate()


def _received(pipe: Connection) -> list[Record]:
    try:
        with uncollected():
            return unpacked(pipe.recv_bytes())
    except EOFError:
        raise DemoError("the process that makes the reports has died; see what it said above") from None


def _make(pipe: Connection, city: City, n: int, seed: int, until: datetime, start: int) -> None:
    """The child: a full pipe makes it wait, a closed one makes it end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    demo = Demo(city, n, seed, until)
    with suppress(BrokenPipeError):
        for number in range(start, demo.chunks):
            pipe.send_bytes(packed(demo.chunk(number)))
    pipe.close()
