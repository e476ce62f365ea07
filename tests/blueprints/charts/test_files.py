"""The figures of every chart in every file."""

from __future__ import annotations

import csv
import io
from xml.etree.ElementTree import fromstring

import pytest
from flask.testing import FlaskClient

from tests.support.charts import SHOWN, address

pytestmark = [pytest.mark.only_on("sqlite"), pytest.mark.usefixtures("figures")]


def test_files_say_the_same_and_stand_alone(client: FlaskClient) -> None:
    for name in SHOWN:
        document = client.get(address(name, ".json")).get_json()
        lines = list(csv.reader(io.StringIO(client.get(address(name, ".csv")).text)))
        assert lines[0] == [column["name"] for column in document["columns"]], name
        assert len(lines) - 1 == len(document["rows"]) > 0, name
        drawing = client.get(address(name, ".svg")).text
        root = fromstring(drawing)
        assert all(
            part not in drawing.replace("url(#", "") for part in ("href", "url(", "<script", "<image", "var(", '%"')
        ), name
        assert document["cite"] in "".join(
            text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text")
        ).replace(" ", "")


def test_a_file_of_a_past_moment_bears_its_event(client: FlaskClient) -> None:
    past = client.get(f"{address('agency-times', '.csv')}&as_of=2023-03-31&seq=300")
    assert past.headers["X-Log-Head"].startswith("300:")
    assert "agency-times-20230331T165959Z-300.csv" in past.headers["Content-Disposition"]
    unread = client.get(f"{address('agency-times', '.csv')}&as_of=kemarin")
    assert unread.status_code == 400
