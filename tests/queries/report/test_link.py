"""A report is opened by the link that was shown and by the one that was mailed, until its time is over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions import reporting
from portal.domain.city import City
from portal.domain.secret_token import token_hash
from portal.models import Reporter
from portal.queries.report.link import is_reachable, opened_by
from tests.actions.test_reporting import KEEPING, REPORT
from tests.support.installed import install


@pytest.mark.parametrize(("hours", "opens"), [(-1, True), (0, False), (1, False)])
def test_whom_a_token_opens_and_until_when(session: Session, city: City, hours: int, opens: bool) -> None:
    install(city)
    shown = reporting.send(REPORT, city, KEEPING)
    session.rollback()
    reporter = session.scalars(select(Reporter)).one()
    reporter.mailed_hash = token_hash("mailed")
    session.commit()
    now, ticket = reporter.delete_after + timedelta(hours=hours), reporter.ticket_id
    tried = [shown, "mailed", "another", ""]
    found = [token for token in tried if session.scalar(select(Reporter.ticket_id).where(opened_by(token, now)))]
    assert found == (tried[:2] if opens else []) and is_reachable(session, ticket, now) == opens
    assert not is_reachable(session, ticket + 1, reporter.created_at), "who sent no report by the form has no link"
