"""What is wrong with a row or a file, said so that its owner can mend it."""

from __future__ import annotations

from dataclasses import dataclass

VALUE_LENGTH = 200  # how much of a refused value is quoted; the row itself is kept whole


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that was refused. ``line`` counts from 1 (the header's, as a rule); ``reason`` is a key of reasons.WORDS.

    ``row`` holds the cells as they were read, or one text where the line could not be split into cells.
    """

    line: int
    field: str
    reason: str
    value: str
    row: list[str] | str


class FieldError(Exception):
    """Raised while a row is read, caught where the row ends: ``field`` has no acceptable value."""

    def __init__(self, field: str, reason: str, value: str = "") -> None:
        super().__init__(f"{field}: {reason}: {value[:VALUE_LENGTH]}")
        self.field = field
        self.reason = reason
        self.value = value[:VALUE_LENGTH]


class FileError(Exception):
    """A file of which nothing can be imported; the text says why."""
