"""What a status means is guessed by its words, and by which rows have a date of their end."""

from __future__ import annotations

import pytest

from portal.domain.event import Kind
from portal.importers.drafting.statuses import guesses, is_status, meaning, splits, tells_ends
from tests.support.drafting import column


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("Open", None),
        ("In Progress", None),
        ("Re-opened", None),
        ("Not yet resolved", None),
        ("Belum selesai", None),
        ("Menunggu", None),
        ("Diproses", None),
        ("Closed", Kind.RESOLVED),
        ("Completed", Kind.RESOLVED),
        ("SELESAI", Kind.RESOLVED),
        ("Closed - Duplicate", Kind.MERGED),
        ("Open - Dup", Kind.MERGED),
        ("Duplikat", Kind.MERGED),
        ("Referred Out", Kind.REJECTED),
        ("Ditolak", Kind.REJECTED),
        ("Canceled", Kind.CLOSED),
        ("Dibatalkan warga", Kind.CLOSED),
        ("Expired", Kind.TIMED_OUT),
    ],
)
def test_common_words_are_known(status: str, kind: Kind | None) -> None:
    assert meaning(status) == (kind, True)


def test_an_unknown_word_is_an_end_without_a_fix_where_its_rows_have_ended() -> None:
    """Nothing says that anything was fixed, so the guess does not flatter."""
    status = column("s", "Concluída", "Concluída", "Aberta", "aberta", "")
    ends = column("e", "2024-01-02", "2024-01-03", "", "", "")
    found = {one.value: (one.kind, one.known, one.rows, one.ended) for one in guesses(status, ends)}
    assert found == {"Concluída": (Kind.CLOSED, False, 2, 2), "Aberta": (None, False, 2, 0)}


def test_a_column_of_statuses_is_known_by_its_words() -> None:
    assert is_status(column("x", "Open", "Closed", "Open", "Closed"))
    assert not is_status(column("x", "Road", "Tree", "Road", "Tree"))
    assert not is_status(column("x", "Open", "Open"))


def test_dates_that_stand_where_rows_have_ended_tell_the_ends() -> None:
    status = column("s", "Open", "Closed", "Closed", "Open")
    assert tells_ends(status, column("d", "", "2024-01-02", "2024-01-03", ""))
    assert not tells_ends(status, column("d", "2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"))


def test_values_that_tell_which_rows_have_a_date_are_statuses_in_any_language() -> None:
    ends = column("d", "", "2024-01-02", "2024-01-03", "")
    assert splits(column("s", "đang xử lý", "đã xong", "đã xong", "đang xử lý"), ends)
    assert not splits(column("s", "Road", "Road", "Tree", "Tree"), ends)
