"""What a notice is about, what is said, and what became of it has a name in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from portal.domain.notice import NoticeOutcome, NoticeReason, NoticeSubject
from portal.presentation.notice_words import notice_outcome, notice_reason, notice_subject

pytestmark = pytest.mark.only_on("sqlite")


@pytest.mark.parametrize(
    ("name", "values"),
    [(notice_subject, list(NoticeSubject)), (notice_reason, list(NoticeReason)), (notice_outcome, list(NoticeOutcome))],
)
def test_each_has_a_name_of_its_own(app: Flask, name: Callable[[Any], str], values: list[Any]) -> None:
    with app.test_request_context("/"):
        told = {name(value) for value in values}
        with force_locale("en"):
            english = {name(value) for value in values}
    assert len(told) == len(english) == len(values) and not told & english
