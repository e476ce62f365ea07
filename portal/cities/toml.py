"""Reads a pack's TOML files key by key, so that a wrong or unknown key is named and none is silently ignored."""

from __future__ import annotations

import tomllib
from pathlib import Path

from .problem import CityError
from .table import decoded


class Section:
    """A table of a TOML file; every key must be asked for before ``done``."""

    def __init__(self, path: Path, values: dict[str, object], name: str = "") -> None:
        self.path = path
        self._values = dict(values)
        self._name = name

    def wrong(self, key: str, reason: str) -> CityError:
        return CityError(reason, self.path, 0, f"{self._name}.{key}" if self._name else key)

    def section(self, key: str) -> Section:
        found = self._values.pop(key, {})
        if not isinstance(found, dict):
            raise self.wrong(key, "must be a table")
        return Section(self.path, found, key)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default the key is needed and must not be empty."""
        found = self._values.pop(key, default)
        if found is None:
            raise self.wrong(key, "is missing")
        if not isinstance(found, str):
            raise self.wrong(key, "must be a text")
        if default is None and not found.strip():
            raise self.wrong(key, "is empty")
        return found.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        found = self._values.pop(key, [])
        if not isinstance(found, list) or not all(isinstance(v, str) and v.strip() for v in found):
            raise self.wrong(key, "must be a list of texts")
        return tuple(v.strip() for v in found)

    def pairs(self, key: str) -> dict[str, str]:
        found = self.section(key)._values
        for name, value in found.items():
            if not isinstance(value, str) or not value.strip():
                raise self.wrong(f"{key}.{name}", "must be a text")
        return {name: str(value) for name, value in found.items()}

    def yes(self, key: str, default: bool) -> bool:
        found = self._values.pop(key, default)
        if not isinstance(found, bool):
            raise self.wrong(key, "must be true or false")
        return found

    def hours(self, key: str, default: float) -> float:
        found = self._values.pop(key, default)
        if isinstance(found, bool) or not isinstance(found, int | float) or not 0 < found <= 24 * 3650:
            raise self.wrong(key, "must be a number of hours above 0, ten years at most")
        return float(found)

    def numbers(self, key: str, count: int) -> tuple[float, ...] | None:
        found = self._values.pop(key, None)
        if found is None:
            return None
        listed = found if isinstance(found, list) else []
        numbers = tuple(float(v) for v in listed if isinstance(v, int | float) and not isinstance(v, bool))
        if len(numbers) != count or len(listed) != count:
            raise self.wrong(key, f"must be {count} numbers")
        return numbers

    def done(self) -> None:
        """Refuse what nobody asked for: most often a key that is spelt wrongly."""
        for key in self._values:
            raise self.wrong(key, "no such key")


def read(path: Path) -> Section:
    """The whole file. Raises CityError, with the line where the TOML breaks."""
    try:
        return Section(path, tomllib.loads(decoded(path)))
    except tomllib.TOMLDecodeError as error:
        line = str(error).rpartition("at line ")[2].partition(",")[0]
        raise CityError(f"is not TOML: {error}", path, int(line) if line.isdigit() else 0) from error
