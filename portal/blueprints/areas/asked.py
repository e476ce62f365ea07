"""What an address of areas asks for beside its period, and what of it says nothing here."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeVar

from flask import request, url_for

from ...domain.as_of import PINNED
from ...queries.areas.map import AreaMeasure
from ...queries.areas.rows import AreaSort
from .. import lens
from ..figure_files import refuse_unread
from ..past import past_asked, pinned

Choice = TypeVar("Choice", bound=StrEnum)
_PERIOD = "period"
_CHOICES: dict[str, type[StrEnum]] = {"sort": AreaSort, "map": AreaMeasure}


def sort_asked() -> AreaSort:
    return _choice(AreaSort, "sort")


def measure_asked() -> AreaMeasure:
    """What the map shows."""
    return _choice(AreaMeasure, "map")


def _choice(kind: type[Choice], name: str) -> Choice:
    """The value that the address has for a name; the first of its kind where it has none that can be read."""
    asked = request.args.get(name, "")
    return kind(asked) if asked in set(kind) else next(iter(kind))


def left_out(*names: str) -> dict[str, tuple[str, ...]]:
    """For a page whose choices have these names: ``unread`` whose value is none of theirs, and ``strange`` names."""
    unread = [name for name in names if request.args.get(name, "") not in {"", *_CHOICES[name]}]
    return {"unread": tuple(unread), "strange": lens.strange({_PERIOD, *PINNED, *names})}


def refuse_strange() -> None:
    """A file has a period and a moment and nothing else, and cannot say what it left out."""
    refuse_unread([*past_asked().unread, *lens.strange({_PERIOD, *PINNED})])


def address(**changes: str) -> str:
    """The address of this page with something else in it; an empty value drops what it had."""
    kept = {name: request.args[name] for name in (_PERIOD, *_CHOICES) if name in request.args}
    query: dict[str, Any] = {name: value for name, value in {**kept, **pinned(), **changes}.items() if value}
    return url_for(request.endpoint or "", **(request.view_args or {}), **query)
