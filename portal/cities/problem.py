"""What is wrong with a file of a city pack, said so that its author can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class CityError(ValueError):
    """A file that cannot be used: ``file``, ``line`` (0: the whole file) and ``field`` say where."""

    def __init__(self, reason: str, file: Path | str, line: int = 0, field: str = "") -> None:
        super().__init__(_sentence(reason, file, line, field))
        self.reason = reason
        self.file = str(file)
        self.line = line
        self.field = field


@dataclass(frozen=True, slots=True)
class KeyProblem:
    """One mistake in a TOML file: the dotted key (lists counted from 1) and the reason."""

    key: str
    reason: str


class TomlError(CityError):
    """A TOML file that cannot be used: all its ``problems``; the text has one line for each."""

    def __init__(self, file: Path | str, problems: Sequence[KeyProblem]) -> None:
        super().__init__(problems[0].reason, file, field=problems[0].key)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join(_sentence(problem.reason, self.file, 0, problem.key) for problem in self.problems)


def _sentence(reason: str, file: Path | str, line: int, field: str) -> str:
    where = f"{file}:{line}" if line else str(file)
    return f"{where}: {field}: {reason}" if field else f"{where}: {reason}"
