"""Finds the column that says where a report lies: by the city's own areas and levels, else by its name."""

from __future__ import annotations

from ...domain.city import City
from ...domain.names import identity
from .names import words
from .roles import Roles, words_by_shape
from .sample import SampledColumn
from .toml import key, quoted

_KNOWN = 0.1  # of a column's values are areas of the city, if it is a column of areas


def lines(roles: Roles, city: City) -> list[str]:
    """The section of the areas; a comment where there is none."""
    if city.areas:
        return _known(roles, city)
    if leveled := _by_level(roles, city):
        return leveled
    guess = roles.found.get("area")
    if guess is None:
        return [
            "# No column of areas was found. Without one an area is found from the point, where the city has outlines."
        ]
    return ["[area]", f"column = {quoted(guess.column.name)} # {guess.why}; each value becomes an area"]


def _known(roles: Roles, city: City) -> list[str]:
    """The column with the most values that are areas of the city's pack."""
    labels = {identity(label) for area in city.areas.values() for label in area.labels}
    best: tuple[float, SampledColumn] | None = None
    for column in _candidates(roles):
        share = column.share(lambda value: identity(value) in labels)
        if share >= _KNOWN and (best is None or share > best[0]):
            best = share, column
    if best is None:
        roles.found.pop("area", None)
        return ["# No column has areas of the city's pack. Without one an area is found from the point."]
    share, column = best
    _take(roles, "area", column, "its values are areas of the city")
    section = ["[area]", f"column = {quoted(column.name)} # {share:.0%} of its values are areas of the city"]
    if share < 1:
        section += [
            "# Rows that name another are refused; [rows] would leave them out, without unknown they become new areas.",
            'unknown = "refuse"',
        ]
    return section


def _by_level(roles: Roles, city: City) -> list[str]:
    """A section for each level that a column is called like."""
    section: list[str] = []
    for level in city.levels:
        named = [
            column for column in _candidates(roles) if words(column.name) in (words(level), f"{words(level)} name")
        ]
        if named:
            _take(roles, f"area {level}", named[0], "a level of the city")
            slot = f"{{{named[0].name}}}"
            code = quoted(f"[{key(level)}-{slot}]")
            section += ["[[areas]]", f"level = {quoted(level)}", f"code = {code}", f"name = {quoted(slot)}", ""]
    return section[:-1]


def _candidates(roles: Roles) -> list[SampledColumn]:
    """Columns without a role, and those that have one only by a usual name, or by their values."""
    weak = [role for role, guess in roles.found.items() if role == "area" or (role == "category" and guess.by_shape)]
    return [*roles.free(), *(roles.found[role].column for role in weak)]


def _take(roles: Roles, role: str, column: SampledColumn, why: str) -> None:
    """Give a column its role; a category that was guessed gives way to another column."""
    for weak in [weak for weak, guess in roles.found.items() if guess.column is column]:
        del roles.found[weak]
    roles.take(role, column, why)
    words_by_shape(roles)
