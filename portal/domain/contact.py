"""How a reporter may be reached: a mail address or a telephone number, and nothing else."""

from __future__ import annotations

import re

LONGEST = 120
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SIGNS = re.compile(r"[\s().-]")
_NUMBER = re.compile(r"\+?\d{8,15}", re.ASCII)


def contact_of(typed: str) -> str | None:
    """The address or number in one spelling, so that the same person counts as one; None where it is neither."""
    plain = typed.strip()[:LONGEST]
    if _MAIL.fullmatch(plain):
        return plain.casefold()
    number = _SIGNS.sub("", plain)
    return number if _NUMBER.fullmatch(number) else None


def hint(contact: str) -> str:
    """So much of it that its owner knows it again and nobody else learns it; '' for none."""
    if not contact:
        return ""
    name, at, host = contact.partition("@")
    return f"{name[:1]}…@{host}" if at else f"…{contact[-3:]}"
