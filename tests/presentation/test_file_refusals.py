"""Whoever hands in a file that is refused reads why, and what to do instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale

from portal.domain.status import Refused
from portal.media.decode import MOST_BYTES, MOST_PAGES, MOST_PIXELS, read
from portal.presentation.file_refusals import FILE_REFUSALS
from portal.presentation.refusals import refusal_text
from tests.support.photos import document

ROOT = Path(__file__).resolve().parent.parent.parent


def test_every_refusal_of_a_file_has_its_words_and_no_word_is_left_over() -> None:
    names = ("media/decode", "media/file_types", "actions/attach", "actions/waiting_photos")
    texts = [(ROOT / f"portal/{name}.py").read_text() for name in names]
    reasons = {found for text in texts for found in re.findall(r'Refused\("(\w+)"', text)}
    assert reasons | {"media_away"} == set(FILE_REFUSALS)


def test_a_refusal_names_the_limit(app: Flask) -> None:
    with pytest.raises(Refused) as large, app.test_request_context():
        read(bytes(MOST_BYTES + 1), "Asia/Jakarta")
    with pytest.raises(Refused) as long:
        read(document(MOST_PAGES + 1), "Asia/Jakarta")
    with app.test_request_context(), force_locale("en"):
        said = [refusal_text(refused.value.reason, refused.value.facts) for refused in (large, long)]
        pixels = refusal_text("too_many_pixels", {"most": str(MOST_PIXELS // 1_000_000)})
    assert said == [
        "This file is larger than 20 MB. Send a smaller photo.",
        "This document has more than 50 pages. Send only the pages that matter.",
    ]
    assert pixels.startswith("This photo has more than 50 megapixels.")
