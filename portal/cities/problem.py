"""What is wrong with a pack, said so that its author can mend it."""

from __future__ import annotations

from pathlib import Path


class CityError(ValueError):
    """A pack that cannot be used: ``file``, ``line`` (0: the whole file) and ``field`` say where."""

    def __init__(self, reason: str, file: Path | str, line: int = 0, field: str = "") -> None:
        where = f"{file}:{line}" if line else str(file)
        super().__init__(f"{where}: {field}: {reason}" if field else f"{where}: {reason}")
        self.reason = reason
        self.file = str(file)
        self.line = line
        self.field = field
