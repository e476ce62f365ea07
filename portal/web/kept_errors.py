"""Keeps the last errors of all processes in one small file, for operators to read in the browser."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

FILE = "errors.jsonl"
LARGEST = 200_000  # bytes; then the file begins anew, and the one before is kept beside it
LONGEST = 300  # characters of a message
SHOWN = 20


@dataclass(frozen=True, slots=True)
class KeptError:
    """A line of the log. ``cause``: the class of the exception alone, for its words may quote what somebody wrote."""

    at: datetime
    level: str
    where: str
    request: str
    message: str
    cause: str = ""


class ErrorFile(logging.Handler):
    """Appends each error to the file; a disk that takes none loses these lines, not the answer.

    No warning: those of slow statements would push the errors out.
    """

    def __init__(self, path: Path, request_id: Callable[[], str]) -> None:
        super().__init__(logging.ERROR)
        self.path = path
        self._request_id = request_id

    def emit(self, record: logging.LogRecord) -> None:
        line = {
            "at": int(record.created),
            "level": record.levelname,
            "where": record.name,
            "request": self._request_id(),
            "message": record.getMessage()[:LONGEST],
            "cause": record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "",
        }
        with suppress(OSError):
            if self.path.exists() and self.path.stat().st_size > LARGEST:
                self.path.replace(self.path.with_suffix(".old"))
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")


def keep(logger: logging.Logger, data: Path, request_id: Callable[[], str]) -> None:
    """Keep what ``logger`` and those below it say in the data directory; of one application a process, the last one."""
    for before in [handler for handler in logger.handlers if isinstance(handler, ErrorFile)]:
        logger.removeHandler(before)
    logger.addHandler(ErrorFile(data / FILE, request_id))


def last_errors(data: Path, most: int = SHOWN) -> list[KeptError]:
    """The newest first. A line that was cut off by a full disk is left out."""
    found: list[KeptError] = []
    with suppress(OSError):
        for line in reversed((data / FILE).read_text(encoding="utf-8", errors="replace").splitlines()):
            with suppress(ValueError, KeyError, TypeError):
                read = json.loads(line)
                found.append(KeptError(**{**read, "at": datetime.fromtimestamp(read["at"], UTC)}))
            if len(found) == most:
                break
    return found
