"""The areas' figures for machines are those of the pages, and what a file cannot read it refuses."""

from __future__ import annotations

import csv
import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.support.areas import JAGAKARSA, uneven_city


@pytest.fixture
def figures(app: Flask, session: Session) -> None:
    uneven_city(app, session)


@pytest.mark.usefixtures("figures")
def test_files_hold_the_same_figures_and_the_proof_of_the_log(client: FlaskClient) -> None:
    listed = client.get("/areas.json?period=2023")
    area = next(a for a in listed.get_json()["areas"] if a["area"] == JAGAKARSA)
    alone = client.get(f"/areas/{JAGAKARSA}.json?period=2023")
    assert alone.get_json()["figures"] == area["figures"]
    assert alone.get_json()["per_1000"] == area["per_1000"] and area["per_1000"]["n"] == 41
    rows = list(csv.DictReader(io.StringIO(client.get("/areas.csv?period=2023").text)))
    own = list(csv.DictReader(io.StringIO(client.get(f"/areas/{JAGAKARSA}.csv?period=2023").text)))
    assert len(rows) == 75 and own[0] in rows and own[0]["area"] == JAGAKARSA and len(own) > 4
    assert float(own[0]["per_1000"]) == area["per_1000"]["value"]
    seq, head = alone.headers["X-Log-Head"].split(":")
    assert seq == str(alone.get_json()["seq"]) and len(bytes.fromhex(head)) == 32


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize("path", ["/areas.json", "/areas.csv", f"/areas/{JAGAKARSA}.json", f"/areas/{JAGAKARSA}.csv"])
def test_a_file_refuses_what_it_cannot_read(client: FlaskClient, path: str) -> None:
    refused = client.get(f"{path}?sort=wait&colour=red")
    assert refused.status_code == 400 and "colour" in refused.text
    assert client.get(f"{path}?period=1999").status_code == 400
    assert client.get(f"{path}?period=2023&utm_source=x").status_code == 200
