"""Who must show a second factor at the sign-in, and how recovery codes are written."""

from __future__ import annotations

import secrets

from .permission import EVERYWHERE, Role

CODES = 10  # recovery codes a set
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look alike
_LENGTH = 12  # letters of 31: 59 bits


def must_have(role: Role, *, exempt: bool) -> bool:
    """Whoever sees and moves every ticket; ``exempt``: officers of a demonstration."""
    return role in EVERYWHERE and not exempt


def new_recovery_codes() -> list[str]:
    """A set of codes, each in three groups."""
    return [
        "-".join("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH // 3)) for _ in range(3)) for _ in range(CODES)
    ]


def plain_code(typed: str) -> str:
    """A recovery code without what people put between its groups."""
    return "".join(sign for sign in typed.casefold() if sign.isalnum())
