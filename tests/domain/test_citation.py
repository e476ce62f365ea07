"""A citation's link asks for the same figure, whatever happens later."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from portal.domain.as_of import PINNED
from portal.domain.citation import Citation


def test_the_link_names_what_was_asked_the_moment_in_utc_and_the_event() -> None:
    citation = Citation(
        title="Selesai",
        of="Dinas Cepat & Tepat, 2023",
        as_of=datetime(2024, 1, 2, 6, 30, tzinfo=ZoneInfo("Asia/Jakarta")),
        seq=107608,
        head="3f2a",
        licence="",
        address="https://pantau.example/charts/compare",
        asked={"kind": "suku dinas", "period": "2023"},
    )
    found = urlsplit(citation.link)
    assert f"{found.scheme}://{found.netloc}{found.path}" == citation.address
    assert parse_qs(found.query) == {
        "kind": ["suku dinas"],
        "period": ["2023"],
        "as_of": ["2024-01-01T23:30:00Z"],
        "seq": ["107608"],
    }
    assert PINNED == ("as_of", "seq")
