"""Failed sign-ins are counted, so that guessing is slow and nobody can keep an officer out.

Tries are counted by name and address together. Where many addresses guess at one name each gets fewer tries, but
always some; a device that has signed in before is counted alone. After "Slow Down Online Guessing Attacks with Device
Cookies" (OWASP).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, exists, func, or_, select
from sqlalchemy.orm import Session

from .. import clock
from ..domain.visitor_address import counted_address
from ..models import SignInTry

WINDOW = timedelta(minutes=15)
TRIES = 5  # within the window: of one name from one address, or of a device
TRIES_IN_ATTACK = 2  # of one name from one address, while the name is guessed at from everywhere
ATTACK = 20  # so many failures of one name, wherever they come from
TRIES_AN_ADDRESS = 30  # of any names


@dataclass(frozen=True, slots=True)
class Trier:
    """Who tries: a name, where from, and the mark of a device that has signed in as this name before ("": none).

    ``key``: the secret that names and addresses are hashed with.
    """

    name: str
    address: str
    key: str
    device: str = ""

    def mark(self, what: str) -> bytes:
        """The keyed hash that failures are counted by."""
        said = {
            "name": self.name,
            "address": counted_address(self.address),
            "pair": f"{self.name} {counted_address(self.address)}",
            "device": f"{self.name} {self.device}",
        }[what]
        return hashlib.blake2b(f"{what}:{said}".encode(), key=self.key.encode()[:64], digest_size=16).digest()


def seconds_to_wait(session: Session, trier: Trier) -> int:
    """Seconds until this one may try again, at most those of the window; 0 when now."""
    return _longest(session, trier)[0]


def is_told(session: Session, trier: Trier) -> bool:
    """Whether the wait of this one was told to the audit: nothing that it comes of has failed since."""
    return bool(session.scalar(select(exists().where(SignInTry.who == _told(_longest(session, trier)[1])))))


def note_told(session: Session, trier: Trier) -> None:
    """Within a change."""
    session.add(SignInTry(who=_told(_longest(session, trier)[1]), at=clock.now()))


def note_failure(session: Session, trier: Trier) -> None:
    """Count a failure; within a change. Old ones, and those that a clock set ahead has dated, are thrown away."""
    now = clock.now()
    session.execute(delete(SignInTry).where(or_(SignInTry.at < now - WINDOW, SignInTry.at > now + WINDOW)))
    whats = ("device", "name") if trier.device else ("pair", "name", "address")
    marks = [trier.mark(what) for what in whats]
    session.execute(delete(SignInTry).where(SignInTry.who.in_([_told(mark) for mark in marks])))
    session.add_all(SignInTry(who=mark, at=now) for mark in marks)


def forget_failures(session: Session, trier: Trier) -> None:
    """Within a change. Those of the name and of the address stay: others may have made them."""
    marks = [trier.mark("pair"), trier.mark("device")]
    session.execute(delete(SignInTry).where(SignInTry.who.in_(marks)))


def _longest(session: Session, trier: Trier) -> tuple[int, bytes]:
    """The longest wait, and the mark whose failures it comes of."""
    if trier.device:
        return _wait(session, trier.mark("device"), TRIES), trier.mark("device")
    attacked = _failures(session, trier.mark("name"))[0] >= ATTACK
    pair = _wait(session, trier.mark("pair"), TRIES_IN_ATTACK if attacked else TRIES)
    address = _wait(session, trier.mark("address"), TRIES_AN_ADDRESS)
    return (address, trier.mark("address")) if address > pair else (pair, trier.mark("pair"))


def _told(mark: bytes) -> bytes:
    """What stands for a wait that the audit has."""
    return b"told " + mark


def _wait(session: Session, mark: bytes, most: int) -> int:
    count, since = _failures(session, mark)
    return 0 if count < most else min(max(1, since), int(WINDOW.total_seconds()))


def _failures(session: Session, mark: bytes) -> tuple[int, int]:
    """How many within the window, and in how many seconds the oldest leaves it. Those of the future do not count."""
    now = clock.now()
    count, oldest = session.execute(
        select(func.count(), func.min(SignInTry.at)).where(
            SignInTry.who == mark, SignInTry.at > now - WINDOW, SignInTry.at <= now
        )
    ).one()
    return count, int((oldest + WINDOW - now).total_seconds()) if oldest else 0
