"""Passwords: easily guessed ones are refused, and few are compared at once."""

from __future__ import annotations

from threading import Event, Semaphore, Thread

import pytest

from portal.actions import passwords
from portal.domain.status import Refused

ABOUT = ("sari.dewi@example.org", "Sari Dewi")


@pytest.mark.parametrize(
    "password", ["kata sandi panjang", "kX9$mQ2!vL", "abcd-efgh-jkmn-pqrs", "kuda payung meja laut"]
)
def test_what_is_hard_to_guess_is_taken(password: str) -> None:
    passwords.check_strength(password, ABOUT)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("pendek", "password_short"),
        ("1234567890", "password_guessable"),
        ("aaaaaaaaaa", "password_guessable"),
        ("aaaaaaaaaaaa", "password_guessable"),
        ("password123", "password_guessable"),
        ("          ", "password_guessable"),
        ("sari.dewi@example.org", "password_personal"),
        ("Sari Dewi 2024", "password_personal"),
        ("x" * 257, "password_long"),
    ],
)
def test_what_anybody_would_try_is_refused(password: str, reason: str) -> None:
    with pytest.raises(Refused) as told:
        passwords.check_strength(password, ABOUT)
    assert told.value.reason == reason


@pytest.mark.usefixtures("quick_passwords")
def test_a_hash_matches_its_password_alone_and_nobodys_matches_none() -> None:
    hashed = passwords.hash_of("kata sandi panjang")
    assert hashed.startswith("$argon2id$") and "kata" not in hashed
    assert passwords.matches(hashed, "kata sandi panjang")
    assert not passwords.matches(hashed, "kata sandi pendek")
    assert not passwords.matches("no hash", "kata sandi panjang")
    assert not passwords.matches(None, "nobody has this password")


@pytest.mark.usefixtures("quick_passwords")
def test_few_hashes_at_once_and_who_finds_no_place_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    places, go, entered = passwords.HASHES_AT_ONCE + passwords.IN_LINE, Event(), Semaphore(0)
    busy: list[bool] = []

    class Slow:
        def verify(self, hashed: str, password: str) -> bool:
            entered.release()
            return go.wait(20)

    monkeypatch.setattr(passwords, "hasher", Slow())

    def attempt() -> None:
        try:
            passwords.matches("x", "y")
        except passwords.Busy:
            busy.append(True)

    threads = [Thread(target=attempt) for _ in range(places)]
    for thread in threads:
        thread.start()
    for _ in range(passwords.HASHES_AT_ONCE):
        assert entered.acquire(timeout=20)
    while passwords._places.acquire(blocking=False):  # until every other thread stands in line
        passwords._places.release()
    assert not entered.acquire(timeout=0.1), "no third is compared"
    attempt()
    assert busy == [True]
    go.set()
    for thread in threads:
        thread.join()
    attempt()
    assert busy == [True]
