"""`make photos`: what copies of pictures are found by their fingerprints, what is taken for one wrongly, how quickly.

The pictures are drawn (tests/support/scenes.py). ``--photos`` names a folder of real ones, which are measured as well.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from benchmarks import machine
from benchmarks.row import Measure, Row, at_least, at_most, plain_figure
from benchmarks.table import Section, markdown, plain, write
from portal.domain.fingerprint import ALIKE, MIRRORED_PAIRS, PAIRS, Fingerprint, likeness, seen
from portal.domain.known_pictures import FIRST_BYTES, KnownPictures
from tests.support import scenes
from tests.support.photo_changes import BEYOND, COPIES, OTHERS, Change

STRANGERS, COPIED, MANY = 4_000, 160, 1_000_000
RECALL, LOOK_UP = 0.95, 100  # ms, of one processor
SENT_ON = COPIES["sent on: 320 pixels, JPEG 50"]
RESULTS = Path(__file__).parent / "photos.md"


@dataclass(frozen=True, slots=True)
class Pictures:
    """``images``: those that are changed; ``prints``: of these and of all others that they are compared with."""

    images: Sequence[Image.Image]
    prints: Sequence[Fingerprint]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.photos", description=__doc__)
    parser.add_argument("--photos", type=Path, help="a folder of real photographs; none of them is kept")
    options = parser.parse_args()
    sections = [Section("Drawn pictures", list(_shown(photo_rows())))]
    if options.photos:
        real = _real(options.photos)
        title = f"{len(real.images)} real photographs (packages of desktop backgrounds and of sample images)"
        sections.append(Section(title, list(_shown(chain(_copies(real), _strangers(real))))))
    write(RESULTS, markdown(f"Fingerprints of photos, {datetime.now(UTC):%Y-%m-%d}", machine.lines(), sections))


def photo_rows() -> Iterator[Row]:
    drawn = _drawn(STRANGERS, COPIED)
    yield from _copies(drawn)
    yield from _strangers(drawn)
    yield _plain_ones()
    yield from _look_up(drawn)


def _shown(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        print(plain(row), flush=True)
        yield row


def _drawn(many: int, changed: int) -> Pictures:
    images: list[Image.Image] = []
    prints: list[Fingerprint] = []
    for number in range(many):
        image = scenes.scene(number)
        found = seen(image)
        if found is None:
            continue
        prints.append(found)
        if len(images) < changed:
            images.append(image)
    return Pictures(images, prints)


def _real(folder: Path) -> Pictures:
    images: list[Image.Image] = []
    prints: list[Fingerprint] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in {".jpg", ".jpeg", ".png"}:
            continue
        opened = Image.open(path)
        opened.draft("RGB", (1_600, 1_600))
        image = opened.convert("RGB")
        image.thumbnail((1_000, 1_000))
        found = seen(image)
        if found is not None:
            images.append(image)
            prints.append(found)
    return Pictures(images, prints)


def _copies(pictures: Pictures) -> Iterator[Row]:
    for name, change in COPIES.items():
        share, note = _found(pictures, change)
        yield at_least(f"found: {name}", Measure(share, ""), RECALL, note)
    for kind, changes in (("found", BEYOND), ("taken for a copy", OTHERS)):
        for name, change in changes.items():
            share, note = _found(pictures, change)
            yield plain_figure(f"{kind}: {name}", Measure(share, ""), note)


def _found(pictures: Pictures, change: Change) -> tuple[float, str]:
    """The share of changed pictures that both looks find, and how many bits differ."""
    bits = []
    for image, kept in zip(pictures.images, pictures.prints, strict=False):
        new = seen(change(image))
        bits.append(likeness(new, kept).bits if new is not None and _at_first_look(new, kept) else 256)
    spread = ", ".join(f"{np.percentile(bits, part):.0f}" for part in (50, 90, 99))
    return float(np.mean([found <= ALIKE for found in bits])), f"bits that differ, p50, p90, p99: {spread}"


def _at_first_look(new: Fingerprint, kept: Fingerprint) -> bool:
    known = KnownPictures()
    known.add([(0, bytes(kept)[1 : 1 + FIRST_BYTES])])
    return bool(known.near(new))


def _strangers(pictures: Pictures) -> Iterator[Row]:
    """Every pair of different pictures, in both directions of the mirror."""
    words = np.array([one.words for one in pictures.prints])
    nearest = [_nearest(one, words[place + 1 :]) for place, one in enumerate(pictures.prints[:-1])]
    bits = np.concatenate(nearest)
    note = f"at least {bits.min()} bits differ; in one of ten thousand pairs {np.percentile(bits, 0.01):.0f} or fewer"
    false = Measure(float((bits <= ALIKE).sum()), f"of {len(bits):,} pairs")
    yield at_most("different pictures taken for the same", false, 1, note)
    for limit in (60, 70, 80, 90):
        yield plain_figure(f"different pictures, {limit} bits or fewer", Measure(float((bits <= limit).sum()), "pairs"))


def _nearest(new: Fingerprint, others: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
    both = []
    for one, pairs in ((new, PAIRS), (new.mirrored(), MIRRORED_PAIRS)):
        least = np.full(len(others), 256, np.int64)
        for asked, kept in pairs:
            least = np.minimum(least, np.bitwise_count(one.words[asked] ^ others[:, kept]).sum(axis=1))
        both.append(least)
    return np.minimum(*both)


def _plain_ones() -> Row:
    some = 300
    none = sum(seen(scenes.plain(number)) is None for number in range(some))
    return at_least("near-empty pictures that are told to be so", Measure(none / some, ""), 1, f"{some} pictures")


def _look_up(pictures: Pictures) -> Iterator[Row]:
    known = KnownPictures()
    noise = np.random.default_rng(0).integers(0, 2**64, (MANY, FIRST_BYTES // 8), np.uint64)
    known.add((number, words.tobytes()) for number, words in enumerate(noise))
    known.add((number, bytes(one)[1 : 1 + FIRST_BYTES]) for number, one in enumerate(pictures.prints))
    asked = [found for image in pictures.images[:20] if (found := seen(SENT_ON(image))) is not None]
    started = time.process_time()
    first = [known.near(one)[:1] for one in asked]
    took = (time.process_time() - started) / len(asked) * 1_000
    right = sum(found == [number] for number, found in enumerate(first))
    note = f"processor time; the right one first for {right} of {len(asked)} copies"
    yield at_most(f"look-up among {MANY:,}", Measure(took, "ms"), LOOK_UP, note)
    yield plain_figure("memory of it", Measure(known.memory / 1e6, "MB"), f"{FIRST_BYTES} bytes a picture")
    started = time.process_time()
    for image in pictures.images[:50]:
        seen(image)
    yield plain_figure("fingerprint of a picture", Measure((time.process_time() - started) / 50 * 1_000, "ms"))


if __name__ == "__main__":
    main()
