"""Where the file of a photo is: for everybody, or for who may see the page that is being made."""

from __future__ import annotations

from flask import request, url_for

from ..domain.attachment import Photo


def picture_address(photo: Photo, size: str) -> str:
    """``size``: domain.attachment.Size. What is not public has an address for its reporter, and one for officers."""
    if photo.public:
        return url_for("media.picture", key=photo.key, size=size)
    if request.blueprint == "report":
        return url_for("report.picture", key=photo.key, size=size, k=request.values.get("k", ""))
    return url_for("desk.picture", key=photo.key, size=size)
