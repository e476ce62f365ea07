"""Every role, act and kind of reason has a name in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from portal.domain.permission import Role
from portal.domain.staff_act import StaffAct
from portal.domain.withdrawal import WithdrawalReason
from portal.presentation.staff_words import act_name, browser_name, role_name
from portal.presentation.words import reason_name

pytestmark = pytest.mark.only_on("sqlite")  # words and addresses: nothing of it asks the database


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    ("name", "values"), [(role_name, list(Role)), (act_name, list(StaffAct)), (reason_name, list(WithdrawalReason))]
)
def test_each_has_a_name_of_its_own(app: Flask, name: Callable[[Any], str], values: list[Any]) -> None:
    with app.test_request_context("/desk/"):
        assert len({name(value) for value in values}) == len(values)
        with force_locale("en"):
            assert len({name(value) for value in values}) == len(values)


@pytest.mark.parametrize(
    ("described", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36", "Chrome, Linux"),
        ("Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0", "Firefox, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari, iPhone"),
        ("curl/8.0", "curl/8.0"),
        ("", ""),
    ],
)
def test_a_browser_is_called_as_people_call_it(described: str, name: str) -> None:
    assert browser_name(described) == name
