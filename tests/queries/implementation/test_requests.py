"""The list of requests: what the address narrows it to, and nothing of what is hidden."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.city import City
from portal.domain.lens import TicketFilter
from portal.queries.implementation.requests import RequestFilter, RequestList, request_list
from portal.queries.tickets.index import ticket_list
from portal.queries.tickets.names import present
from tests.support.asked import NOW, asked_city, sources_of
from tests.support.lens import fed


@pytest.fixture
def asked(session: Session, city: City) -> Session:
    asked_city(session, city)
    return session


def listed(app: Flask, session: Session, **wanted: str) -> RequestList:
    found = request_list(sources_of(app, session), RequestFilter(**wanted), 1, NOW)
    assert found is not None
    return found


def test_longest_first_and_the_hidden_one_only_counted(app: Flask, asked: Session) -> None:
    found = listed(app, asked)
    assert [line.code[-1] for line in found.lines] == ["2", "3", "1", "3", "4"]
    assert (found.total, found.open, found.hidden, found.pages.total) == (6, 1, 1, 5)
    assert all(line.linked for line in found.lines)


def test_by_agency_and_by_what_became_of_it(app: Flask, asked: Session) -> None:
    wanted = {
        "1": {"asking": "sudin-sda"},
        "2": {"asked": "pam-jaya", "asking": "kelurahan-ragunan"},
        "4": {"state": "answered"},
        "0": {"state": "unanswered", "asked": "sudin-sda"},
    }
    for n, filter in wanted.items():
        assert str(listed(app, asked, **filter).total) == n, filter
    assert [line.open for line in listed(app, asked, state="open").lines] == [True]
    assert [(x.open, x.answered) for x in listed(app, asked, state="unanswered").lines] == [(False, False)]
    assert listed(app, asked, period="2023-04").total == 0
    assert listed(app, asked, asked="PAM-JAYA").asked == listed(app, asked, asked="pam-jaya").asked


@pytest.mark.parametrize("wanted", [{"asking": "nobody"}, {"asked": "x"}, {"state": "lost"}, {"period": "2023-13"}])
@pytest.mark.only_on("sqlite")
def test_what_there_is_not_has_no_list(app: Flask, asked: Session, wanted: dict[str, str]) -> None:
    assert request_list(sources_of(app, asked), RequestFilter(**wanted), 1, NOW) is None


@pytest.mark.only_on("sqlite")
def test_a_page_beyond_the_last_is_the_last(app: Flask, asked: Session) -> None:
    found = request_list(sources_of(app, asked), RequestFilter(state="open", asked="pam-jaya"), 99, NOW)
    assert found is not None and len(found.lines) == 1
    assert found.filter.pairs() == {"asked": "pam-jaya", "state": "open"}


def test_the_list_of_an_asked_agency_holds_exactly_the_tickets_of_its_requests(app: Flask, asked: Session) -> None:
    fed(app, asked)
    read = sources_of(app, asked)
    for agency in ("sudin-sda", "pam-jaya"):
        wanted = {line.code for line in listed(app, asked, asked=agency).lines}
        for filter in (TicketFilter(asked=(agency,)), TicketFilter(q=f"diminta:{agency}")):
            found = ticket_list(read, filter, NOW)
            assert {row.code for row in found.rows} == wanted != set()
            assert found.headline.by_outcome, "who needs help waits longer: a share of these says nothing"
    both = present(TicketFilter(asked=("sudin-sda", "PAM-JAYA", "entah")), read)
    assert both.asked == ("sudin-sda", "pam-jaya", "entah")
    found = ticket_list(read, both, NOW)
    assert (found.total, found.unknown) == (4, (("asked", "entah"),))
    assert ticket_list(read, TicketFilter(asked=("kelurahan-ragunan",)), NOW).total == 0
