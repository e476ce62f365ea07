"""What happens to a picture that is used again: sent on, cut, stamped, mirrored, photographed from a screen's frame."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

Change = Callable[[Image.Image], Image.Image]


def jpeg(image: Image.Image, quality: int) -> Image.Image:
    written = io.BytesIO()
    image.convert("RGB").save(written, "JPEG", quality=quality)
    return Image.open(written).convert("RGB")


def cut(image: Image.Image, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0) -> Image.Image:
    """The picture without these parts of its edges."""
    width, height = image.size
    return image.crop(
        (round(left * width), round(top * height), round((1 - right) * width), round((1 - bottom) * height))
    )


def sent_on(image: Image.Image) -> Image.Image:
    """As a chat sends it: small, and compressed once more."""
    small = image.copy()
    small.thumbnail((320, 320))
    return jpeg(small, 50)


def strip(image: Image.Image, part: float, *, beneath: bool = False) -> Image.Image:
    """A black strip with place and time along the foot, over the picture or beneath it."""
    width, height = image.size
    high = round(height * part)
    found = Image.new("RGB", (width, height + high * beneath))
    found.paste(image)
    draw, foot = ImageDraw.Draw(found), found.size[1]
    draw.rectangle((0, foot - high, width, foot), fill=(20, 20, 20))
    words = "Bina Marga 24 Nov 2026 15.20  -6,27 106,83"
    draw.text((6, foot - high * 0.85), words, fill=(255, 255, 255), font=ImageFont.load_default(high * 0.4))
    return found


def stamped(image: Image.Image) -> Image.Image:
    """The lines that an app for stamping writes into a corner."""
    found = image.copy()
    width, height = found.size
    draw, font = ImageDraw.Draw(found), ImageFont.load_default(height * 0.05)
    for line, words in enumerate(("24 Nov 2026 15.20.11", "Jl. Pejaten Barat No 3", "Pasar Minggu, Jakarta Selatan")):
        draw.text((width * 0.45, height * (0.8 + 0.06 * line)), words, fill=(255, 240, 120), font=font)
    return found


def barred(image: Image.Image) -> Image.Image:
    """As a telephone shows a photo: between two black bars."""
    width, height = image.size
    found = Image.new("RGB", (width, round(height * 1.6)))
    found.paste(image, (0, round(height * 0.3)))
    return found


def noisy(image: Image.Image) -> Image.Image:
    noise = np.random.default_rng(1).normal(0, 20, (image.size[1], image.size[0], 3))
    return Image.fromarray(np.clip(np.asarray(image.convert("RGB")) + noise, 0, 255).astype(np.uint8))


def turned(image: Image.Image, degrees: float) -> Image.Image:
    edge = 0.02 * abs(degrees)
    return cut(image.rotate(degrees, Image.Resampling.BICUBIC), edge, edge, edge, edge)


def brighter(image: Image.Image, by: float) -> Image.Image:
    return ImageEnhance.Brightness(image).enhance(by)


#: What a copy is to be found after.
COPIES: dict[str, Change] = {
    "re-encoded, JPEG 30": lambda image: jpeg(image, 30),
    "sent on: 320 pixels, JPEG 50": sent_on,
    "twice as large": lambda image: image.resize((image.size[0] * 2, image.size[1] * 2)),
    "squeezed into a square": lambda image: image.resize((400, 400)),
    "3 % cut from each edge": lambda image: cut(image, 0.03, 0.03, 0.03, 0.03),
    "5 % cut from each edge": lambda image: cut(image, 0.05, 0.05, 0.05, 0.05),
    "10 % cut from each edge": lambda image: cut(image, 0.1, 0.1, 0.1, 0.1),
    "5 % cut from the foot": lambda image: cut(image, bottom=0.05),
    "8 % cut from the foot": lambda image: cut(image, bottom=0.08),
    "15 % cut from the foot": lambda image: cut(image, bottom=0.15),
    "7 % cut from the left": lambda image: cut(image, left=0.07),
    "12 % cut from the head": lambda image: cut(image, top=0.12),
    "brighter by 40 %": lambda image: brighter(image, 1.4),
    "darker by 40 %": lambda image: brighter(image, 0.6),
    "stronger contrast": lambda image: ImageEnhance.Contrast(image).enhance(1.5),
    "without colour": lambda image: ImageOps.grayscale(image).convert("RGB"),
    "text in a corner": stamped,
    "strip over the foot, 8 %": lambda image: strip(image, 0.08),
    "strip over the foot, 15 %": lambda image: strip(image, 0.15),
    "strip beneath, 12 %": lambda image: strip(image, 0.12, beneath=True),
    "strip beneath, 18 %": lambda image: strip(image, 0.18, beneath=True),
    "between black bars": barred,
    "mirrored": ImageOps.mirror,
    "mirrored, 5 % cut, JPEG 50": lambda image: jpeg(cut(ImageOps.mirror(image), 0.05, 0.05, 0.05, 0.05), 50),
    "turned by 1 degree": lambda image: turned(image, 1),
    "softened": lambda image: image.filter(ImageFilter.GaussianBlur(image.size[0] / 320)),
    "noise of a lens": noisy,
}
#: What it is known not to be found after, or not always.
BEYOND: dict[str, Change] = {
    "20 % cut from the foot": lambda image: cut(image, bottom=0.2),
    "10 % cut from head and left": lambda image: cut(image, left=0.1, top=0.1),
    "strip over the foot, 20 %": lambda image: strip(image, 0.2),
    "turned by 3 degrees": lambda image: turned(image, 3),
    "4 % cut, strip, brighter, JPEG 50": lambda image: jpeg(
        brighter(strip(cut(image, 0.04, 0.04, 0.04, 0.04), 0.12), 1.2), 50
    ),
}
#: Other pictures that resemble: the share that is taken for the same.
OTHERS: dict[str, Change] = {
    "the same place again, camera moved by a tenth": lambda image: noisy(cut(image, left=0.15, top=0.12)),
    "the same place again, from farther back": lambda image: noisy(cut(image, 0.2, 0.2, 0.2, 0.2)),
}
