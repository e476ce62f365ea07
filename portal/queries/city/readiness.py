"""Whether this installation can serve: the database answers, and how far each reading is behind the log."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from ...models import Checkpoint, Event
from ...search.engine import Engine
from .version import CITY


@dataclass(frozen=True, slots=True)
class Readiness:
    """``lag``: events that the index and each reading have not seen yet."""

    database: bool
    seq: int = 0
    lag: dict[str, int] = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        """A reading that lags makes figures older, not the portal unready."""
        return self.database

    def document(self) -> dict[str, object]:
        return {"ready": self.ready, "database": self.database, "seq": self.seq, "lag": self.lag}


def readiness(session: Session, engine: Engine) -> Readiness:
    try:
        seq = session.execute(select(func.max(Event.seq))).scalar() or 0
        cursors = session.execute(select(Checkpoint.name, Checkpoint.seq).where(Checkpoint.name != CITY)).all()
    except SQLAlchemyError:
        return Readiness(database=False)
    lag = {name: seq - at for name, at in cursors}
    return Readiness(database=True, seq=seq, lag={**lag, "index": seq - engine.seq()})
