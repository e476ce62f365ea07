"""The language that is spoken now: that of the request, until another is forced. A page asks some hundred times."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from flask_babel import force_locale, get_locale

_spoken: ContextVar[str] = ContextVar("spoken", default="")


def language() -> str:
    """Its code; outside of a request, where no language was named, that of Flask-Babel."""
    return _spoken.get() or str(get_locale().language)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """All that is said meanwhile is in this language, which must be that of the request."""
    token = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(token)


@contextmanager
def forced(code: str) -> Iterator[None]:
    """All that is said meanwhile is in this language, whatever the request's is."""
    with force_locale(code), speaking(code):
        yield
