"""Officers of the demonstration: one for each role, with passwords that nobody chose and no second factor."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from ..domain.permission import Role
from ..domain.status import Refused
from . import officers

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look alike

#: address, name, agency, role
PEOPLE = (
    ("sudin@pantau.example", "Rina Wulandari", "sudin-bina-marga", Role.OFFICER),
    ("kelurahan@pantau.example", "Dedi Kurniawan", "kelurahan-mampang-prapatan", Role.OFFICER),
    ("penyelia@pantau.example", "Sri Hartati", "sudin-bina-marga", Role.SUPERVISOR),
    ("validator@pantau.example", "Agus Setiawan", "biro-pemerintahan", Role.VALIDATOR),
    ("koordinator@pantau.example", "Maya Lestari", "walikota-jaksel", Role.COORDINATOR),
    ("admin@pantau.example", "Yusuf Ramadhan", "dinas-kominfotik", Role.ADMIN),
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """What someone needs to sign in."""

    email: str
    password: str
    name: str
    agency: str
    role: Role


def demo_officers() -> list[SignIn]:
    """Add them, or give those who are there a new password."""
    return [_sign_in(*person) for person in PEOPLE]


def _sign_in(email: str, name: str, agency: str, role: Role) -> SignIn:
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    try:
        officer = officers.add(email, name, agency, role, password)
    except Refused as refusal:
        if refusal.reason != "email_taken":
            raise
        officer = officers.id_of(email)
        officers.set_password(officer, password)
    officers.exempt(officer)
    return SignIn(email, password, name, agency, role)
