"""The forms of the desk: what each takes, what it makes of a text, and in which words it refuses."""

from __future__ import annotations

from datetime import date

import pytest

from portal.forms.verdict import AgreementForm
from portal.forms.work import (
    LONGEST_TEXT,
    REPORT,
    AboutEventForm,
    HandOverForm,
    MergeForm,
    RejectForm,
    ResponseForm,
    VisibilityForm,
    WorkForm,
)
from tests.forms.conftest import Fill, Refuse

AGENCIES = [(3, "Dinas Bina Marga"), (4, "Dinas Sumber Daya Air")]
TOO_LONG = {"id": "Paling banyak 5000 karakter.", "en": "At most 5000 characters."}
NOT_OFFERED = {"id": "Pilih salah satu yang ada.", "en": "Choose one of those that are there."}
UNSEEN = ["", "   ", "\u200b", "\u202e \u2800", "\x00", "\r\n\t"]
NEEDS_TEXT = [
    (WorkForm, {}, "Isi dulu bagian ini.", "Fill this in first."),
    (ResponseForm, {"then": "keep"}, "Tulis jawaban Anda dulu.", "Write your response first."),
    (AboutEventForm, {}, "Isi dulu bagian ini.", "Fill this in first."),
    (VisibilityForm, {"visibility": "stub"}, "Isi dulu bagian ini.", "Fill this in first."),
    (AgreementForm, {"checked": "photo"}, "Tulis apa yang sudah Anda periksa.", "Write what you have checked."),
]
MAY_BE_EMPTY = [(MergeForm, {"into": "JK2303060001"})]


@pytest.mark.parametrize(("form", "more", "indonesian", "english"), NEEDS_TEXT)
@pytest.mark.parametrize("text", UNSEEN)
def test_a_text_of_which_nothing_can_be_seen_is_none(
    refuse: Refuse, form: type[WorkForm], more: dict[str, str], indonesian: str, english: str, text: str
) -> None:
    assert refuse(form, **more, text=text) == {"text": [indonesian]}
    assert refuse(form, "en", **more, text=text) == {"text": [english]}


@pytest.mark.parametrize(("form", "more"), [row[:2] for row in NEEDS_TEXT])
@pytest.mark.parametrize("text", [".", "-", "123", "xx"])
def test_a_sign_or_a_number_is_no_reason(refuse: Refuse, form: type[WorkForm], more: dict[str, str], text: str) -> None:
    [said] = refuse(form, "en", **more, text=text)["text"]
    assert said.startswith("Write it in words")


@pytest.mark.parametrize(("form", "more"), MAY_BE_EMPTY)
@pytest.mark.parametrize("text", UNSEEN)
def test_merging_needs_no_text(fill: Fill, form: type[WorkForm], more: dict[str, str], text: str) -> None:
    filled, errors = fill(form, **more, text=text)
    assert (errors, filled.text.data) == ({}, "")


