"""Where these pages read, and what of them is kept: they look the same until the log moves or a minute has passed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Response, request

from ... import clock
from ...queries.city.version import public_version
from ...queries.sources import Sources
from .. import silence
from ..sources import here

MINUTE = 60


def answer(render: Callable[[Sources, datetime], str | Response]) -> Response:
    """The page that ``render`` makes of what is known now: waits grow with the time alone."""
    sources, now = here(), clock.now()
    version = public_version(sources.session)
    return silence.answer((version, int(now.timestamp()) // MINUTE), lambda: render(sources, now), version[1])


def asked(name: str) -> str:
    """What the address asks for by a name; no key of ours is longer."""
    return request.args.get(name, "")[:100]
