"""What may be chosen in a form."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import SelectChoice


def choices(*pairs: tuple[object, object]) -> list[SelectChoice]:
    """Pairs of a value and its name as WTForms wants them."""
    return [SelectChoice(value, name) for value, name in pairs]


def named(chosen: Iterable[SelectChoice] | None) -> dict[object, str]:
    """The names of what may be chosen, by value."""
    return {choice.value: str(choice.label) for choice in chosen or ()}
