"""The door of the desk: what it takes, and in which words it refuses."""

from __future__ import annotations

import pytest

from portal.forms.sign_in import SignInForm
from tests.forms.conftest import Fill, Refuse

GOOD = {"email": "sari@example.org", "password": "kata sandi panjang"}


def test_an_address_and_a_password_are_enough(refuse: Refuse) -> None:
    assert refuse(SignInForm, **GOOD) == {}


@pytest.mark.parametrize(
    ("language", "field", "message"),
    [
        ("id", "email", "Isi alamat email Anda."),
        ("en", "email", "Enter your e-mail address."),
        ("id", "password", "Isi kata sandi Anda."),
        ("en", "password", "Enter your password."),
    ],
)
def test_what_is_left_empty_is_asked_for_in_the_persons_language(
    refuse: Refuse, language: str, field: str, message: str
) -> None:
    assert refuse(SignInForm, language, **GOOD | {field: ""}) == {field: [message]}


@pytest.mark.parametrize(
    ("field", "longest"),
    [("email", 254), ("password", 256), ("kept_code", 40), ("kept_verb", 40), ("kept_fields", 100_000)],
)
def test_no_field_is_longer_than_what_is_kept_of_it(refuse: Refuse, field: str, longest: int) -> None:
    assert refuse(SignInForm, **GOOD | {field: "x" * longest}) == {}
    assert refuse(SignInForm, **GOOD | {field: "x" * (longest + 1)}) == {field: [f"Paling banyak {longest} karakter."]}
    in_english = refuse(SignInForm, "en", **GOOD | {field: "x" * (longest + 1)})
    assert in_english == {field: [f"At most {longest} characters."]}


def test_a_password_is_compared_as_it_was_typed(fill: Fill) -> None:
    password = "  kata\u200bsandi  "
    assert fill(SignInForm, **GOOD | {"password": password})[0].password.data == password


def test_a_browser_is_told_which_of_the_two_is_the_name_and_which_the_password(fill: Fill) -> None:
    form = fill(SignInForm, **GOOD)[0]
    assert 'autocomplete="username"' in form.email() and 'type="email"' in form.email()
    assert 'autocomplete="current-password"' in form.password() and GOOD["password"] not in form.password()


def test_the_form_of_a_lost_session_comes_along_unchanged(fill: Fill) -> None:
    kept = {"kept_code": "JK2303060001", "kept_verb": "respond", "kept_fields": '{"text": "Sudah."}', "next": "/desk/"}
    form = fill(SignInForm, **GOOD | kept)[0]
    assert {name: form[name].data for name in kept} == kept
