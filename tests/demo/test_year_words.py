"""The demonstration's texts read like people's and offices', and name places where they are."""

from __future__ import annotations

from collections import Counter

from portal.demo.data import issues, streets
from portal.domain.event import Kind
from tests.demo.demo_year import share, town, year


def test_texts_are_mostly_distinct_and_none_is_empty() -> None:
    texts = [r.text for r in year()]
    assert all(text.strip() for text in texts) and all(r.title for r in year())
    assert len(set(texts)) / len(texts) > 0.97


def test_every_place_belongs_to_its_kelurahan() -> None:
    city = town()
    for record in year():
        known = streets()[city.areas[record.area or ""].name].streets
        assert not record.place or any(street in record.place for street in known), (record.area, record.place)


def test_every_landmark_stands_on_a_street_of_its_kelurahan() -> None:
    for name, known in streets().items():
        assert len(known.streets) >= 3, name
        assert {street for _, street in known.landmarks} <= set(known.streets), name


def test_points_lie_near_their_kelurahan() -> None:
    city = town()
    west, south, east, north = city.bounds or (0, 0, 0, 0)
    for record in year():
        if record.lat is not None and record.lon is not None:
            area = city.areas[record.area or ""]
            assert west < record.lon < east and south < record.lat < north
            assert abs(record.lat - (area.lat or 0)) < 0.025 and abs(record.lon - (area.lon or 0)) < 0.025


def test_no_template_is_left_in_a_text() -> None:
    for record in year():
        for text in (record.title, record.text, record.place, *(step.text for step in record.steps)):
            assert not set("<>{}|") & set(text), text
            assert "  " not in text.strip(), text


def test_hurried_writers_abbreviate_and_some_give_a_telephone_number() -> None:
    assert share(lambda r: " yg " in f" {r.text.lower()} " or " tdk " in r.text.lower()) > 0.005
    assert (
        share(lambda r: ("2" in r.text and "bolong2" in r.text) or "anak2" in r.text or "berulang2" in r.text) > 0.001
    )
    assert (
        share(lambda r: "08" in r.text and any(len(w.strip(".,")) > 10 and w[:2] == "08" for w in r.text.split()))
        > 0.004
    )


def test_some_agencies_answer_many_with_the_same_text() -> None:
    said: dict[str, Counter[str]] = {}
    for record in year():
        for step in record.steps:
            if step.kind is Kind.COMPLETED and step.agency:
                said.setdefault(step.agency, Counter())[step.text] += 1
    pasted = {a: c.most_common(1)[0][1] / c.total() for a, c in said.items() if c.total() >= 100}
    assert pasted["sudin-perhubungan"] > 0.45 > pasted["sudin-bina-marga"] > 0.1


def test_every_rejection_tells_who_is_responsible_or_what_to_do() -> None:
    reasons = [s.text for r in year() for s in r.steps if s.kind is Kind.REJECTED]
    assert min(map(len, reasons)) > 40 and len(set(reasons)) > 30


def test_a_refused_check_may_name_the_ticket_whose_photo_was_used_before() -> None:
    refusals = [s.text for r in year() for s in r.steps if s.kind is Kind.VALIDATION_REFUSED]
    assert any("Foto pernah dipakai pada JK" in text for text in refusals)


def test_every_issue_has_words_of_its_own_for_what_was_done() -> None:
    for issue in issues():
        assert issue.say and issue.worse and issue.ask and issue.doing and issue.done and issue.title, issue.slug
