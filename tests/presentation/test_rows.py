"""What rows of a list say is escaped, and the same for people and machines."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask

from portal.presentation.rows import marked, on_day


def test_what_was_asked_for_is_marked_and_everything_is_escaped() -> None:
    said = marked([("jalan <b>", False), ('rusak & "parah"', True), ("", False)])
    assert said == "jalan &lt;b&gt;<mark>rusak &amp; &#34;parah&#34;</mark>"


def test_a_day_is_told_with_its_moment(app: Flask) -> None:
    with app.test_request_context("/"):
        said = on_day(datetime(2023, 11, 13, 23, 41, tzinfo=UTC))
    assert said == '<time datetime="2023-11-14T06:41:00+07:00">14 Nov 2023</time>'
