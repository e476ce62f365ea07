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
from portal.presentation.staff_words import act_name, role_name
from portal.presentation.words import reason_name


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    ("name", "values"), [(role_name, list(Role)), (act_name, list(StaffAct)), (reason_name, list(WithdrawalReason))]
)
def test_each_has_a_name_of_its_own(app: Flask, name: Callable[[Any], str], values: list[Any]) -> None:
    with app.test_request_context("/desk/"):
        assert len({name(value) for value in values}) == len(values)
        with force_locale("en"):
            assert len({name(value) for value in values}) == len(values)
