"""A ticket as JSON tells what its page does."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from tests.support.handed_on import CODE


def test_the_twin_for_machines_tells_the_same(told: Flask, client: FlaskClient) -> None:
    found = client.get(f"/tickets/{CODE}.json").json
    assert found is not None
    assert found["holder"]["name"] == "PAM Jaya"
    assert [e["kind"] for e in found["events"]] == ["received", "routed", "responded", "coordination_asked"]
    assert found["url"] == f"http://localhost/tickets/{CODE}"
