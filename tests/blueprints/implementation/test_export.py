"""The files say of what moment and event they are, and refuse what they cannot mean."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient


@pytest.mark.usefixtures("asked")
@pytest.mark.only_on("sqlite")
def test_files_hold_the_same_figures_with_their_proof(client: FlaskClient) -> None:
    document = client.get("/implementation/waits.json").get_json()
    rows = list(csv.DictReader(io.StringIO(client.get("/implementation/waits.csv").text)))
    assert [(row["asking"], row["asked"]) for row in rows] == [(p["asking"], p["asked"]) for p in document["pairs"]]
    assert {row["head"] for row in rows} == {document["head"]}
    assert len(bytes.fromhex(document["head"])) == 32
    six = client.get("/implementation.json?period=all").get_json()
    assert six["dimensions"]["communication"]["requests"] == document["all"]["requests"] == 6
    assert len(bytes.fromhex(six["head"])) == 32
    assert "Rahasia" not in client.get("/implementation/waits.json").text
    for name in ("implementation.json", "implementation/waits.json", "implementation/waits.csv"):
        assert client.get(f"/{name}?period=2019").status_code == 400
        assert client.get(f"/{name}?as_of=kemarin").status_code == 400
    assert client.get("/implementation.json?as_of=2023-03-01").status_code == 400, "it would be of today"
    assert client.get("/implementation/checks.json?seq=1").status_code == 400
