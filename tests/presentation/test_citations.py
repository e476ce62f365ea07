"""How figures are cited."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from portal.domain.citation import Citation
from portal.domain.source_clock import SourceClocks, SpokenSource
from portal.presentation.citations import citation_text, state_text

NOW = datetime(2024, 1, 1, 23, 30, tzinfo=UTC)
CITATION = Citation(
    title="Selesai",
    of="Dinas Cepat, tahun 2023",
    as_of=NOW,
    seq=107608,
    head="3f2a" * 16,
    licence="CC BY 4.0",
    address="https://pantau.example/charts/x",
    asked={},
)


@pytest.mark.only_on("sqlite")
def test_a_citation_says_what_when_by_which_proof_and_under_which_licence(app: Flask) -> None:
    with app.test_request_context("/"):
        assert citation_text(CITATION, "Pantau", SourceClocks(NOW)) == (
            "Pantau: “Selesai”, Dinas Cepat, tahun 2023. Angka per Selasa 2 Jan 2024, 06.30, catatan nomor 107.608. "
            "Bukti catatan: 3f2a3f2a3f2a3f2a. Lisensi: CC BY 4.0."
        )
        bare = citation_text(replace(CITATION, licence="", head=""), "Pantau", SourceClocks(NOW))
    assert bare.endswith("catatan nomor 107.608. Lisensi tidak dinyatakan.")


@pytest.mark.only_on("sqlite")
def test_a_figure_of_the_past_does_not_say_what_sources_told_later(app: Flask) -> None:
    later = SourceClocks(NOW + timedelta(days=90), (SpokenSource(name="ekspor", as_of=NOW + timedelta(days=60)),))
    with app.test_request_context("/"):
        assert state_text(CITATION, later).startswith("Keadaan menurut sumber: 2 Jan 2024. Angka per")
