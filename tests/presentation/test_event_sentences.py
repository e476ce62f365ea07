"""Every public event says something in both languages, with the names and channels that it has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask_babel import force_locale
from markupsafe import Markup

from portal.domain.event import Kind
from portal.domain.status import Status
from portal.domain.timeline import AgencyRef, TimelineEvent, TimelinePeriod
from portal.presentation.event_sentences import event_sentence, timeline_sentences

pytestmark = pytest.mark.only_on("sqlite")  # words and addresses: nothing of it asks the database

AT = datetime(2023, 3, 6, 1, tzinfo=UTC)
PAM = AgencyRef(1, "pam-jaya", "Perusahaan Air Minum Jaya", "PAM Jaya")
TEBET = AgencyRef(2, "kelurahan-tebet", "Kelurahan Tebet")


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


def event(kind: Kind, **values: object) -> TimelineEvent:
    return TimelineEvent(**{"seq": 7, "kind": kind, "at": AT, "status": Status.PROSES, **values})  # type: ignore[arg-type]


def said(kind: Kind, holder: AgencyRef | None = TEBET, channel: str = "", **values: object) -> str:
    return str(event_sentence(event(kind, **values), holder, channel))


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.NOTED])
def test_every_public_event_says_something_in_both_languages(kind: Kind) -> None:
    facts = {"agency": TEBET, "to_agency": PAM, "promised_at": AT, "other_code": "JK2303060002"}
    indonesian = event_sentence(event(kind, **facts), TEBET, "Twitter")
    with force_locale("en"):
        english = event_sentence(event(kind, **facts), TEBET, "Twitter")
    assert indonesian.strong and english.strong and str(indonesian) != str(english)
    assert all("%" not in str(sentence) and "  " not in str(sentence) for sentence in (indonesian, english))
    assert all(str(sentence)[-1] == "." for sentence in (indonesian, english))


def test_a_note_says_nothing_in_public() -> None:
    assert said(Kind.NOTED, agency=TEBET, text="Rahasia.") == ""


def test_on_a_page_a_name_keeps_its_own_direction_and_is_only_a_name() -> None:
    other = AgencyRef(3, "air", "<b>\u0627\u0644\u0645\u0627\u0621")
    sentence = event_sentence(event(Kind.TRANSFERRED, to_agency=other), TEBET, text=Markup)
    assert "\u2068&lt;b&gt;\u0627\u0644\u0645\u0627\u0621\u2069" in f"{sentence.strong}{sentence.rest}"
    assert "<" not in said(Kind.TRANSFERRED, to_agency=PAM), "a feed has no markup"


def test_an_event_names_the_other_agency_in_short() -> None:
    assert said(Kind.TRANSFERRED, agency=TEBET, to_agency=PAM) == "Dialihkan ke PAM Jaya."
    assert said(Kind.REJECTED, agency=TEBET, to_agency=PAM) == "Ditolak. Yang berwenang: PAM Jaya."
    assert said(Kind.REJECTED, agency=TEBET) == "Ditolak."


def test_who_answers_is_the_agency_itself_else_its_holder_else_nobody_named() -> None:
    assert said(Kind.COORDINATION_ANSWERED, agency=PAM) == "PAM Jaya menjawab."
    assert said(Kind.COORDINATION_ANSWERED) == "Kelurahan Tebet menjawab."
    assert said(Kind.COORDINATION_ANSWERED, holder=None) == "Instansi menjawab."


def test_a_report_says_its_channel_where_that_is_known() -> None:
    assert said(Kind.RECEIVED) == "Warga melapor."
    assert said(Kind.RECEIVED, channel="Twitter") == "Warga melapor lewat Twitter."


def test_a_comma_follows_its_word_without_a_space() -> None:
    assert said(Kind.COMPLETED) == "Dinyatakan selesai, menunggu pemeriksaan."
    assert said(Kind.TIMED_OUT) == "Ditutup karena waktunya habis, bukan karena selesai."


def test_a_merged_ticket_names_the_other_one_only_where_it_is_public() -> None:
    assert "JK2303060002" in said(Kind.MERGED, other_code="JK2303060002")
    assert said(Kind.MERGED) == "Digabung dengan laporan lain."


def test_a_source_that_hides_a_ticket_is_named_as_the_one_that_did() -> None:
    assert said(Kind.VISIBILITY_CHANGED).endswith("Sumbernya kini merahasiakan laporan ini.")
    assert said(Kind.VISIBILITY_CHANGED, agency=TEBET) == "Keterbukaan laporan diubah."
    assert said(Kind.VISIBILITY_CHANGED, text="Menyebut nama.") == "Keterbukaan laporan diubah."


def test_names_with_signs_of_markup_stay_what_they_are() -> None:
    shop = AgencyRef(3, "a-b", "A & <b>")
    assert said(Kind.ROUTED, to_agency=shop) == "Diteruskan ke A & <b>.", "escaping is the template's"
    assert said(Kind.ROUTED, to_agency=AgencyRef(4, "c", "100% %(agency)s")) == "Diteruskan ke 100% %(agency)s."


def test_a_timeline_is_told_event_by_event_with_its_holder() -> None:
    answered = event(Kind.COORDINATION_ANSWERED, seq=2)
    first = TimelinePeriod(
        agency=PAM,
        status=Status.PROSES,
        start=AT,
        end=AT,
        running=False,
        number=1,
        entries=(event(Kind.STARTED), answered),
    )
    told = [(entry.seq, str(sentence)) for entry, sentence in timeline_sentences([first])]
    assert told == [(7, "Mulai dikerjakan."), (2, "PAM Jaya menjawab.")]
