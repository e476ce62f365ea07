"""Reads one table of a mapping key by key, so that a wrong or unknown key is named and none is silently ignored."""

from __future__ import annotations

from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from .mapping import Source
from .problem import ProfileError
from .template import TemplateError, parse

Choice = TypeVar("Choice", bound=StrEnum)
ALIKE = 0.75  # how alike two keys are when one is a slip of the other


class Table:
    """A table of a TOML file. Every key must be asked for before ``done``."""

    def __init__(self, file: str, values: dict[str, object], name: str = "") -> None:
        self.file = file
        self.name = name
        self._values = dict(values)
        self._asked: set[str] = set()  # every key that could stand here

    def wrong(self, key: str, reason: str) -> ProfileError:
        return ProfileError(self.file, f"{self.name}.{key}" if self.name else key, reason)

    def missing(self, key: str) -> ProfileError:
        """A key that must be there and is not; names the one that may have been meant for it."""
        near = get_close_matches(key, sorted(set(self._values) - self._asked), n=1, cutoff=ALIKE)
        return self.wrong(key, f"is missing; {near[0]!r} stands there, is it meant?" if near else "is missing")

    def has(self, key: str) -> bool:
        self._asked.add(key)
        return key in self._values

    def _take(self, key: str, default: object = None) -> object:
        self._asked.add(key)
        return self._values.pop(key, default)

    def names(self) -> list[str]:
        return list(self._values)

    def section(self, key: str) -> Table | None:
        """A table below this one, None when it is absent."""
        found = self._take(key)
        if found is None:
            return None
        if not isinstance(found, dict):
            raise self.wrong(key, "must be a table")
        return self._below(found, key)

    def sections(self, key: str) -> list[Table]:
        """A list of tables, written [[key]]; empty when absent."""
        found = self._take(key, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            raise self.wrong(key, f"must be a list of tables, written [[{key}]]")
        return [self._below(item, f"{key}[{number}]") for number, item in enumerate(found, 1)]

    def _below(self, values: dict[str, object], key: str) -> Table:
        return Table(self.file, values, f"{self.name}.{key}" if self.name else key)

    def text(self, key: str) -> str | None:
        found = self._take(key)
        if found is not None and not isinstance(found, str):
            raise self.wrong(key, "must be a text")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text is a list of one."""
        found = self._take(key, [])
        listed = [found] if isinstance(found, str) else found
        if not isinstance(listed, list) or not all(isinstance(v, str) and v.strip() for v in listed):
            raise self.wrong(key, "must be a text or a list of texts")
        return tuple(str(v).strip() for v in listed)

    def pairs(self, key: str) -> dict[str, str]:
        """A table of texts, its keys casefolded."""
        found = self._take(key, {})
        if not isinstance(found, dict) or not all(isinstance(v, str) and v.strip() for v in found.values()):
            raise self.wrong(key, "must be a table of texts")
        return {name.strip().casefold(): str(value).strip() for name, value in found.items()}

    def yes(self, key: str, default: bool) -> bool:
        found = self._take(key, default)
        if not isinstance(found, bool):
            raise self.wrong(key, "must be true or false")
        return found

    def number(self, key: str, default: float, low: float, high: float) -> float:
        found = self._take(key, default)
        if isinstance(found, bool) or not isinstance(found, int | float) or not low <= found <= high:
            raise self.wrong(key, f"must be a number from {low:g} to {high:g}")
        return float(found)

    def box(self, key: str) -> tuple[float, float, float, float] | None:
        found = self._take(key)
        if found is None:
            return None
        if not isinstance(found, list) or not all(isinstance(v, int | float) for v in found) or len(found) != 4:
            raise self.wrong(key, "must be four numbers: west, south, east, north")
        west, south, east, north = (float(v) for v in found)
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
            raise self.wrong(key, "must be west, south, east, north in degrees")
        return west, south, east, north

    def choice(self, key: str, kind: type[Choice], default: Choice) -> Choice:
        found = self.text(key)
        if found is None:
            return default
        try:
            return kind(found)
        except ValueError:
            raise self.wrong(key, f"{found!r} is not among {', '.join(kind)}") from None

    def source(self, key: str) -> Source | None:
        """A column, several columns of which the first filled one counts, or a template; None when absent."""
        if not self.has(key):
            return None
        found = self.texts(key)
        if len(found) == 1 and "{" in found[0]:
            return self._template(key, found[0])
        if not found:
            raise self.wrong(key, "names no column")
        return Source(columns=found)

    def template(self, key: str) -> Source | None:
        """Wording that may name columns in {}; None when absent."""
        found = self.text(key)
        return None if found is None else self._template(key, found)

    def _template(self, key: str, text: str) -> Source:
        try:
            parse(text)
        except TemplateError as error:
            raise self.wrong(key, str(error)) from None
        return Source(template=text)

    def short(self, key: str, name: str) -> Table:
        """A table below this one that may be written as one text, which is then its key ``name``."""
        found = self._values.pop(key)
        if isinstance(found, str):
            found = {name: found}
        if not isinstance(found, dict):
            raise self.wrong(key, f"must be a text or a table with {name}")
        return self._below(found, key)

    def is_only(self, key: str, value: str) -> bool:
        return self._values == {key: value}

    def needed(self, key: str) -> Source:
        found = self.source(key)
        if found is None:
            raise self.missing(key)
        return found

    def done(self) -> None:
        """Refuse what nobody asked for: most often a key that is spelt wrongly."""
        for key in self._values:
            near = get_close_matches(key, sorted(self._asked), n=1, cutoff=ALIKE)
            raise self.wrong(key, f"no such key; {near[0]!r} is one" if near else "no such key")
