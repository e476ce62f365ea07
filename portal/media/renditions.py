"""A picture in the sizes that the public sees, written anew: nothing of the file that came in is in them."""

from __future__ import annotations

import io

from PIL import Image

from ..domain.attachment import Size

#: Bytes that a size should not exceed: two of the middle one stand on the first screen of a cheap phone.
BUDGET = {Size.SMALL: 16_000, Size.MEDIUM: 60_000, Size.LARGE: 300_000}
#: Qualities of WebP that are tried, the best first; the last one is taken whatever it weighs.
QUALITIES = (78, 66, 52, 38, 24, 12)


def renditions(image: Image.Image) -> dict[Size, bytes]:
    """WebP files of a picture that media.decode has read."""
    return {size: _written(image, size) for size in Size}


def _written(image: Image.Image, size: Size) -> bytes:
    fitted = size.fitted(*image.size)
    if fitted != image.size:
        image = image.resize(fitted, Image.Resampling.LANCZOS)
    content = b""
    for quality in QUALITIES:
        file = io.BytesIO()
        image.save(file, "WEBP", quality=quality, method=4)
        content = file.getvalue()
        if len(content) <= BUDGET[size]:
            break
    return content
