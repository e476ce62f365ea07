"""Pictures drawn by rule, each by its number: streets, surfaces, walls, heaps, trees, canals and nights, with textures
of nature's kind (noise whose strength falls with its frequency) and uneven light. No photographs, and no substitute.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 400, 300
Colour = tuple[int, int, int]
Random = np.random.Generator


def scene(number: int) -> Image.Image:
    rng = np.random.default_rng(number)
    draw_it = KINDS[number % len(KINDS)]
    image = Image.new("RGB", (WIDTH, HEIGHT), _colour(rng, 90, 210))
    draw_it(rng, ImageDraw.Draw(image))
    drawn = np.asarray(image.filter(ImageFilter.GaussianBlur(rng.uniform(0.5, 1.5))), np.float64)
    texture = _clouds(rng, 1.4) * rng.uniform(8, 22) + _clouds(rng, 0.7) * rng.uniform(4, 12)
    light = 1 + np.outer(np.linspace(-1, 1, HEIGHT), np.full(WIDTH, rng.uniform(-0.25, 0.25)))
    light += np.outer(np.ones(HEIGHT), np.linspace(-1, 1, WIDTH) * rng.uniform(-0.25, 0.25))
    found = drawn * light[..., None] + texture[..., None] * (0.3 if draw_it is _night else 1)
    return Image.fromarray(np.clip(found, 0, 255).astype(np.uint8))


def plain(number: int) -> Image.Image:
    """Next to nothing: a wall in uneven light, a horizon in fog, one lamp at night, each with the noise of a lens."""
    rng = np.random.default_rng(number)
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH]
    slope = rng.uniform(-0.2, 0.2, 2)
    wall = rng.uniform(60, 200) + slope[0] * across + slope[1] * down
    horizon = np.where(down < rng.uniform(100, 200), rng.uniform(150, 220), rng.uniform(60, 120))
    place, size = (rng.uniform(60, 340), rng.uniform(40, 200)), rng.uniform(4, 20)
    lamp = 10 + 240 * np.exp(-((across - place[0]) ** 2 + (down - place[1]) ** 2) / size**2)
    found = (wall, horizon, lamp)[number % 3] + rng.normal(0, 5, (HEIGHT, WIDTH))
    return Image.fromarray(np.clip(found, 0, 255).astype(np.uint8))


def _clouds(rng: Random, falling: float) -> npt.NDArray[np.float64]:
    down, across = np.fft.fftfreq(HEIGHT)[:, None] * HEIGHT, np.fft.rfftfreq(WIDTH)[None, :] * WIDTH
    strength = np.hypot(down, across)
    strength[0, 0] = np.inf
    waves = (rng.normal(size=strength.shape) + 1j * rng.normal(size=strength.shape)) / strength**falling
    found = np.fft.irfft2(waves, (HEIGHT, WIDTH))
    return np.asarray(found / found.std())


def _colour(rng: Random, low: int = 30, high: int = 225) -> Colour:
    red, green, blue = (int(part) for part in rng.integers(low, high, 3))
    return red, green, blue


def _box(rng: Random, draw: ImageDraw.ImageDraw, colour: Colour) -> None:
    left, top = rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT)
    draw.rectangle((left, top, left + rng.uniform(20, 130), top + rng.uniform(20, 130)), fill=colour)


def _street(rng: Random, draw: ImageDraw.ImageDraw) -> None:
    horizon, middle = int(HEIGHT * rng.uniform(0.3, 0.55)), WIDTH * rng.uniform(0.2, 0.8)
    draw.rectangle((0, 0, WIDTH, horizon), fill=_colour(rng, 140, 225))
    left = 0.0
    while left < WIDTH:
        width, top = rng.uniform(25, 110), horizon * rng.uniform(0.1, 0.9)
        draw.rectangle((left, top, left + width, horizon + rng.uniform(0, 40)), fill=_colour(rng))
        for row in np.arange(top + 6, horizon - 10, rng.uniform(14, 26)):
            for place in np.arange(left + 4, left + width - 10, rng.uniform(13, 24)):
                draw.rectangle((place, row, place + 8, row + 9), fill=_colour(rng, 20, 120))
        left += width + rng.uniform(-6, 30)
    ends = ((WIDTH * rng.uniform(0.7, 1.3), HEIGHT), (WIDTH * rng.uniform(-0.3, 0.3), HEIGHT))
    draw.polygon([(middle - 14, horizon), (middle + 14, horizon), *ends], fill=_colour(rng, 60, 120))
    for _ in range(rng.integers(1, 6)):
        place, foot = rng.uniform(0, WIDTH), rng.uniform(horizon + 1, HEIGHT)
        high = 14 + 80 * (foot - horizon) / (HEIGHT - horizon)
        draw.rectangle((place, foot - high, place + high * rng.uniform(0.1, 1.6), foot), fill=_colour(rng))


def _surface(rng: Random, draw: ImageDraw.ImageDraw) -> None:
    for _ in range(rng.integers(1, 5)):
        middle, size = rng.uniform(0.1, 0.9, 2) * (WIDTH, HEIGHT), rng.uniform(25, 110)
        turns = np.linspace(0, 2 * np.pi, rng.integers(7, 14))
        edge = [
            (middle[0] + np.cos(t) * size * rng.uniform(0.8, 1.6), middle[1] + np.sin(t) * size * rng.uniform(0.4, 0.9))
            for t in turns
        ]
        draw.polygon(edge, fill=_colour(rng, 20, 140))
    for _ in range(rng.integers(1, 7)):
        line = [(float(x), float(y)) for x, y in rng.uniform(0, 1, (4, 2)) * (WIDTH, HEIGHT)]
        draw.line(line, fill=_colour(rng, 20, 230), width=int(rng.uniform(2, 10)))


def _wall(rng: Random, draw: ImageDraw.ImageDraw) -> None:
    wide, high = int(rng.uniform(20, 70)), int(rng.uniform(14, 60))
    for top in range(-int(rng.uniform(0, high)), HEIGHT, high):
        for left in range(-int(rng.uniform(0, wide)), WIDTH, wide):
            draw.rectangle((left, top, left + wide - 3, top + high - 3), fill=_colour(rng, 70, 190))
    for _ in range(rng.integers(1, 5)):
        _box(rng, draw, _colour(rng))


def _heap(rng: Random, draw: ImageDraw.ImageDraw) -> None:
    floor, middle, spread = rng.uniform(0.3, 0.7) * HEIGHT, rng.uniform(0.2, 0.8) * WIDTH, rng.uniform(40, 140)
    for _ in range(rng.integers(60, 240)):
        x, y, size = rng.normal(middle, spread), floor + abs(rng.normal(0, 60)), rng.uniform(4, 32)
        shape = draw.ellipse if rng.random() < 0.5 else draw.rectangle
        shape((x - size, y - size * 0.6, x + size, y + size * 0.6), fill=_colour(rng, 15, 245))


def _trees(rng: Random, draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((0, HEIGHT * rng.uniform(0.6, 0.85), WIDTH, HEIGHT), fill=_colour(rng, 60, 150))
    for _ in range(rng.integers(2, 7)):
        x, size, y = rng.uniform(0, WIDTH), rng.uniform(25, 90), rng.uniform(0.1, 0.6) * HEIGHT
        draw.rectangle((x - size * 0.1, y, x + size * 0.1, HEIGHT * 0.85), fill=(90, 70, 50))
        for _ in range(14):
            leaf, u, v = size * rng.uniform(0.2, 0.6), x + rng.normal(0, size / 2), y + rng.normal(0, size * 0.4)
            draw.ellipse((u - leaf, v - leaf, u + leaf, v + leaf), fill=_colour(rng, 20, 140))


def _canal(rng: Random, draw: ImageDraw.ImageDraw) -> None:
    bank = rng.uniform(0.2, 0.5) * HEIGHT
    edge = [(0, bank), (WIDTH, bank * rng.uniform(0.7, 1.3))]
    edge += [(WIDTH, HEIGHT * rng.uniform(0.6, 1)), (0, HEIGHT * rng.uniform(0.6, 1))]
    draw.polygon(edge, fill=_colour(rng, 50, 130))
    for _ in range(rng.integers(3, 25)):
        x, y = rng.uniform(0, WIDTH), rng.uniform(bank, HEIGHT)
        draw.ellipse((x, y, x + rng.uniform(14, 130), y + rng.uniform(4, 20)), fill=_colour(rng, 40, 220))
    for _ in range(rng.integers(1, 5)):
        x = rng.uniform(0, WIDTH)
        draw.rectangle((x, 0, x + rng.uniform(14, 80), bank), fill=_colour(rng))


def _night(rng: Random, draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill=(14, 16, 24))
    draw.rectangle((0, HEIGHT * rng.uniform(0.5, 0.8), WIDTH, HEIGHT), fill=(26, 26, 30))
    for _ in range(rng.integers(1, 6)):
        _box(rng, draw, _colour(rng, 20, 70))
    for _ in range(rng.integers(3, 12)):
        x, y, size = rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT * 0.7), rng.uniform(3, 20)
        draw.ellipse((x - 3 * size, y - 3 * size, x + 3 * size, y + 3 * size), fill=(60, 56, 44))
        draw.ellipse((x - size, y - size, x + size, y + size), fill=(250, 230, 180))


KINDS = (_street, _surface, _wall, _heap, _trees, _canal, _street, _night)
