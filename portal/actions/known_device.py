"""A device that has signed in before shows a signed mark: who guesses elsewhere does not slow it down."""

from __future__ import annotations

import secrets
from datetime import timedelta

from itsdangerous import BadData, URLSafeTimedSerializer

LASTS = timedelta(days=180)


def device_mark(officer: int, session_mark: str, key: str) -> str:
    """A new mark for the device that this officer has just signed in on.

    ``session_mark``: ``Officer.session``, which a new password changes; the marks of before are worth nothing then.
    """
    return str(_signer(key).dumps([officer, session_mark, secrets.token_hex(8)]))


def device_of(mark: str, officer: int, session_mark: str, key: str) -> str:
    """The device's own number if the mark is this officer's and good; else ""."""
    try:
        whose, session, number = _signer(key).loads(mark, max_age=int(LASTS.total_seconds()))
    except (BadData, ValueError, TypeError):
        return ""
    return str(number) if (whose, session) == (officer, session_mark) else ""


def _signer(key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt="known device")
