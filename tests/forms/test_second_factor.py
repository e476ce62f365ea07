"""A code is asked for in words that say where it comes from."""

from __future__ import annotations

import pytest

from portal.forms.second_factor import CodeForm, SetUpForm
from tests.forms.conftest import Refuse


@pytest.mark.parametrize("form", [CodeForm, SetUpForm])
def test_a_code_is_needed_and_has_an_end(refuse: Refuse, form: type[CodeForm] | type[SetUpForm]) -> None:
    assert refuse(form, code="123 456") == {}
    assert refuse(form, "en", code="") == {"code": ["Fill in the code."]}
    assert refuse(form, "en", code="1" * 41) == {"code": ["At most 40 characters."]}
