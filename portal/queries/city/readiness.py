"""Whether this installation can serve: the database answers, and how far each projection is behind the log."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from ...models import Checkpoint
from ...search.engine import Engine
from .version import CITY, log_end


@dataclass(frozen=True, slots=True)
class Readiness:
    """``lag``: events that the index and each other projection have not seen yet."""

    database: bool
    seq: int = 0
    lag: dict[str, int] = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        """A projection that lags makes figures older, not the portal unready."""
        return self.database

    def document(self) -> dict[str, object]:
        return {"ready": self.ready, "database": self.database, "seq": self.seq, "lag": self.lag}


def readiness(session: Session, engine: Engine) -> Readiness:
    try:
        seq = log_end(session)
        checkpoints = session.execute(select(Checkpoint.name, Checkpoint.seq).where(Checkpoint.name != CITY)).all()
    except SQLAlchemyError:
        return Readiness(database=False)
    lag = {name: seq - at for name, at in checkpoints}
    return Readiness(database=True, seq=seq, lag={**lag, "index": seq - engine.seq()})
