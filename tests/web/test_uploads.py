"""Much is read only where files belong, and only from who is signed in."""

from __future__ import annotations

import pytest
from flask import Flask, request

from portal.config import FORM_BYTES, UPLOAD_BYTES
from portal.media.decode import MOST_BYTES
from portal.web import uploads
from portal.web.uploads import takes_files

pytestmark = pytest.mark.only_on("sqlite")


CASES = [(True, True, UPLOAD_BYTES), (True, False, FORM_BYTES), (False, True, FORM_BYTES)]


@pytest.mark.parametrize(("signed_in", "marked", "most"), CASES)
def test_a_larger_form_is_read_for_officers_where_files_belong(
    signed_in: bool, marked: bool, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, found = Flask(__name__), []
    app.config["MAX_CONTENT_LENGTH"] = FORM_BYTES

    class Officer:
        is_authenticated = signed_in

    def view() -> str:
        found.append(request.max_content_length)
        return ""

    monkeypatch.setattr(uploads, "current_user", Officer())
    uploads.register(app)
    app.add_url_rule("/form", "form", takes_files(view) if marked else view, methods=["POST"])
    assert app.test_client().post("/form", data={"text": "x"}).status_code == 200
    assert found == [most]


def test_several_photos_of_the_greatest_size_fit_into_one_form() -> None:
    assert 3 * MOST_BYTES < UPLOAD_BYTES
