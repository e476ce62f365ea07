"""Passwords: what is a good one, and its hash, of which a process makes few at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from zxcvbn import zxcvbn

from ..domain.status import Refused

SHORTEST = 12  # a shorter one must be hard to guess
HARD_TO_GUESS = 3  # of zxcvbn's 0 to 4: more than 10^8 guesses
LEAST = 8  # whatever zxcvbn says of it
LONGEST = 256
ESTIMATED = 72  # characters that are looked at: zxcvbn takes no more, and longer ones are no easier
HASHES_AT_ONCE = 2  # a process: each takes 64 MiB and several cores
IN_LINE = 4  # so many more may wait for their turn; the next is told to come back
BUSY_SECONDS = 5  # after these

hasher = PasswordHasher()  # argon2id with the library's parameters, kept up to date by it
_turns, _places = BoundedSemaphore(HASHES_AT_ONCE), BoundedSemaphore(HASHES_AT_ONCE + IN_LINE)


class Busy(Refused):
    """Too many passwords are being compared in this process; come back in a few seconds."""

    def __init__(self) -> None:
        super().__init__("busy", seconds=str(BUSY_SECONDS))


def hash_of(password: str) -> str:
    """The argon2 hash. Raises Busy."""
    with _turn():
        return hasher.hash(password)


def matches(hashed: str | None, password: str) -> bool:
    """Whether it is the password of this hash; None does the work of one and is never right. Raises Busy."""
    with _turn():
        nobodys = _nobodys()  # also for a known name: the time that the first one takes says nothing
        try:
            return hasher.verify(hashed or nobodys, password[:LONGEST]) and hashed is not None
        except (VerifyMismatchError, InvalidHashError):
            return False


def check_strength(password: str, about: Sequence[str]) -> None:
    """Raises Refused for a password that is easily guessed; ``about``: name and address, which it may not be."""
    if len(password) > LONGEST:
        raise Refused("password_long", most=str(LONGEST))
    if len(password) < LEAST:
        raise Refused("password_short", least=str(SHORTEST))
    words = [part for text in about for part in (text, *text.replace("@", " ").replace(".", " ").split())]
    if any(len(word) > 2 and _is_little_more(password.casefold(), word.casefold()) for word in words):
        raise Refused("password_personal")
    score = int(zxcvbn(password[:ESTIMATED], user_inputs=words)["score"])
    if score < HARD_TO_GUESS and (len(password) < SHORTEST or score < HARD_TO_GUESS - 1):
        raise Refused("password_guessable", least=str(SHORTEST))


def _is_little_more(typed: str, word: str) -> bool:
    """Whether a password is this word, with figures or signs around it."""
    return word in typed and not typed.replace(word, "").strip(" .-_0123456789")


@cache
def _nobodys() -> str:
    """The hash that an unknown name's password is compared with."""
    return hasher.hash("nobody has this password")


@contextmanager
def _turn() -> Iterator[None]:
    if not _places.acquire(blocking=False):
        raise Busy
    try:
        with _turns:
            yield
    finally:
        _places.release()
