"""What machines show of a page."""

from __future__ import annotations

from markupsafe import Markup

from portal.presentation.plain import LONGEST, plain


def test_only_the_words_of_the_first_paragraph_are_left() -> None:
    lead = Markup('\n<p class="lead"><b>Proses</b>, di tangan A &amp; B.</p>\n<p>lihat laporannya</p>')
    assert plain(lead) == "Proses, di tangan A & B."


def test_what_is_no_markup_stays_as_it_is() -> None:
    assert plain("a <b> \n c") == "a <b> c"


def test_a_long_answer_is_cut_after_a_word() -> None:
    found = plain("laporan " * 100)
    assert len(found) <= LONGEST + 2 and found.endswith("laporan …")
