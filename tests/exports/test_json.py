"""Tickets as JSON: one document, whatever people wrote."""

from __future__ import annotations

import json

from hypothesis import given

from portal.exports.columns import NAMES
from portal.exports.json import chunks, dumped
from tests.support.export_rows import BASE, JAKARTA, row, rows, texts


@given(texts(), texts())
def test_the_document_holds_every_text_and_says_what_it_is_of(title: str, text: str) -> None:
    given = row(title=title, text=text, overdue=True)
    found = json.loads("".join(chunks(rows(given), base=BASE, zone=JAKARTA, about={"total": 1, "city": title})))
    (ticket,) = found["tickets"]
    assert (ticket["title"], ticket["text"], ticket["overdue"]) == (title, text, True)
    assert found["about"] == {"total": 1, "city": title}
    assert list(ticket) == [*NAMES, "url"]


def test_a_document_without_tickets_is_one_too() -> None:
    assert json.loads("".join(chunks(rows(), base=BASE, zone=JAKARTA, about={}))) == {"about": {}, "tickets": []}


def test_what_stands_in_a_page_ends_no_script() -> None:
    assert "</script>" not in dumped("</script><script>alert(1)")
    assert json.loads(dumped("</script>")) == "</script>"
