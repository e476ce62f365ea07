"""A form that is refused unread is read to its end behind a proxy, and only there."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from portal import create_app
from portal.config import Settings

pytestmark = pytest.mark.only_on("sqlite")  # nothing of it asks the database
BYTES = 3_000_000


@pytest.mark.parametrize(("proxies", "left"), [(0, BYTES), (1, 0)])
def test_a_form_that_is_refused_unread_is_read_to_its_end_behind_a_proxy(
    settings: Settings, proxies: int, left: int
) -> None:
    app = create_app(replace(settings, trusted_proxies=proxies))
    form = BytesIO(b"a" * BYTES)
    answer = app.test_client().post(
        "/desk/tickets/JK2303060001/photos",
        input_stream=form,
        content_length=BYTES,
        content_type="image/jpeg",
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert answer.status_code >= 400
    assert len(form.read()) == left
