"""A decision is given with words."""

from __future__ import annotations

from portal.forms.decision import DecisionForm
from tests.forms.conftest import Refuse


def test_an_empty_consideration_is_refused_in_the_reader_s_language(refuse: Refuse) -> None:
    assert refuse(DecisionForm, answer="Benar.") == {}
    assert refuse(DecisionForm, "en", answer=" ") == {"answer": ["Write your considerations."]}
