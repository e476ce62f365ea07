"""Signed puzzles for the browsers of those who send a public form in a rush: each for one filling-in of one form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from .. import clock
from ..domain.proof_of_work import bits_for, solves

LASTS = timedelta(minutes=15)  # so nobody solves them in advance, and a slow reader is in time
ANSWER = "proof"
FIELD = "challenge"


@dataclass(frozen=True, slots=True)
class Challenge:
    """``age``: seconds since it was given out."""

    text: str
    bits: int
    age: float = 0.0

    def solved(self, answer: str) -> bool:
        return solves(self.text, answer, self.bits)


def give(form_key: str, pressure: float) -> Challenge:
    """A new one; ``pressure``: what comes in, as a multiple of what is calm."""
    bits = bits_for(pressure)
    return Challenge(_serializer().dumps([form_key, bits, clock.now().timestamp()]), bits)


def given(text: str, form_key: str) -> Challenge | None:
    """One that was given to this filling-in of the form and still holds."""
    try:
        key, bits, issued = _serializer().loads(text)
    except BadData:
        return None
    age = max(0.0, clock.now().timestamp() - issued)
    return Challenge(text, bits, age) if key == form_key and age <= LASTS.total_seconds() else None


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="proof of work")
