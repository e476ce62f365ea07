"""flask portal verify: whether what is stored is what was written, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import click
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from ..context import current_portal
from ..domain.visibility import SEARCHED
from ..extensions import db
from ..models import Ticket
from ..queries.attachments.verify_photos import photo_differences
from ..queries.city.index_state import index_state
from ..queries.log.verify_chain import ChainCheck
from ..queries.log.verify_tickets import ticket_differences
from ..search.engine import Engine, IndexAway
from .schema import ready
from .search import STATES

SHOWN = 20  # differences of one kind
Progress = Callable[[int, int], None]


@click.command("verify")
@click.option("--head", "heads", multiple=True, metavar="SEQ:HASH", help="A head that somebody kept; may be repeated.")
@click.pass_context
def verify(context: click.Context, heads: tuple[str, ...]) -> None:
    """Check database, log, tickets, custody, photos, index against each other. Exit code 1: what differs is named."""
    ready()
    session: Session = db.session()
    chain = ChainCheck(session.connection(), dict(map(_head, heads)))
    found = _listed("Database", lambda _progress: _damage(session))
    found += _listed("Log", chain.differences)
    found += _listed("Tickets", lambda progress: ticket_differences(session, current_portal().city, progress))
    found += _listed("Photos", lambda progress: photo_differences(session, current_portal().media, progress))
    found += _listed("Index", lambda _progress: _index(session, current_portal().engine))
    click.echo(f"head {chain.seq}:{chain.head.hex()}")
    if chain.unknown:
        click.echo(f"{chain.unknown:,} events lost their words before the log had hashes; those cannot be checked.")
    if chain.unbound:
        click.echo(f"{chain.unbound:,} tickets came in before their category and deadlines were bound.")
    if found:
        click.echo(f"{found:,} differences.")
        context.exit(1)
    click.echo(f"{chain.seq:,} events are what was written, and all that is stored follows from them.")


def _head(given: str) -> tuple[int, str]:
    seq, _, digest = given.partition(":")
    digest = digest.replace(" ", "").lower()
    if not (seq.isdigit() and len(digest) >= 16 and set(digest) <= set("0123456789abcdef")):
        raise click.BadParameter("must be like 107608:3f2a... with at least 16 digits of the hash", param_hint="--head")
    return int(seq), digest


def _listed(label: str, look: Callable[[Progress], Iterable[str]]) -> int:
    """Print the differences that ``look`` finds, the first ones in words; how many there are."""
    with click.progressbar(length=1000, label=label) as bar:
        found = list(look(lambda done, of: bar.update(max(0, 1000 * done // max(of, 1) - bar.pos))))
        bar.update(1000 - bar.pos)
    for difference in found[:SHOWN]:
        click.echo(f"  {difference}")
    if len(found) > SHOWN:
        click.echo(f"  ... and {len(found) - SHOWN:,} more")
    return len(found)


def _damage(session: Session) -> Iterator[str]:
    """What SQLite finds wrong with its file; PostgreSQL looks after its own."""
    if session.get_bind().dialect.name != "sqlite":
        return
    for (said,) in session.execute(text("PRAGMA integrity_check(20)")):
        if said != "ok":
            yield f"the database is damaged: {said}"
    for table, row, other, _ in session.execute(text("PRAGMA foreign_key_check")):
        yield f"row {row} of {table} names a row of {other} that is not there"


def _index(session: Session, engine: Engine) -> Iterator[str]:
    state = index_state(session, engine)
    if state.wrong:
        yield STATES[state.wrong]
    elif state.seen == state.newest:
        counted = select(func.count()).select_from(Ticket).where(Ticket.visibility.in_(sorted(SEARCHED)))
        tickets = session.execute(counted).scalar() or 0
        try:
            if engine.documents() != tickets:
                yield f"it holds {engine.documents():,} tickets, and {tickets:,} may be searched"
        except IndexAway as error:
            yield f"it cannot be read: {error}"
