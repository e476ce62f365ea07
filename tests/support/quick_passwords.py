"""Argon2 with the least work: tests of the desk sign in hundreds of times."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from portal.actions import passwords


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same algorithm and code paths, less memory and time."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", hasher)
    nobody = hasher.hash("nobody has this password")
    monkeypatch.setattr(passwords, "_nobodys", lambda: nobody)
