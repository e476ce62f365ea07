"""Operators find the last errors of all processes, and in them no word of a citizen."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from portal.web.kept_errors import FILE, LARGEST, keep, last_errors


@pytest.fixture
def logger(tmp_path: Path) -> logging.Logger:
    found = logging.Logger("portal.test")
    keep(found, tmp_path, lambda: "abc123")
    return found


def test_the_newest_comes_first_with_its_request(logger: logging.Logger, tmp_path: Path) -> None:
    logger.error("the first: %d", 1)
    logger.critical("the second")
    found = last_errors(tmp_path)
    assert [(error.level, error.message, error.request) for error in found] == [
        ("CRITICAL", "the second", "abc123"),
        ("ERROR", "the first: 1", "abc123"),
    ]
    assert found[0].at.tzinfo is not None


def test_slow_statements_and_other_warnings_push_no_error_out(logger: logging.Logger, tmp_path: Path) -> None:
    logger.error("the disk is full")
    for _ in range(30):
        logger.warning("a statement took 2.1 s: SELECT count(*) FROM ticket")
    assert [error.message for error in last_errors(tmp_path)] == ["the disk is full"]


def test_of_an_exception_its_class_is_kept_and_not_its_words(logger: logging.Logger, tmp_path: Path) -> None:
    try:
        raise LookupError("Key (email)=(budi@example.org) already exists")
    except LookupError:
        logger.exception("the query failed")
    [found] = last_errors(tmp_path)
    assert found.cause == "LookupError"
    assert "budi" not in (tmp_path / FILE).read_text()


def test_the_file_stays_small(logger: logging.Logger, tmp_path: Path) -> None:
    for number in range(1000):
        logger.error("%d %s", number, "x" * 5000)
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 3 * LARGEST
    assert last_errors(tmp_path, 1)[0].message.startswith("999 ")


def test_a_torn_or_missing_file_is_no_error(tmp_path: Path) -> None:
    assert last_errors(tmp_path) == []
    (tmp_path / FILE).write_text('{"at": 1, "level": "ERR\n[]\n' + json.dumps({"at": "x"}) + "\n")
    assert last_errors(tmp_path) == []


def test_a_disk_that_takes_nothing_loses_the_line_alone(tmp_path: Path) -> None:
    logger = logging.Logger("portal.test")
    keep(logger, tmp_path / "nowhere", lambda: "-")
    logger.error("said into the wind")
    assert last_errors(tmp_path / "nowhere") == []