@pytest.mark.parametrize(("form", "more"), [*[row[:2] for row in NEEDS_TEXT], *MAY_BE_EMPTY])
def test_a_text_has_the_length_that_an_event_can_hold(
    refuse: Refuse, form: type[WorkForm], more: dict[str, str]
) -> None:
    assert refuse(form, **more, text="xy" * (LONGEST_TEXT // 2)) == {}
    for language, message in TOO_LONG.items():
        assert refuse(form, language, **more, text="xy" * (LONGEST_TEXT // 2) + "z") == {"text": [message]}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Sudah\r\nditambal.\r ", "Sudah\nditambal."),
        ("a\x00b\x1bc", "abc"),
        ("\u202egnabul\u202c", "gnabul"),
        ("0812\u200b3456\ufeff789", "08123456789"),
        ("dua\tkolom", "dua\tkolom"),
        ("👷\u200d♀️", "👷\u200d♀️"),
    ],
)
def test_of_a_text_everything_that_can_be_seen_is_kept_and_nothing_else(fill: Fill, typed: str, kept: str) -> None:
    assert fill(WorkForm, text=typed)[0].text.data == kept


def test_the_length_is_that_of_what_can_be_seen(refuse: Refuse) -> None:
    assert refuse(WorkForm, text="\u200b".join("xyz" * (LONGEST_TEXT // 3))) == {}


def test_a_browser_does_not_cut_what_is_pasted(fill: Fill) -> None:
    assert "maxlength" not in str(fill(WorkForm, text="Ada.")[0].text())


@pytest.mark.parametrize(
    ("seen", "seq"),
    [("17", 17), ("", 0), ("-1", 0), ("1.5", 0), ("x", 0), ("٣", 0), ("9" * 40, int("9" * 18))],
)
def test_a_broken_log_number_is_one_that_never_was(fill: Fill, seen: str, seq: int) -> None:
    assert fill(WorkForm, text="Ada.", seen=seen)[0].seq() == seq


def test_a_log_number_that_did_not_come_is_one_that_never_was(fill: Fill) -> None:
    assert fill(WorkForm, text="Ada.")[0].seq() == 0


@pytest.mark.parametrize(("about", "event"), [(REPORT, None), ("12", 12), ("", 0), ("laporan", 0), ("-5", 0)])
def test_only_the_word_for_the_report_means_the_report(fill: Fill, about: str, event: int | None) -> None:
    assert fill(AboutEventForm, text="Salah orang.", about=about)[0].event() == event


def test_an_event_that_is_not_named_is_not_the_report(fill: Fill) -> None:
    assert fill(AboutEventForm, text="Salah orang.")[0].event() == 0


@pytest.mark.parametrize("then", ["keep", "start", "resolve"])
def test_a_response_says_what_comes_of_the_status(fill: Fill, then: str) -> None:
    filled, errors = fill(ResponseForm, text="Sudah.", then=then)
    assert (errors, filled.then.data, filled.promise.data) == ({}, then, None)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_response_can_do_nothing_else_to_the_status(refuse: Refuse, language: str) -> None:
    assert refuse(ResponseForm, language, text="Sudah.", then="reject") == {"then": [NOT_OFFERED[language]]}


def test_a_promise_is_a_day(fill: Fill) -> None:
    filled, errors = fill(ResponseForm, text="Besok.", then="keep", promise="2026-12-31")
    assert (errors, filled.promise.data) == ({}, date(2026, 12, 31))


@pytest.mark.parametrize("promise", ["besok", "31/12/2026", "2026-02-30", "2026-12-31T00:00", "0", "\x00"])
def test_a_promise_that_is_no_day_is_refused_with_an_example(refuse: Refuse, promise: str) -> None:
    typed = {"text": "Besok.", "then": "keep", "promise": promise}
    assert refuse(ResponseForm, **typed)["promise"] == ["Tanggal ini tidak terbaca. Tulis seperti 2026-12-31."]
    assert refuse(ResponseForm, "en", **typed)["promise"] == ["This date cannot be read. Write it like 2026-12-31."]


@pytest.mark.parametrize(
    ("promise", "taken"),
    [("1999-12-31", False), ("2000-01-01", True), ("2100-01-01", True), ("2100-01-02", False), ("9999-12-31", False)],
)
def test_a_promise_lies_between_the_years_2000_and_2100(refuse: Refuse, promise: str, taken: bool) -> None:
    typed = {"text": "Besok.", "then": "keep", "promise": promise}
    assert refuse(ResponseForm, **typed) == ({} if taken else {"promise": ["Tanggal ini di luar jangkauan."]})
    assert refuse(ResponseForm, "en", **typed) == ({} if taken else {"promise": ["This date is out of range."]})


def test_a_hand_over_goes_to_an_agency_that_is_offered(fill: Fill) -> None:
    filled, errors = fill(HandOverForm, agencies=AGENCIES, text="Milik dinas.", to_agency="4")
    assert (errors, filled.to_agency.data) == ({}, 4)
    assert [name for _, name, *_ in filled.to_agency.iter_choices()][1:] == [
        "Dinas Bina Marga",
        "Dinas Sumber Daya Air",
    ]


@pytest.mark.parametrize("to_agency", ["5", "-1", "x", "4.0", "\x00"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_hand_over_to_any_other_agency_is_refused(refuse: Refuse, language: str, to_agency: str) -> None:
    errors = refuse(HandOverForm, language, AGENCIES, text="Milik dinas.", to_agency=to_agency)
    assert errors["to_agency"][0] == NOT_OFFERED[language]


@pytest.mark.parametrize(("language", "message"), [("id", "Pilih instansi."), ("en", "Choose an agency.")])
@pytest.mark.parametrize("to_agency", ["0", ""])
def test_a_hand_over_needs_an_agency(refuse: Refuse, language: str, message: str, to_agency: str) -> None:
    typed = {"text": "Milik dinas.", "to_agency": to_agency}
    assert refuse(HandOverForm, language, AGENCIES, **typed) == {"to_agency": [message]}


def test_a_rejection_may_name_who_is_responsible_instead(fill: Fill) -> None:
    for to_agency in (0, 3):
        filled, errors = fill(RejectForm, agencies=AGENCIES, text="Bukan urusan kota.", to_agency=str(to_agency))
        assert (errors, filled.to_agency.data) == ({}, to_agency)
    assert fill(RejectForm, agencies=AGENCIES, text="Bukan urusan kota.", to_agency="9")[1].keys() == {"to_agency"}


def test_a_rejection_needs_its_reason(refuse: Refuse) -> None:
    assert refuse(RejectForm, agencies=AGENCIES, text=" ", to_agency="0") == {"text": ["Isi dulu bagian ini."]}


def test_a_merge_names_the_report_that_stays(refuse: Refuse) -> None:
    assert refuse(MergeForm, into="") == {"into": ["Isi nomor laporan."]}
    assert refuse(MergeForm, "en", into="") == {"into": ["Enter the report’s number."]}
    assert refuse(MergeForm, into="x" * 81) == {"into": ["Paling banyak 80 karakter."]}
    assert refuse(MergeForm, into="x" * 80) == {}


@pytest.mark.parametrize("visibility", ["full", "stub", "hidden"])
def test_a_report_can_be_shown_reduced_or_hidden(fill: Fill, visibility: str) -> None:
    filled, errors = fill(VisibilityForm, text="Memuat nama.", visibility=visibility)
    assert (errors, filled.visibility.data) == ({}, visibility)


@pytest.mark.parametrize("visibility", ["pending", "", "FULL"])
def test_a_visibility_that_no_officer_may_choose_is_refused(refuse: Refuse, visibility: str) -> None:
    for language, message in NOT_OFFERED.items():
        errors = refuse(VisibilityForm, language, text="Memuat nama.", visibility=visibility)
        assert errors == {"visibility": [message]}
