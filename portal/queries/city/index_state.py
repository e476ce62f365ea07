"""What can be said of this node's search index: is it there, is it this database's, how far has it come."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from ...models import Checkpoint, Event
from ...search.engine import Engine, IndexAway
from .held import held
from .version import log_end

NAME = "index"
_EVENT = Event.__table__.c
_HEAD = select(_EVENT.head).where(_EVENT.seq == bindparam("seq"))
BEGUN = 1  # see projections.checkpoints


@dataclass(frozen=True, slots=True)
class IndexState:
    """``seen`` of ``newest`` events; ``wrong``: see unfit, or "lost" until what was discarded is rebuilt."""

    seen: int
    newest: int
    wrong: str = ""


def index_state(session: Session, engine: Engine) -> IndexState:
    """How the index stands to the log."""
    wrong = "lost" if engine.lost() else unfit(session, engine)
    return IndexState(engine.seq(), log_end(session), wrong)


def unfit(session: Session, engine: Engine) -> str:
    """Why the index must be built anew: empty, damaged, ahead, or of another history; "" when it need not."""
    seen, mark, last = engine.seq(), engine.mark(), log_end(session)
    if seen == 0:
        return "empty" if last else ""
    if not engine.sound():
        return "damaged"
    if seen > last:
        return "ahead"
    known = mark_of(session, seen)
    return "of another history" if mark and known and mark != known else ""


def mark_of(session: Session, seq: int) -> str:
    """What event ``seq`` is known by: its hash; "" while it has none."""
    head = held(session, ("head", seq), lambda: session.execute(_HEAD, {"seq": seq}).scalar())
    return head.hex() if head else ""


def refuse_lost(session: Session, engine: Engine) -> None:
    """Raise IndexAway where an index that was there is not any more: that nothing is found would be no answer."""
    if held(session, "index", engine.seq):
        return
    built = session.execute(select(Checkpoint.seq).where(Checkpoint.name == NAME)).scalar() or 0
    if engine.lost() or (built > BEGUN and log_end(session)):
        raise IndexAway("lost")
