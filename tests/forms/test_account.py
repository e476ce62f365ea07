"""A new password is typed twice."""

from __future__ import annotations

from portal.forms.account import ChangePasswordForm, NewPasswordForm, ReplaceForm
from tests.forms.conftest import Refuse


def test_both_are_the_same(refuse: Refuse) -> None:
    assert refuse(NewPasswordForm, new="kuda payung", again="kuda payung") == {}
    assert refuse(NewPasswordForm, "en", new="kuda payung", again="kuda") == {
        "again": ["The second is not the same as the first."]
    }


def test_the_password_of_now_is_asked_besides(refuse: Refuse) -> None:
    assert list(refuse(ChangePasswordForm, new="kuda payung", again="kuda payung")) == ["current"]


def test_a_second_factor_is_set_up_with_the_password(refuse: Refuse) -> None:
    assert refuse(ReplaceForm, "en", code="123 456") == {"current": ["Enter your password."]}
