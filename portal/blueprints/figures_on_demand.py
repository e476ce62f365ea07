"""Figures that are computed when they are asked for: few at a time, and kept while nothing has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Response

from ..web import caching
from ..web.limits import Slots, figure_slots

Computed = TypeVar("Computed")


def answer(
    version: object,
    compute: Callable[[], Computed],
    render: Callable[[Computed], str | Response],
    slots: Slots | None = None,
) -> Response:
    """What was computed in one form (``version``: see caching.answer); 503 to who finds no place for it in time, among
    ``slots`` where all other figures' are not meant."""

    def make() -> str | Response:
        with (slots or figure_slots).place():
            computed = compute()
        return render(computed)

    return caching.answer(version, make)
