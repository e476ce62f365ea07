"""A number of a row in a path, however long, is a page or none, never a fault."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

pytestmark = pytest.mark.only_on("sqlite")


def test_a_number_that_no_table_holds_leads_nowhere(app: Flask) -> None:
    adapter = app.url_map.bind("localhost")
    found = [rule for rule in app.url_map.iter_rules() if "<int:" in rule.rule and rule.rule.count("<") == 1]
    assert len(found) >= 4
    for rule in found:
        method = "POST" if "POST" in (rule.methods or ()) else "GET"
        (name,) = rule.arguments
        start, end = rule.rule.split(f"<int:{name}>")
        assert adapter.match(f"{start}{'9' * 18}{end}", method)[1] == {name: 10**18 - 1}, rule.rule
        for number in ("9" * 19, "9" * 5_000, "\uff11", "-1"):
            with pytest.raises(NotFound):
                adapter.match(start + number + end, method)
