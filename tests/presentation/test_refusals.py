"""Whoever is refused reads why, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import force_locale

from portal.presentation.refusals import REFUSALS, refusal_text
from tests.support.source import ROOT

pytestmark = pytest.mark.only_on("sqlite")  # nothing of it asks the database


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


def test_every_refusal_of_a_rule_or_a_verb_has_its_words() -> None:
    rules = ("domain/permission", "domain/status", "domain/transitions")
    verbs = ("actions/assign", "actions/apply_events", "actions/resolve", "actions/respond", "actions/moderate")
    files = ("actions/attach", "media/decode", "media/file_types")
    texts = [(ROOT / f"portal/{module}.py").read_text() for module in rules + verbs + files]
    reasons = {found for text in texts for found in re.findall(r'Refused\("(\w+)"', text)}
    assert len(reasons) > 15
    assert sorted(reasons - set(REFUSALS)) == []


@pytest.mark.parametrize("reason", REFUSALS)
def test_every_refusal_is_said_in_both_languages(reason: str) -> None:
    indonesian = refusal_text(reason, {"ticket": "JK1"})
    with force_locale("en"):
        assert refusal_text(reason, {"ticket": "JK1"}) not in ("", indonesian)
    assert "%(" not in indonesian


def test_a_refusal_names_the_ticket_that_was_not_found_and_an_unknown_one_its_reason() -> None:
    assert "JK2303060009" in refusal_text("ticket_unknown", {"ticket": "JK2303060009"})
    assert "zzz" in refusal_text("zzz", {})
