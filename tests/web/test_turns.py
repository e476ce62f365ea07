"""Pages of one process take turns, and nobody waits for a slow visitor or a long answer."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pytest

from portal.web.turns import Turns

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

SECONDS = 5.0


def ask(turns: Turns, method: str = "GET") -> Iterable[bytes]:
    return turns({"REQUEST_METHOD": method}, lambda *_: lambda _body: None)


class Door:
    """An application whose answers wait until the door is opened; it tells how many are inside."""

    def __init__(self) -> None:
        self.entered = threading.Semaphore(0)
        self.open = threading.Event()

    def __call__(self, _environ: WSGIEnvironment, _start: StartResponse) -> Iterable[bytes]:
        self.entered.release()
        assert self.open.wait(SECONDS)
        return [b"page"]


def inside(door: Door, method: str) -> int:
    """How many of three requests are in the application at once."""
    turns = Turns(door)
    threads = [threading.Thread(target=ask, args=(turns, method)) for _ in range(3)]
    for thread in threads:
        thread.start()
    assert door.entered.acquire(timeout=SECONDS)
    count = 1 + sum(door.entered.acquire(timeout=0.2) for _ in range(2))
    door.open.set()
    for thread in threads:
        thread.join(SECONDS)
        assert not thread.is_alive()
    return count


def test_one_page_is_made_at_a_time() -> None:
    assert inside(Door(), "GET") == 1


def test_forms_wait_for_nobody() -> None:
    assert inside(Door(), "POST") == 3


def test_a_streamed_answer_leaves_the_turn_to_others_while_it_is_read() -> None:
    def stream(_environ: WSGIEnvironment, _start: StartResponse) -> Iterator[bytes]:
        yield b"first"
        yield b"second"

    turns = Turns(stream)
    long = iter(ask(turns))
    assert next(long) == b"first"
    assert list(ask(turns)) == [b"first", b"second"]
    assert next(long) == b"second"


def test_a_page_that_breaks_gives_its_turn_back() -> None:
    def broken(_environ: WSGIEnvironment, _start: StartResponse) -> Iterable[bytes]:
        raise RuntimeError("broken")

    turns = Turns(broken)
    for _ in range(2):
        with pytest.raises(RuntimeError, match="broken"):
            ask(turns)
