"""What anybody may type into the search, sense and nonsense, by kind: how long the page takes for each."""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask.testing import FlaskClient

from benchmarks.addresses import Facts
from benchmarks.row import Measure, Row, at_most, plain_figure
from portal import create_app
from portal.config import Settings
from portal.context import portal_of

STRINGS = 10_000
LIMIT = 100.0  # milliseconds that 99 of 100 pages stay below
LONGEST = 400  # characters that the page reads
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\u00ad\u200b\u201c\u201d\u2013\ufeff"
_JOINED = (
    "kenapa",
    "di",
    "yang",
    "belum",
    "juga",
    "dan",
    "atau",
    "tolong",
    "kok",
    "ya",
    "jalan",
    "rumah saya",
    "dekat",
)
_FIELDS = ("status", "instansi", "agency", "kategori", "wilayah", "kelurahan", "masuk", "hari", "teks", "is", "pernah")
_VALUES = ("open", "selesai", "dinas", "sampah", "tebet", "2023-05", ">3", "jalan*", "mati", "disputed", "JK23", "1..9")


@dataclass(frozen=True, slots=True)
class Page:
    """Milliseconds until it was there, and of processor time."""

    waited: float
    work: float


@dataclass(frozen=True, slots=True)
class Typing:
    """Draws strings. ``words``: those of the reports."""

    dice: random.Random
    words: Sequence[str]

    def some(self, most: int, fewest: int = 1) -> list[str]:
        return self.dice.choices(self.words, k=self.dice.randint(fewest, most))

    def slipped(self, word: str) -> str:
        at = self.dice.randrange(len(word))
        other = self.dice.choice((word[at + 1 : at + 2], "", self.dice.choice(_LETTERS), word[at] * 2))
        return word[:at] + other + word[at + 1 :]

    def letters(self, most: int) -> str:
        return "".join(self.dice.choices(_LETTERS, k=self.dice.randint(1, most)))

    def anything(self, most: int) -> str:
        """Characters from everywhere, without halves of pairs, which no address can hold."""
        ranges = ((32, 126), (160, 591), (880, 1327), (8192, 8303), (19968, 20223), (128512, 128591), (0, 31))
        return "".join(chr(self.dice.randint(*self.dice.choice(ranges))) for _ in range(self.dice.randint(1, most)))

    def operators(self) -> str:
        between = ("OR", "AND", "NOT", "-", "(", ")", '"', "*", "((", "))", "-(", "atau", "~", ":")
        pieces = [self.dice.choice((self.dice.choice(self.words), self.dice.choice(between))) for _ in range(12)]
        return self.dice.choice(("", " ")).join(pieces) if self.dice.random() < 0.2 else " ".join(pieces)

    def field(self) -> str:
        return f"{self.dice.choice(_FIELDS)}:{self.dice.choice((*_VALUES, self.dice.choice(self.words)))}"


#: How each kind of string is drawn.
KINDS: dict[str, Callable[[Typing], str]] = {
    "words of reports": lambda t: " ".join(t.some(4)),
    "words with slips": lambda t: " ".join(map(t.slipped, t.some(4))),
    "sentences": lambda t: " ".join(t.dice.sample([*t.some(14, 4), *t.dice.choices(_JOINED, k=8)], 12)),
    "beginnings": lambda t: " ".join(f"{word[: t.dice.randint(1, 4)]}*" for word in t.some(8)),
    "operators": Typing.operators,
    "fields": lambda t: " ".join(t.field() for _ in range(t.dice.randint(1, 6))),
    "phrases": lambda t: " ".join(f'"{" ".join(t.some(4))}"' for _ in range(t.dice.randint(1, 4))),
    "letters": lambda t: " ".join(t.letters(20) for _ in range(t.dice.randint(1, 8))),
    "numbers": lambda t: " ".join(str(t.dice.randrange(10 ** t.dice.randint(1, 14))) for _ in range(3)),
    "signs": lambda t: "".join(t.dice.choices(_SIGNS + _LETTERS, k=t.dice.randint(1, 60))),
    "any characters": lambda t: t.anything(60),
    "far too long": lambda t: t.dice.choice((lambda: " ".join(t.some(80, 60)), lambda: t.anything(LONGEST)))(),
}


def strings(found: Facts, number: int) -> Iterator[tuple[str, list[str]]]:
    """Each kind with its strings, so many in all; the same ones for the same tickets."""
    words = sorted({word for sample in found.samples for word in sample.words})
    for kind, draw in KINDS.items():
        typing = Typing(random.Random(f"pantau typed {kind}"), words)
        yield kind, [draw(typing) for _ in range(-(-number // len(KINDS)))]


def typed_rows(settings: Settings, found: Facts, number: int = STRINGS) -> Iterator[Row]:
    """Each page is made anew, one after another, within this process: without network and web server."""
    app = create_app(replace(settings, rate_limit=10 * STRINGS))
    with app.test_client() as client:
        list(asked(client, ["jalan rusak", "kenapa jalan di kemang rusak berat", "xq*", "-"]))
        gc.collect()
        gc.freeze()  # as in a web worker
        every: list[Page] = []
        for kind, texts in strings(found, number):
            pages = list(asked(client, texts))
            yield plain_figure(f"typed: {kind}, p99", Measure(p99(page.waited for page in pages), "ms"), told(pages))
            every += pages
    portal_of(app).engine.close()
    yield at_most("typed: any string, p99", Measure(p99(page.waited for page in every), "ms"), LIMIT, told(every))
    work = Measure(p99(page.work for page in every), "ms")
    yield at_most("typed: any string, p99 of processor time", work, LIMIT, "whoever else uses the machine")


def asked(client: FlaskClient, texts: Iterable[str], path: str = "/tickets") -> Iterator[Page]:
    """The page of each text. Raises RuntimeError where it is an error."""
    for text in texts:
        began, worked = time.perf_counter(), time.thread_time()
        answer = client.get(f"{path}?{urlencode({'q': text})}")
        answer.get_data()
        if answer.status_code >= 400:
            raise RuntimeError(f"{answer.status} for {text!r}")
        yield Page(1000 * (time.perf_counter() - began), 1000 * (time.thread_time() - worked))


def p99(durations: Iterable[float]) -> float:
    return statistics.quantiles(durations, n=100)[-1]


def told(pages: Sequence[Page]) -> str:
    """What else there is to say of them."""
    work, longest = [page.work for page in pages], max(page.waited for page in pages)
    return (
        f"{len(pages):,} strings, p50 {statistics.median(page.waited for page in pages):.1f} ms, longest {longest:.0f}"
        f" ms; processor time p50 {statistics.median(work):.1f} ms, p99 {p99(work):.1f} ms"
    )
