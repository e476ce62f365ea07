"""A notice needs a kind of reason and no words; leaving a thing as it is needs words."""

from __future__ import annotations

import pytest

from portal.forms.notice import LONGEST, LeaveForm, NoticeForm
from tests.forms.conftest import Refuse


def test_a_reason_is_enough(refuse: Refuse) -> None:
    assert refuse(NoticeForm, reason="face") == {}
    assert refuse(NoticeForm, reason="other", words="x" * LONGEST) == {}


@pytest.mark.parametrize("reason", ["", "gone"])
def test_none_or_an_unknown_one_is_not(refuse: Refuse, reason: str) -> None:
    assert list(refuse(NoticeForm, reason=reason)) == ["reason"]
    assert list(refuse(NoticeForm, reason="face", words="x" * (LONGEST + 1))) == ["words"]


def test_nobody_leaves_it_without_a_word(refuse: Refuse) -> None:
    assert refuse(LeaveForm, "en", answer=" ") == {"answer": ["Write your reason."]}
    assert refuse(LeaveForm, answer="Itu nama tokoh umum.") == {}
