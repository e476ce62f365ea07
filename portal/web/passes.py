"""A pass that an officer takes to the public form, to write reports there for people at the counter."""

from __future__ import annotations

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from .public_forms import OLDEST

LONGEST = 120  # characters


def pass_of(officer_id: int) -> str:
    """It opens nothing, and says who writes; for as long as a form may be open."""
    return str(_serializer().dumps(officer_id))


def officer_of(text: str) -> int | None:
    """Whose pass it is; None where it is none, or too old."""
    try:
        found: int = _serializer().loads(text[:LONGEST], max_age=int(OLDEST.total_seconds()))
    except BadData:
        return None
    return found


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="walk-in")
