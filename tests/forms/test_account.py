"""A new password is typed twice."""

from __future__ import annotations

from portal.forms.account import ChangePasswordForm, NewPasswordForm
from tests.forms.conftest import Refuse


def test_both_are_the_same(refuse: Refuse) -> None:
    assert refuse(NewPasswordForm, new="kuda payung", again="kuda payung") == {}
    assert refuse(NewPasswordForm, "en", new="kuda payung", again="kuda") == {
        "again": ["The second is not the same as the first."]
    }


def test_the_password_of_now_is_asked_besides(refuse: Refuse) -> None:
    assert list(refuse(ChangePasswordForm, new="kuda payung", again="kuda payung")) == ["current"]
