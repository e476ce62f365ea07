"""Dates of one form: the quick reading must agree with strptime."""

# ruff: noqa: DTZ001, DTZ007 - dates without a zone are what is compared here

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.importers.date_form import reader

FORMS = ("%m/%d/%Y %I:%M:%S %p", "%Y-%m-%d %H:%M:%S", "%d.%m.%y", "%d/%m/%Y %H:%M", "%Y%m%d", "%d-%m-%Y  %H.%M.%S.%f")


@given(at=st.datetimes(datetime(1970, 1, 1), datetime(2068, 12, 31)), form=st.sampled_from(FORMS))
def test_what_a_form_writes_is_read_back_as_strptime_reads_it(at: datetime, form: str) -> None:
    text = at.strftime(form)
    assert reader(form)(text) == datetime.strptime(text, form).replace(microsecond=0)


@given(text=st.text(alphabet="0123456789/-:. APMapm", max_size=24), form=st.sampled_from(FORMS))
def test_any_other_text_is_refused_as_strptime_refuses_it(text: str, form: str) -> None:
    try:
        expected = datetime.strptime(text, form).replace(microsecond=0)
    except ValueError:
        expected = None
    try:
        found = reader(form)(text)
    except ValueError:
        found = None
    assert found == expected or expected is None  # a.m. with dots is read here only


@pytest.mark.parametrize(
    "text", ["13/01/2020 01:00:00 AM", "01/01/2020 13:00:00 PM", "01/01/2020 00:10:00 AM", "1/1/20 1:0:0 AM"]
)
def test_hours_and_months_that_do_not_exist_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        reader("%m/%d/%Y %I:%M:%S %p")(text)


def test_rarer_directives_are_left_to_strptime() -> None:
    assert reader("%d %b %Y")("5 Jan 2020") == datetime(2020, 1, 5)
    assert reader("%Y-%m-%dT%H:%M:%S%z")("2020-01-05T00:00:00Z").utcoffset() is not None
