"""Parts that many pages share, kept as they were drawn: an agency's months stand on the page of each period."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import cast

from flask import Flask, current_app
from markupsafe import Markup

from .language import current, prefix

KEPT = 1_000  # parts in each worker, some 10 KB each


class Parts:
    """What one running portal keeps in one process; what was not asked for longest goes first."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._drawn: OrderedDict[object, Markup] = OrderedDict()

    def find(self, key: object) -> Markup | None:
        with self._lock:
            found = self._drawn.get(key)
            if found is not None:
                self._drawn.move_to_end(key)
            return found

    def keep(self, key: object, part: Markup) -> Markup:
        with self._lock:
            self._drawn[key] = part
            while len(self._drawn) > KEPT:
                self._drawn.popitem(last=False)
        return part


def register(app: Flask) -> None:
    app.extensions["parts"] = Parts()


def part(version: object, draw: Callable[[], str]) -> Markup:
    """The part of ``version``, which must be hashable and change whenever anything that the part shows does.

    Language and prefix are added here. A part may hold paths, but no address with a host, and nothing of the query.
    """
    kept, key = cast(Parts, current_app.extensions["parts"]), (current(), prefix(), version)
    return kept.find(key) or kept.keep(key, Markup(draw()))  # noqa: S704 - a template has escaped it
