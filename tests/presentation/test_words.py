"""One catalogue of words: nothing that can be shown is without a name, in either language."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask_babel import force_locale

from portal.charts.bars import OPEN, PASSED_ON, UNTOLD
from portal.domain.event import Kind
from portal.domain.status import Status, StatusType
from portal.domain.transitions import Closing
from portal.presentation.words import end_name, kind_name, status_name

pytestmark = pytest.mark.only_on("sqlite")  # words and addresses: nothing of it asks the database

NAMED = [*((status_name, status) for status in (*Status, *StatusType)), *((kind_name, kind) for kind in Kind)]


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


@pytest.mark.parametrize(("named", "value"), NAMED)
def test_every_status_and_kind_has_a_name_in_both_languages(named: Callable[[str], str], value: str) -> None:
    indonesian = named(value)
    with force_locale("en"):
        english = named(value)
    assert indonesian and english and len({indonesian, english, str(value)}) == 3


@pytest.mark.parametrize("key", [*(closing.value for closing in Closing), PASSED_ON, OPEN, UNTOLD])
def test_every_way_to_end_has_a_name_in_both_languages(key: str) -> None:
    indonesian = end_name(key)
    with force_locale("en"):
        assert end_name(key) not in ("", indonesian)


def test_a_status_that_an_address_made_up_stands_for_itself() -> None:
    assert status_name("<entah>") == "<entah>"
