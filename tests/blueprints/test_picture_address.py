"""The address of a photo's file: one for everybody, one for its reporter, one for officers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from flask import Flask

from portal.blueprints.picture_address import picture_address
from portal.domain.attachment import Photo


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    ("page", "public", "address"),
    [
        ("/r?k=s3cret", True, "/media/abc/small.webp"),
        ("/r?k=s3cret", False, "/r/photo/abc/small.webp?k=s3cret"),
        ("/desk/", False, "/desk/media/abc/small.webp"),
        ("/tickets", True, "/media/abc/small.webp"),
    ],
)
def test_who_may_see_the_page_may_see_its_photos(app: Flask, page: str, public: bool, address: str) -> None:
    photo = cast(Photo, SimpleNamespace(public=public, key="abc"))
    with app.test_request_context(page):
        assert picture_address(photo, "small") == address
