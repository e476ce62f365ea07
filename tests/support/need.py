"""A part that cannot run for want of a program is skipped by name; where everything is demanded, it fails."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def missing(what: str, remedy: str) -> NoReturn:
    """End the test that needs ``what``: skipped, or failed under PANTAU_REQUIRE_ALL."""
    reason = f"needs {what}: {remedy}"
    if os.environ.get("PANTAU_REQUIRE_ALL"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
