"""What a flag says, in both languages, and what it does not tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask, get_template_attribute
from flask_babel import force_locale

from portal.domain.attachment import EarlierUse, FileKind, FlagKind, Photo, PhotoFlag, Purpose
from portal.presentation.flag_words import flag_evidence, flag_title, metres

pytestmark = pytest.mark.only_on("sqlite")
DAY = datetime(2026, 9, 2, 3, 12, tzinfo=UTC)
RECEIVED, USED = datetime(2026, 10, 18, 23, 41, tzinfo=UTC), datetime(2026, 11, 24, 8, 20, tzinfo=UTC)
LIKENESS = {"bits": 7, "mirrored": False, "cut": True, "same_file": False, "own": False}
EARLIER = EarlierUse(code="JK2609030118", seq=8, key="abc", at=DAY, same_agency=True)


def flag(kind: FlagKind, earlier: EarlierUse | None = None, **evidence: Any) -> PhotoFlag:
    return PhotoFlag(kind=kind, evidence=evidence, taken_at=DAY, received_at=RECEIVED, used_at=USED, earlier=earlier)


FLAGS = (
    flag(FlagKind.USED_BEFORE, EARLIER, **LIKENESS),
    flag(FlagKind.BEFORE_COMPLAINT, seconds=47 * 86_400),
    flag(FlagKind.FAR_AWAY, metres=1_900, limit=150),
    flag(FlagKind.MADE_BY_MACHINE, by="c2pa", signature="unknown", sources=["trainedAlgorithmicMedia"]),
    flag(FlagKind.EDITED, by="iptc", sources=["humanEdits"]),
)


def shown(*flags: PhotoFlag) -> str:
    photo = Photo(
        key="k", number=2, purpose=Purpose.AFTER, kind=FileKind.PHOTO, alt="", width=4, height=3, pages=1,
        taken_at=DAY, digest="", flags=flags,
    )  # fmt: skip
    return str(get_template_attribute("components/flags.html", "flags")(photo, numbered=len(flags) > 1))


def test_each_flag_says_its_evidence_and_leads_to_the_earlier_use(app: Flask) -> None:
    with app.test_request_context("/"):
        page = shown(*FLAGS)
    assert "Foto ke-2: 5 tanda" in page
    assert (
        'ada pada laporan <a href="/tickets/JK2609030118#e8">JK2609030118</a>, 2 Sep 2026, oleh instansi yang sama'
        in page
    )
    citizens = replace(EARLIER, same_agency=False)
    for whose, said in (
        (replace(citizens, other_agency=True), ", oleh instansi lain. Berkasnya"),
        (citizens, ". Berkasnya"),
    ):
        used = flag(FlagKind.USED_BEFORE, whose, **(LIKENESS | {"same_file": True}))
        with app.test_request_context("/"):
            assert f"2 Sep 2026{said}" in " ".join(shown(used).split()), whose
    assert 'src="/media/abc/small.webp"' in page and "berbeda 7 dari 256 tanda" in page and "8 juta pasang" in page
    assert "47 hari sebelum laporan masuk" in page and "1,9 km dari lokasi laporan" in page and "150 m" in page
    assert "C2PA" in page and "tidak tahu siapa penandatangannya" in page and "IPTC" in page


def test_an_earlier_use_that_is_not_shown_is_said_without_its_report(app: Flask) -> None:
    with app.test_request_context("/"):
        page = shown(flag(FlagKind.USED_BEFORE, EarlierUse(), **LIKENESS))
        own = shown(flag(FlagKind.USED_BEFORE, EarlierUse(own=True), **LIKENESS | {"own": True}))
        assert not shown().strip()
    assert "ada pada laporan yang tidak tampil" in page and "1 tanda pada foto ini" in page
    assert "/media/" not in page and "/tickets/" not in page
    assert "Sama dengan foto sebelum" in own and "tidak tampil" not in own


def test_it_is_said_in_english_too(app: Flask) -> None:
    with app.test_request_context("/en/"), force_locale("en"):
        said = [flag_title(one) + ": " + flag_evidence(one) for one in FLAGS]
        assert metres(12_345) == "12 km"
    assert said[0].startswith("This photo was used before: Its edges were cut or covered. 7 of the 256 marks")
    assert said[2].endswith("1.9 km from the report’s place, by the photo’s file. The city’s limit: 150 m.")
    assert not any("%(" in one for one in said)


def test_the_same_file_needs_no_count_of_bits(app: Flask) -> None:
    with app.test_request_context("/"):
        assert (
            flag_evidence(flag(FlagKind.USED_BEFORE, EARLIER, **LIKENESS | {"same_file": True}))
            == "Berkasnya sama persis."
        )
        mirrored = flag_evidence(flag(FlagKind.USED_BEFORE, EARLIER, **LIKENESS | {"mirrored": True, "cut": False}))
        assert mirrored.startswith("Gambarnya dibalik")
        broken = flag(FlagKind.MADE_BY_MACHINE, by="c2pa", signature="broken")
        assert "berubah sesudah ditandatangani" in flag_evidence(broken)
