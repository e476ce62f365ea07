"""What is read of a text, and where each character of it lies in the original."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.masking.legible import legible


def test_signs_without_width_are_passed_over_and_other_forms_of_digits_and_spaces_read() -> None:
    assert legible("0\u00ad8\u200b1\uff12\u20093").text == "0812 3"


def test_the_place_of_what_is_read_includes_the_signs_within() -> None:
    text = "no 08\u200b12 ya"
    seen = legible(text)
    start = seen.text.index("08")
    first, last = seen.place(start, start + 4)
    assert text[first:last] == "08\u200b12"


@given(st.text(max_size=60))
def test_places_run_forward_and_stay_inside_the_original(text: str) -> None:
    seen = legible(text)
    places = [seen.place(at, at + 1) for at in range(len(seen.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)
