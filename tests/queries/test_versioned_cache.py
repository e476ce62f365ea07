"""One value for each name, built once for each version of what it was read from."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from portal.queries.versioned_cache import VersionedCache


def test_a_value_is_built_once_for_each_version() -> None:
    cache, built = VersionedCache(), []

    def build() -> int:
        built.append(1)
        return len(built)

    assert [cache.get("names", 1, build), cache.get("names", 1, build), cache.get("names", 2, build)] == [1, 1, 2]
    assert cache.get("names", 1, build) == 3  # only the newest version is kept


def test_threads_that_find_a_value_missing_build_it_once() -> None:
    cache, built, ready = VersionedCache(), [], Barrier(4)

    def build() -> int:
        built.append(1)
        time.sleep(0.05)
        return len(built)

    def ask() -> int:
        ready.wait()
        return cache.get("names", 1, build)

    with ThreadPoolExecutor(4) as threads:
        assert [one.result() for one in [threads.submit(ask) for _ in range(4)]] == [1] * 4
    assert built == [1]


def test_values_of_different_names_do_not_meet() -> None:
    cache = VersionedCache()
    assert (cache.get("a", 1, lambda: "x"), cache.get("b", 1, lambda: "y"), cache.get("a", 1, lambda: "z")) == (
        "x",
        "y",
        "x",
    )


def test_a_build_that_fails_leaves_the_cache_as_it_was() -> None:
    cache = VersionedCache()
    cache.get("a", 1, lambda: "old")
    with pytest.raises(ZeroDivisionError):
        cache.get("a", 2, lambda: 1 // 0)
    assert cache.get("a", 1, lambda: "new") == "old"
