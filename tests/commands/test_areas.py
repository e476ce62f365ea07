"""`flask portal areas load` tells what became of a file, or why it cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from portal.domain.city import City
from tests.support.installed import install

TEBET = (
    '{"type":"FeatureCollection","features":['
    '{"type":"Feature","properties":{"nama":"TEBET TIMUR"},"geometry":{"type":"Polygon","coordinates":'
    "[[[106.85,-6.24],[106.86,-6.24],[106.86,-6.23],[106.85,-6.23],[106.85,-6.24]]]}},"
    '{"type":"Feature","properties":{"nama":"ATLANTIS"},"geometry":{"type":"Polygon","coordinates":'
    "[[[106.95,-6.24],[106.96,-6.24],[106.96,-6.23],[106.95,-6.24]]]}}]}"
)


@pytest.fixture
def runner(app: Flask, city: City) -> FlaskCliRunner:
    with app.app_context():
        install(city)
    return app.test_cli_runner()


def test_the_command_says_what_matched_and_what_did_not(runner: FlaskCliRunner, tmp_path: Path) -> None:
    file = tmp_path / "areas.geojson"
    file.write_text(TEBET)
    result = runner.invoke(args=["portal", "areas", "load", str(file), "--source", "BIG"])
    assert result.exit_code == 0, result.output
    assert "Outlines taken: 1 of level kelurahan, found by property 'nama'" in result.output
    assert "Features that are no area of this city: 1 (2)." in result.output
    assert "Areas without an official outline: 64 " in result.output


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "is not JSON"),
        (TEBET.replace("TEBET TIMUR", "X"), "no outline fits an area"),
        (TEBET.replace("106.8", "16.8"), "are longitude and latitude swapped?"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_line(
    runner: FlaskCliRunner, tmp_path: Path, text: str, reason: str
) -> None:
    file = tmp_path / "areas.geojson"
    file.write_text(text)
    result = runner.invoke(args=["portal", "areas", "load", str(file)])
    assert result.exit_code == 1 and reason in result.output and "Traceback" not in result.output


def test_a_file_that_is_not_there_is_refused(runner: FlaskCliRunner) -> None:
    result = runner.invoke(args=["portal", "areas", "load", "/nowhere.geojson"])
    assert result.exit_code == 2 and "does not exist" in result.output
