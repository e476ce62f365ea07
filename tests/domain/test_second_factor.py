"""Who must have a second factor, and what recovery codes look like."""

from __future__ import annotations

import re

from portal.domain.permission import Role
from portal.domain.second_factor import CODES, must_have, new_recovery_codes, plain_code


def test_who_sees_everything_must_have_one() -> None:
    assert [role for role in Role if must_have(role, exempt=False)] == [Role.COORDINATOR, Role.ADMIN]
    assert not any(must_have(role, exempt=True) for role in Role)


def test_recovery_codes_are_many_different_and_easily_read() -> None:
    codes = new_recovery_codes()
    assert len(set(codes)) == CODES and not set(codes) & set(new_recovery_codes())
    assert all(re.fullmatch(r"([a-hj-km-np-z2-9]{4}-){2}[a-hj-km-np-z2-9]{4}", code) for code in codes)


def test_a_code_is_its_letters_however_it_is_typed() -> None:
    assert plain_code(" ABCD-efgh 2345 ") == "abcdefgh2345"
