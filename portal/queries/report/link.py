"""The private link of a report: whose it is, and whether it still opens the report."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from ...domain.secret_token import token_hash
from ...models import Reporter


def opened_by(token: str, now: datetime) -> ColumnElement[bool]:
    """Of reporters: whose link has this token, be it the one that was shown or the one that was mailed last."""
    given = token_hash(token)
    return or_(Reporter.token_hash == given, Reporter.mailed_hash == given) & link_works(now)


def link_works(now: datetime) -> ColumnElement[bool]:
    """Of reporters: whose link opens their report."""
    return Reporter.delete_after > now


def is_reachable(session: Session, ticket_id: int, now: datetime) -> bool:
    """Whether a report has a reporter whose link opens it."""
    there = select(Reporter.ticket_id).where(Reporter.ticket_id == ticket_id, link_works(now))
    return session.scalar(there) is not None
