"""Conditions beside a list: each count is that of the list that its link leads to, whatever was asked before."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.domain.condition import Condition
from portal.domain.lens import TicketFilter
from portal.extensions import db
from portal.queries.sources import Sources
from portal.queries.tickets.conditions import ConditionLink
from portal.queries.tickets.index import ticket_list
from tests.support.demonstration import NOW
from tests.support.lens import sources

pytestmark = pytest.mark.only_on("sqlite")
LENSES = (
    "",
    "lampu OR sampah",
    "yang:dibantah banjir",
    "is:disputed,reopened",
    '-is:private is:"passed on"',
    "is:tidak-ada",
    "yang",
    '"lampu jalan" -is:merged',
    " OR ".join(f"lampu{n}" for n in range(31)) + " OR sampah",  # one part more than is read
)


def test_counts_are_those_of_the_click_and_what_is_chosen_can_be_dropped(demonstration: Flask) -> None:
    with demonstration.app_context():
        counts_are_those_of_the_click(sources(demonstration, db.session()))


def counts_are_those_of_the_click(of: Sources) -> None:
    def links(q: str) -> tuple[int, dict[Condition, ConditionLink]]:
        found = ticket_list(of, TicketFilter(q=q), NOW, figures=False)
        return found.total, {link.condition: link for link in found.conditions}

    for q in LENSES:
        total, found = links(q)
        for condition, link in found.items():
            there, then = links(link.rest if link.chosen else f"{link.rest} yang:{condition.value}".strip())
            assert link.chosen or (there == link.count and (not there or then[condition].chosen)), (q, condition)
            assert not link.chosen or (link.count == total and there >= total and not then[condition].chosen)
    whole = links("")[1]
    assert {Condition.DISPUTED, Condition.PASSED_ON, Condition.UNANSWERED} <= set(whole)
    chosen = links("yang:dibantah banjir")[1].get(Condition.DISPUTED)
    assert chosen is None or chosen.rest == "banjir"
    assert links("zzzz")[1] == {}
