"""What the public will read of an officer's text."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.blueprints.desk.preview import public_text, saved_notice, withheld
from portal.domain.event import Kind
from portal.domain.visibility import Visibility


def test_a_text_is_shown_masked_and_without_what_cannot_be_seen(app: Flask) -> None:
    with app.test_request_context("/"):
        assert public_text(" Hubungi 0812-3456-\u200b7890\r\nya ") == "Hubungi [telepon]\nya"


@pytest.mark.parametrize(
    ("visibility", "kind", "by"),
    [
        (Visibility.FULL, Kind.RESPONDED, ""),
        (Visibility.STUB, Kind.RESPONDED, "stub"),
        (Visibility.STUB, Kind.REDACTED, ""),
        (Visibility.HIDDEN, Kind.REDACTED, "hidden"),
        (Visibility.HIDDEN, Kind.VISIBILITY_CHANGED, ""),
        (Visibility.PENDING, Kind.RESPONDED, "pending"),
    ],
)
def test_what_withholds_a_text_is_the_ticket_s_visibility(visibility: Visibility, kind: Kind, by: str) -> None:
    assert withheld(visibility.value, kind) == by


def test_only_what_is_public_is_said_to_be(app: Flask) -> None:
    with app.test_request_context("/"):
        said = {visibility: saved_notice(visibility.value, Kind.RESPONDED) for visibility in Visibility}
        assert saved_notice("full", Kind.NOTED) not in said.values()
    assert len(set(said.values())) == 3
    assert said[Visibility.HIDDEN] == said[Visibility.PENDING]
    assert [visibility for visibility, notice in said.items() if "terbit" in notice] == [Visibility.FULL]
