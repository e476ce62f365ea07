"""A misspelt name means a much more frequent one, and never a street with another number."""

from __future__ import annotations

from portal.domain.street_spelling import alike, may_be_slip

SLIPS = (
    ("jalan-kemang-raay", "jalan-kemang-raya"),
    ("jalan-kemng-raya", "jalan-kemang-raya"),
    ("jalan-kemamg-raya", "jalan-kemang-raya"),
    ("jalan-kemangg-raya", "jalan-kemang-raya"),
    ("jalan-kebonbaru", "jalan-kebon-baru"),
)
OTHERS = (
    ("jalan-bangka-i", "jalan-bangka-ii"),
    ("jalan-wijaya-viii", "jalan-wijaya-xiii"),
    ("jalan-kemang-utara", "jalan-kemang-timur"),
    ("jalan-kemang", "jalan-kemang-raya"),
    ("jalan-alu", "jalan-ali"),
    ("jalan-kemnag-ray", "jalan-kemang-raya"),
)


def test_one_letter_off_is_a_slip_and_all_else_is_another_street() -> None:
    for slip, meant in SLIPS:
        assert alike(slip, meant) and alike(meant, slip), slip
        assert may_be_slip(slip, 2, meant, 10)
        assert not may_be_slip(slip, 3, meant, 10), "nearly as frequent: a name of its own"
        assert not may_be_slip(slip, 1, meant, 4), "too rare to be sure"
    for one, other in OTHERS:
        assert not alike(one, other), one
