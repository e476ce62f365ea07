"""One thread works at a time, and what is held up holds up nobody else."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from threading import Event, Lock

import pytest

from portal.web.relay import HELD_UP, Relay

SECONDS = 5.0


@pytest.fixture
def making() -> Lock:
    return Lock()


@pytest.fixture
def relay(making: Lock) -> Iterator[Relay]:
    relay = Relay(3, making)
    yield relay
    relay.shutdown()


def held_up(relay: Relay, door: Event) -> None:
    """Submit what waits for the door, and wait until it counts as held up."""
    inside = Event()

    def wait() -> None:
        inside.set()
        assert door.wait(SECONDS)

    relay.submit(wait)
    _relieved(relay, inside.is_set)
    time.sleep(2 * HELD_UP)


def test_requests_are_answered_in_their_order_and_one_at_a_time(relay: Relay) -> None:
    seen: list[int] = []
    within = Lock()

    def work(number: int) -> int:
        assert within.acquire(blocking=False)
        time.sleep(0.001)
        seen.append(number)
        within.release()
        return number

    futures = [relay.submit(work, number) for number in range(20)]
    assert [future.result(SECONDS) for future in futures] == seen == list(range(20))


def test_nobody_waits_for_one_that_is_held_up(relay: Relay) -> None:
    door = Event()
    held_up(relay, door)
    other = relay.submit(lambda: "answered")
    assert relay.backlog
    relay.relieve()
    assert other.result(SECONDS) == "answered"
    door.set()
    assert relay.submit(lambda: "again").result(SECONDS) == "again"


def test_a_page_in_the_making_is_waited_for(relay: Relay, making: Lock) -> None:
    door = Event()
    with making:
        held_up(relay, door)
        other = relay.submit(lambda: "answered")
        relay.relieve()
        time.sleep(2 * HELD_UP)
        assert not other.done()
    door.set()
    assert other.result(SECONDS) == "answered"


def test_no_more_threads_work_than_there_are_and_each_comes_back(relay: Relay) -> None:
    doors = [Event() for _ in range(3)]
    for door in doors:
        held_up(relay, door)
    waiting = relay.submit(lambda: "answered")
    for _ in range(3):
        relay.relieve()
    time.sleep(2 * HELD_UP)
    assert not waiting.done()
    doors[0].set()
    _relieved(relay, waiting.done)
    assert waiting.result(0) == "answered"
    doors[1].set()
    doors[2].set()
    for door in [Event() for _ in range(2)]:  # all three can be had again
        held_up(relay, door)
        last = relay.submit(lambda: "last")
        _relieved(relay, last.done)
        door.set()


def test_an_error_is_the_caller_s(relay: Relay) -> None:
    def broken() -> None:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        relay.submit(broken).result(SECONDS)
    assert relay.submit(lambda: "next").result(SECONDS) == "next"


def test_a_relay_that_is_shut_down_finishes_what_waits_and_ends() -> None:
    relay = Relay(2, Lock())
    futures = [relay.submit(time.sleep, 0.01) for _ in range(3)]
    relay.shutdown()
    for future in futures:
        future.result(SECONDS)
    _until(lambda: not any(thread.name.startswith("relay-") for thread in threading.enumerate()))


def _relieved(relay: Relay, done: Callable[[], bool]) -> None:
    """Look again and again whether somebody must be relieved, as the worker's loop does."""

    def look() -> bool:
        relay.relieve()
        return done()

    _until(look)


def _until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not done():
        assert time.monotonic() < end
        time.sleep(HELD_UP / 4)
