"""A city that writes from right to left: on no page is a name drawn in among the words and figures beside it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models import Ticket
from tests.support.charts import SHOWN
from tests.support.directions import NAMED, directions
from tests.support.other_way import LETTERS, write_from_right_to_left
from tests.support.pages import Pages

OTHERS = (
    "/tickets",
    "/tickets?q=jalan",
    "/en/tickets?status=open",
    "/map",
    "/agencies?period=2023",
    "/report",
    "/areas/31.74.04",
)


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("figures")
def test_a_name_keeps_its_own_direction_on_every_page(pages: Pages, session: Session) -> None:
    write_from_right_to_left(session)
    code = session.scalars(select(Ticket.code).where(Ticket.visibility == "full").order_by(Ticket.id)).first()
    for address in sorted({page for _, page in SHOWN.values()} | {*OTHERS, f"/tickets/{code}"}):
        page = pages.get(address)  # tests.support.examine asks `directions`, as of every page of every test
        assert NAMED.search(page.response.text), address


@pytest.mark.parametrize(
    "wrong",
    [
        "<p>{} 3</p>",
        "<a>({})</a>",
        "<p>{} <b>x</b> 3</p>",
        "<svg><title>{}: 3</title></svg>",
        "<i aria-label='{}, 3'></i>",
        "<sub>{}</sub>",
    ],
)
def test_the_rule_finds_what_is_wrong_and_nothing_else(wrong: str) -> None:
    name = LETTERS[:4]
    assert len(list(directions(BeautifulSoup(wrong.format(name), "html.parser")))) == 1
    assert not list(directions(BeautifulSoup(wrong.format(f"\u2068{name}\u2069").replace("sub>", "b>"), "html.parser")))
