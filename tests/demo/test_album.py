"""Some reports have photos, good and bad ones, and no text speaks of a photo that is not there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from portal.demo.pictures.files import recipe_of
from portal.domain.attachment import Provenance, Purpose
from portal.domain.event import Kind
from portal.domain.record import Record, RecordPhoto, Step
from portal.domain.validation import Checked, RefusedFor
from tests.demo.demo_year import town, year

DONE = (Kind.COMPLETED, Kind.RESOLVED)
VERDICTS = (Kind.VALIDATED, Kind.VALIDATION_REFUSED)


def of(record: Record) -> list[RecordPhoto]:
    return [*record.photos, *(photo for step in record.steps for photo in step.photos)]


def judged() -> Iterator[tuple[Record, Step, Step]]:
    """Each verdict and dispute, with the end that it speaks of."""
    for record in year():
        done: Step | None = None
        for step in record.steps:
            if step.kind in DONE:
                done = step
            elif done and step.kind in (*VERDICTS, Kind.DISPUTED):
                yield record, done, step


def test_a_fraction_of_the_reports_has_photos_and_most_of_those_a_pair() -> None:
    shown = [record for record in year() if of(record)]
    assert 0.04 < len(shown) / len(year()) < 0.12
    pairs = [r for r in shown if {photo.purpose for photo in of(r)} == {Purpose.BEFORE, Purpose.AFTER}]
    assert len(pairs) / len(shown) > 0.6
    keys = [photo.key for record in shown for photo in of(record)]
    assert len(set(keys)) == len(keys) and all(recipe_of(key) for key in keys)


def test_private_and_sensitive_reports_show_none() -> None:
    sensitive = {slug for slug, category in town().categories.items() if category.sensitive}
    assert not [r.code for r in year() if of(r) and (r.private or r.category in sensitive)]


def test_no_text_speaks_of_a_photo_that_is_not_there() -> None:
    of_photo = re.compile(r"\bfoto(nya)?\b", re.IGNORECASE)
    for record, done, step in judged():
        if not done.photos:
            assert not of_photo.search(step.text) or "Belum ada foto" in step.text, record.code
        assert not done.photos or "Belum ada foto" not in step.text, record.code
    ends = [(record, step) for record in year() for step in record.steps if step.kind in DONE]
    assert all(step.photos for _, step in ends if "terlampir" in step.text)
    assert sum("terlampir" in step.text for _, step in ends) > 50


def test_words_about_a_photo_are_true() -> None:
    """Whose photo was used before, taken too early, or shows another place."""
    by_code = {record.code: record for record in year()}
    seen: Counter[str] = Counter()
    for record, done, step in judged():
        if named := re.search(r"(?:sama dengan foto pada laporan|pernah dipakai pada) (\S+?)[.,]", step.text):
            seen["used"] += 1
            assert done.photos[0].sha256 in {photo.sha256 for photo in of(by_code[named[1]])}, record.code
        if "sebelum laporan" in step.text or "foto lama" in step.text:
            seen["early"] += 1
            taken = done.photos[0].taken_at
            assert taken and taken < record.submitted_at, record.code
        if re.search(r"Foto(nya)? bukan|beda lokasi", step.text):
            seen["elsewhere"] += 1
            own = {recipe_of(photo.key) for photo in record.photos}
            assert not {r.place for r in own if r} & {r.place for p in done.photos if (r := recipe_of(p.key))}
        if "dibuat mesin" in step.text:
            seen["machine"] += 1
            assert done.photos[0].provenance is Provenance.MACHINE
    assert min(seen[kind] for kind in ("used", "early", "elsewhere", "machine")) > 0, seen


def test_bad_photos_pass_most_often_where_answers_are_pasted() -> None:
    first: dict[bytes, str] = {}
    again: Counter[str] = Counter()
    for record in year():
        for step in record.steps:
            for photo in step.photos:
                if first.setdefault(photo.sha256, photo.key) != photo.key:
                    again[step.agency or ""] += 1
    assert sum(again.values()) > 20 and again["sudin-perhubungan"] > again["sudin-bina-marga"]


def test_a_validator_says_what_was_checked_and_why_it_is_refused() -> None:
    for record, done, step in judged():
        if step.kind in VERDICTS:
            assert step.checked and (Checked.PHOTO in step.checked) == bool(done.photos), record.code
            assert (step.refused_for is None) == (step.kind is Kind.VALIDATED)
    reasons = Counter(step.refused_for for _, _, step in judged() if step.refused_for)
    assert set(reasons) == set(RefusedFor)
