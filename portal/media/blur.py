"""Parts of a picture are made unreadable, so that nobody can work out what was there."""

from __future__ import annotations

import io
from collections.abc import Iterable

from PIL import Image, ImageFilter

from ..domain.attachment import Size
from ..domain.blur import HiddenPart
from .decode import turn
from .renditions import renditions

#: Cells along the longer side of a part. A number plate has more signs than that, a face more features.
CELLS = 3
#: Levels of each colour that are left: what a cell still tells of what was in it.
LEVELS = 8


def blurred(content: bytes, parts: Iterable[HiddenPart]) -> dict[Size, bytes]:
    """A picture of the store in all sizes, with these parts unreadable."""
    with turn():
        return renditions(_blurred(_opened(content), parts))


def preview(content: bytes, parts: Iterable[HiddenPart]) -> bytes:
    """The same in the middle size alone."""
    with turn():
        image = _blurred(_opened(content), parts)
        image.thumbnail((Size.MEDIUM.side, Size.MEDIUM.side), Image.Resampling.LANCZOS)
        file = io.BytesIO()
        image.save(file, "WEBP", quality=60)
        return file.getvalue()


def _opened(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content), formats=["WEBP"]) as image:
        return image.convert("RGB")


def _blurred(image: Image.Image, parts: Iterable[HiddenPart]) -> Image.Image:
    for part in parts:
        box = part.pixels(*image.size)
        image.paste(_unreadable(image.crop(box)), box[:2])
    return image


def _unreadable(part: Image.Image) -> Image.Image:
    """The mean colours of a few cells, coarsened, flowing into each other: blurring alone could be reckoned back."""
    longer = max(part.size)
    few = tuple(max(1, round(CELLS * side / longer)) for side in part.size)
    cells = part.resize((few[0], few[1]), Image.Resampling.BOX).point(lambda value: _coarse(int(value)))
    plain = cells.resize(part.size, Image.Resampling.NEAREST)
    return plain.filter(ImageFilter.GaussianBlur(longer / CELLS / 4))


def _coarse(value: int) -> int:
    step = 256 // LEVELS
    return value // step * step + step // 2
