"""What can be followed and when letters are due, without a database or a mail server."""

from __future__ import annotations

from datetime import datetime

import pytest

from portal.domain.following import WAITS, canonical, ends_following, filter_of, next_digest, plain_address, wait_after
from portal.domain.lens import TicketFilter


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Warga@Contoh.EXAMPLE ", "Warga@contoh.example"),
        ("a.b+c@sub.contoh.example", "a.b+c@sub.contoh.example"),
        ("warga@contoh", None),
        ("warga contoh.example", None),
        ("a@b@contoh.example", None),
        ("a@contoh.example\r\nBcc: b@contoh.example", None),
        ("a\x00@contoh.example", None),
        ("<a>@contoh.example", None),
        ("a,b@contoh.example", None),
        ("a@-contoh.example", None),
        (f"{'a' * 65}@contoh.example", None),
        (f"a@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.{'f' * 20}.example", None),
        ("", None),
    ],
)
def test_an_address_is_one_that_mail_can_go_to_or_none(typed: str, kept: str | None) -> None:
    assert plain_address(typed) == kept


def test_all_ways_to_write_a_filter_are_one() -> None:
    one = TicketFilter(area=("31.74.01",), category=("jalan", "lampu"), page=3)
    assert canonical(one) == "area=31.74.01&category=jalan&category=lampu"
    assert filter_of(canonical(one)) == one.but()
    assert canonical(TicketFilter()) == "" and filter_of("") == TicketFilter()


def test_what_cannot_be_read_follows_nothing_rather_than_everything() -> None:
    assert filter_of("from=kemarin&category=jalan") is None


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-26T22:59Z", "2026-11-26T23:00Z"),  # 05.59 in Jakarta
        ("2026-11-26T23:00Z", "2026-11-27T23:00Z"),
        ("2026-11-27T10:00Z", "2026-11-27T23:00Z"),
    ],
)
def test_daily_letters_are_due_at_six_in_the_city(now: str, due: str) -> None:
    assert next_digest(datetime.fromisoformat(now), "Asia/Jakarta", 6) == datetime.fromisoformat(due)
    evening = datetime.fromisoformat("2023-03-01T09:00+00:00")
    assert next_digest(evening, "Asia/Jakarta", 18) == datetime.fromisoformat("2023-03-01T11:00+00:00")


def test_waits_grow_and_end() -> None:
    waits = [wait_after(tries) for tries in range(1, len(WAITS) + 2)]
    assert waits == [*WAITS, None] and list(WAITS) == sorted(WAITS)


@pytest.mark.parametrize(
    ("code", "text", "ends"),
    [
        (550, "5.1.1 no such user", True),
        (550, "No such user here", True),
        (552, "5.2.2 mailbox full for years", True),
        (554, "5.7.1 relay access denied", False),
        (550, "5.3.5 system not accepting", False),
        (451, "4.7.1 greylisted", False),
    ],
)
def test_only_a_dead_address_ends_the_following(code: int, text: str, ends: bool) -> None:
    assert ends_following(code, text) is ends
