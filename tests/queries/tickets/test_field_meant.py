"""Days, months and areas among words are offered as the field that says them exactly."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.lens import TicketFilter
from portal.domain.source_clock import SourceClocks
from portal.queries.tickets.field_meant import field_meant
from portal.search import query_parser
from tests.queries.tickets.test_rows import NOW
from tests.support.complaints import complaint
from tests.support.lens import fed, filled, sources

pytestmark = pytest.mark.only_on("sqlite")  # the index alone is asked


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("06/03/2023", "masuk:06/03/2023"),
        ("lubang maret 2023", 'lubang masuk:"maret 2023"'),
        ("tgl 6 Mar 2023 lubang", 'masuk:"6 Mar 2023" lubang'),
        ("2023-03", "masuk:2023-03"),
        ("2023", "masuk:2023"),
        ("lubang kel. ragunan", 'lubang kelurahan:"ragunan"'),
        ("kec pasar minggu", 'kecamatan:"pasar minggu"'),
        ("Kelurahan Ragunan lubang", 'kelurahan:"Ragunan" lubang'),
        ("lubang masuk 50 tahun terakhir", 'lubang masuk:"50 tahun terakhir"'),
        ("lubang hari ini", None),  # the index was asked, and has nothing
        ("laporan masih terbuka", "laporan status:masih-terbuka"),
        ("laporan yang belum dijawab lebih dari 3 hari", "laporan yang:belum-dijawab hari:>3"),
        ("lubang still open", "lubang status:open"),
        ("lubang terlambat", "lubang yang:terlambat"),
        ("lubang dibuka lagi", None),
        ("lubang 2023", "lubang masuk:2023"),
        ("lubang no. 2023", None),  # the number of a house
        ("lubang Q1 2023", 'lubang masuk:"Q1 2023"'),
        ("lubang bulan maret 2023", 'lubang masuk:"maret 2023"'),
        ("lubang akhir pekan", None),  # any weekend
        ("dinas bina marga puing 2023 still open", 'instansi:"dinas bina marga" puing masuk:2023 status:open'),
        ("instansi bina marga puing", 'instansi:"bina marga" puing'),
        ("dishub", None),
        ("laporan yang ditolak 2023", "laporan status:ditolak masuk:2023"),
        ("laporan yang ditolak", None),
        ("31/02/2023", None),
        ("maret 1987", None),
        ("masuk: maret 2023", None),
        ('"maret 2023"', None),
        ("kelurahan lambat", None),
        ("kelurahan: ragunan", None),
        ("lubang", None),
    ],
)
def test_a_field_is_offered_for_what_it_says_exactly(
    app: Flask, session: Session, text: str, meant: str | None
) -> None:
    filled(app, session)
    read = sources(app, session)
    found = field_meant(read.engine, TicketFilter(q=text), read.city, SourceClocks(NOW))
    assert (found and found.text) == meant
    if found:
        english = (
            found.text.replace("masuk:", "received:")
            .replace("yang:", "is:")
            .replace("hari:", "days:")
            .replace("instansi:", "agency:")
        )
        assert found.text_en == ("" if english == found.text else english)
        tree = query_parser.parse(found.text, read.city, read.engine.analyser, SourceClocks(NOW)).tree
        assert found.count == read.engine.count(tree, TicketFilter(), SourceClocks(NOW)) > 0


def test_a_closed_category_that_is_named_is_offered_where_words_find_nothing(app: Flask, session: Session) -> None:
    filled(app, session)
    record_many([complaint(60, category="Administrasi Kependudukan")], portal_of(app).city)
    fed(app, session)
    read = sources(app, session)
    for text, meant in (
        ("ktp belum jadi", "kategori:ktp"),
        ("nama di kartu keluarga salah", 'kategori:"kartu keluarga"'),
        ("aspal kendor", None),  # whoever has words of it finds it by them
    ):
        asked = TicketFilter(q=text)
        found = field_meant(read.engine, asked, read.city, SourceClocks(NOW), found=False)
        assert (found and (found.text, found.count)) == (meant and (meant, 1))
        assert field_meant(read.engine, asked, read.city, SourceClocks(NOW)) is None, "words are what was asked"
