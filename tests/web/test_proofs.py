"""A challenge is for one filling-in of a form, and holds for a while."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from portal import clock
from portal.domain.proof_of_work import LEAST_BITS
from portal.web.proofs import LASTS, give, given
from tests.support.proof import solve


def test_a_challenge_is_known_again_until_it_is_too_old(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    start: datetime = clock.now()
    with app.app_context():
        one = give("form", 1)
        found = given(one.text, "form")
        assert found is not None and found.bits == LEAST_BITS and found.solved(solve(one.text, one.bits))
        for text, key in ((one.text, "other"), (one.text + "x", "form"), ("", "form")):
            assert given(text, key) is None
        for later, holds in ((LASTS - timedelta(minutes=1), True), (LASTS + timedelta(minutes=1), False)):
            monkeypatch.setattr(clock, "now", lambda later=later: start + later)
            again = given(one.text, "form")
            assert (again is not None and again.age >= later.total_seconds() - 1) == holds
