"""The cases of tests/samples/lens.csv: an address, its status, and what it must say, in words that a test can judge."""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from flask.testing import FlaskClient

from tests.support.pages import Pages

DATA = ("/tickets.csv", "/tickets.json", "/tickets.geojson", "/tickets.atom", "/map/cells.json", "/map/tickets.json")
PAGES = ("/tickets", "/map")
_NUMBER = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class LensCase:
    """``status``: one status, or two with ``|`` between. ``expected``: see ``kind``."""

    url: str
    status: str
    expected: str

    @property
    def kind(self) -> str:
        """How it is judged."""
        kinds = ("names ", "count = ", "no share", "share", "location ", "Content-Type", "page says ", "the link ")
        return next((kind.strip() for kind in kinds if self.expected.startswith(kind)), "other")

    @property
    def addresses(self) -> list[str]:
        """The addresses that it stands for, encoded."""
        filled_in = re.sub(r"\{(\d+) letters\}", lambda found: "x" * int(found[1]), self.url)
        place, _, query = filled_in.partition("?")
        places = {"{data}": DATA, "{page}": PAGES}.get(place, (place,))
        return [encoded(f"{one}?{query}" if query else one) for one in places]

    @property
    def answer(self) -> str:
        """What is expected, without its kind and its explanation."""
        return self.expected.removeprefix(self.kind).partition(";")[0].strip()


def cases(*kinds: str) -> list[LensCase]:
    """Those that are judged so, in the order of the file."""
    text = Path("tests/samples/lens.csv").read_text(encoding="utf-8")
    found = [LensCase(*row) for row in csv.reader(text.splitlines()[1:])]
    return [case for case in found if not kinds or case.kind in kinds]


def encoded(address: str) -> str:
    """An address as a browser would send it; what is encoded in it already stays."""
    place, _, query = address.partition("?")
    return f"{place}?{quote(query, safe='=&+%/:,.')}" if query else place


def counted(client: FlaskClient, address: str) -> int:
    """How many tickets an address finds: a file by its header, a page by its headline, the map by what it draws."""
    address = encoded(address)
    path = address.partition("?")[0]
    if path.startswith("/map/"):
        found = client.get(address)
        assert found.status_code == 200, address
        return int(found.get_json()["placed"])
    if "." in path:
        answer = client.head(address)
        assert answer.status_code == 200, address
        return int(answer.headers["X-Total-Count"])
    number = _NUMBER.match(Pages(client).get(address).h1)
    return int(re.sub("[.,]", "", number[0])) if number else 0


def refused(client: FlaskClient, address: str) -> dict[str, list[str]]:
    """What the error of an address says could not be read, by the format's own shape."""
    answer = client.get(address)
    assert answer.status_code == 400, address
    assert answer.headers["Cache-Control"] == "no-store"
    path = address.partition("?")[0]
    if path.endswith("json"):
        error = json.loads(answer.text)["error"]
        assert (error["code"], error["name"], error["fields"]) == (400, "Bad Request", list(error["unread"]))
        unread: dict[str, list[str]] = error["unread"]
        return unread
    if path.endswith(".atom"):
        assert answer.mimetype == "application/xml"
        root = ElementTree.fromstring(answer.text)
        return {str(field.get("name")): [field.text or ""] for field in root.findall("field")}
    assert answer.mimetype == "text/plain"
    parts = [line.partition(": ")[2].partition("=") for line in answer.text.splitlines()[1:]]
    return {name: [value] for name, _, value in parts}
