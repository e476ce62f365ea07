"""Whether this installation can serve: database, disk and index, and how far each projection is behind the log."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from ...models import Checkpoint, Event
from ...search.engine import Engine
from .index_state import index_state
from .letters import letter_counts
from .version import CITY, log_end

#: A projection that has not seen an event of so long ago has stopped: the worker does not run, or fails.
LATE_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Readiness:
    """``lag``: events that the index and each other projection have not seen yet; ``waiting``: the seconds since.
    ``letters``: how the mail stands; a mail server that is away keeps nobody from reading."""

    database: bool
    disk: bool = True
    seq: int = 0
    index: str = ""
    lag: dict[str, int] = field(default_factory=dict)
    waiting: dict[str, int] = field(default_factory=dict)
    letters: dict[str, int] = field(default_factory=dict)

    @property
    def not_ready(self) -> list[str]:
        """What has to be mended, or is being mended. A first index that is still to be built is none of it."""
        broken = [] if self.index in ("", "empty") else ["index"]
        late = [f"worker: {name}" for name, seconds in self.waiting.items() if seconds > LATE_SECONDS]
        return (["database"] if not self.database else []) + (["disk"] if not self.disk else []) + broken + late

    def document(self) -> dict[str, object]:
        return {
            "ready": not self.not_ready,
            "not_ready": self.not_ready,
            "database": self.database,
            "disk": self.disk,
            "index": self.index or "sound",
            "seq": self.seq,
            "lag": self.lag,
            "waiting_seconds": self.waiting,
            "letters": self.letters,
        }


def readiness(session: Session, engine: Engine, now: datetime, *, disk: bool = True) -> Readiness:
    """``disk``: whether the data directory takes what is written to it."""
    try:
        return _asked(session, engine, now, disk)
    except SQLAlchemyError:
        return Readiness(database=False, disk=disk)
    except OSError:  # the index cannot even be begun
        return Readiness(database=True, disk=False, index="lost")


def _asked(session: Session, engine: Engine, now: datetime, disk: bool) -> Readiness:
    seq = log_end(session)
    checkpoints = session.execute(select(Checkpoint.name, Checkpoint.seq).where(Checkpoint.name != CITY)).all()
    index = index_state(session, engine)
    seen = {**{name: at for name, at in checkpoints}, "index": index.seen}
    waiting = {name: _waiting(session, at, now) for name, at in seen.items()}
    letters, lag = letter_counts(session, now), {name: seq - at for name, at in seen.items()}
    age = int((now - letters.oldest).total_seconds()) if letters.oldest else 0
    mail = {"waiting": letters.waiting, "oldest_seconds": age, "given_up": letters.given_up}
    return Readiness(True, disk, seq, index.wrong, lag, waiting, mail)


def _waiting(session: Session, seen: int, now: datetime) -> int:
    """The seconds since the first event that was not seen was recorded."""
    since = session.execute(select(Event.recorded_at).where(Event.seq == seen + 1)).scalar()
    return max(0, int((now - since).total_seconds())) if since else 0
