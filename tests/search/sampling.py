"""Made-up tickets and queries for the search tests: the same seed gives the same ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from portal.domain.city import City, PackAgency, PackArea, PackCategory, PackChannel
from portal.domain.lens import Box, Sort, TicketFilter
from portal.domain.source_clock import SourceClocks, SpokenSource
from portal.domain.status import Status, StatusType
from portal.search.document import Document

NOW = datetime(2024, 1, 15, 3, 0, tzinfo=UTC)
CLOCKS = SourceClocks(NOW)  # every ticket is known until then
#: Two exports that ended earlier, beside the portal's own door.
EXPORTS = SourceClocks(
    NOW,
    (
        SpokenSource(name="crm", as_of=datetime(2023, 11, 5, 3, 0, tzinfo=UTC)),
        SpokenSource(name="ekspor: lama", as_of=datetime(2023, 6, 1, tzinfo=UTC)),
    ),
)
SOURCES = ("crm", "ekspor: lama", "form")
ZONE = ZoneInfo("Asia/Jakarta")
WEST, SOUTH, EAST, NORTH = 106.74, -6.37, 106.87, -6.20

_LISTED = """
jalan jalanan rusak kerusakan berlubang lubang sampah menumpuk tumpukan banjir tergenang genangan lampu penerangan
mati padam parkir liar trotoar pedagang pkl macet kemacetan pohon tumbang penebangan ditebang saluran mampet
penyumbatan got selokan penertiban ditertibkan tertib keluhan mengeluh penanganan ditangani bising kebisingan malam
hari depan belakang rumah sekolah pasar warga mohon tolong segera diperbaiki perbaikan dibersihkan kebersihan bau asap
kabel menjuntai tiang miring galian proyek kuningan tebet pancoran mampang gang rt05 rw02 puing2 asal2an anak-anak
berulang-ulang jl pju tl angkut diangkut petugas belum tidak sudah lama seminggu kotor air pam bocor pipa taman
bermain spanduk reklame anjing kucing tikus nyamuk fogging
"""
WORDS = _LISTED.split()
AGENCIES = tuple(f"{kind}-{n}" for kind in ("dinas", "sudin", "kelurahan") for n in range(12))
CATEGORIES = tuple(f"kategori-{n}" for n in range(25))
CHANNELS = ("jaki", "kelurahan", "media-sosial", "surel", "balai-kota")
KECAMATAN = tuple(f"31.74.{n:02}" for n in range(1, 11))
STATUSES = tuple(s.value for s in Status)
#: Those that an index keeps as they are.
CONDITIONS = ("disputed", "reopened", "unanswered", "promise-broken", "private")
_WEIGHTS = (4, 1, 2, 6, 2, 70, 6, 5, 4, 3)


def city() -> City:
    """A city that knows the made-up names."""
    return City(
        slug="contoh",
        name="Contoh",
        title="Contoh",
        languages=("id", "en"),
        zone=ZONE.key,
        code_prefix="JK",
        agencies={a: PackAgency(slug=a, name=a.replace("-", " ").title(), short=a, kind="dinas") for a in AGENCIES},
        categories={c: PackCategory(slug=c, name=c.title(), name_en=c, group="g") for c in CATEGORIES},
        channels={c: PackChannel(slug=c, name=c.title(), name_en=c) for c in CHANNELS},
        areas={k: PackArea(code=k, name=f"Kecamatan {k[-2:]}", level="kecamatan") for k in KECAMATAN},
        names=frozenset({"kuningan", "tebet", "pancoran", "mampang"}),
        synonyms={"pju": "lampu jalan", "jl": "jalan", "got": "selokan"},
        stop_words=frozenset({"mohon", "tolong", "segera"}),
    )


def documents(count: int, seed: int = 1, words: int = 25) -> Iterator[Document]:
    """Tickets with ids 1 to ``count``."""
    rng = random.Random(seed)
    for id in range(1, count + 1):
        yield document(id, rng, words)


def document(id: int, rng: random.Random, words: int = 25) -> Document:
    status = rng.choices(STATUSES, _WEIGHTS)[0]
    submitted = datetime(2023, 1, 1, tzinfo=ZONE) + timedelta(seconds=rng.randrange(365 * 86_400))
    ended = None
    if Status(status).type in (StatusType.RESOLVED, StatusType.CLOSED):
        ended = submitted + timedelta(seconds=int(rng.expovariate(1 / (6 * 86_400))))
    stub, nowhere = rng.random() < 0.1, rng.random() < 0.05
    kecamatan = rng.choice(KECAMATAN)
    return Document(
        id=id,
        code=f"JK{submitted:%y%m%d}{id:05}",
        status=status,
        agency=rng.choice(AGENCIES),
        holder=rng.choice(AGENCIES),
        submitted=int(submitted.timestamp()),
        day=int(f"{submitted:%Y%m%d}"),
        month=int(f"{submitted:%Y%m}"),
        title="" if stub else _text(rng, 4),
        text="" if stub else _text(rng, rng.randrange(words // 2, words * 2)),
        place="" if stub else _text(rng, 4),
        answers=() if stub else tuple(_text(rng, rng.randrange(0, words) // 2) for _ in range(2)),
        verdicts=() if stub or id % 9 else (_text(rng, 6),),
        remarks=() if stub or id % 11 else (_text(rng, 3),),
        conditions=tuple(rng.sample(CONDITIONS, id % 4)),
        promise=None if id % 5 else int(submitted.timestamp()) + (id % 40) * 86_400,
        handoffs=id % 6,
        facts=kecamatan,
        ever=tuple(rng.sample(STATUSES, 2)),
        asked=tuple(rng.sample(AGENCIES, id % 3)),
        category=None if rng.random() < 0.03 else rng.choice(CATEGORIES),
        areas=() if rng.random() < 0.03 else (f"{kecamatan}.{rng.randrange(1001, 1008)}", kecamatan, "31.74"),
        channel=None if rng.random() < 0.03 else rng.choice(CHANNELS),
        ended=None if ended is None else int(ended.timestamp()),
        ended_month=None if ended is None else int(f"{ended:%Y%m}"),
        source=SOURCES[id % len(SOURCES)],
        desk_at=None if id % 7 else int(submitted.timestamp()) + (id % 30) * 86_400,
        due=None if rng.random() < 0.05 else int(submitted.timestamp()) + 7 * 86_400,
        lat=None if nowhere else round(rng.gauss(-6.26, 0.03), 5),
        lon=None if nowhere else round(rng.gauss(106.81, 0.03), 5),
    )


def _text(rng: random.Random, length: int) -> str:
    """Words of uneven frequency, as in any language."""
    return " ".join(WORDS[min(len(WORDS) - 1, int(rng.paretovariate(0.6)) - 1)] for _ in range(length))


def query(rng: random.Random) -> str:
    """A query text of one to four pieces."""
    return " ".join(_piece(rng) for _ in range(rng.choice((1, 1, 1, 2, 2, 3))))


def _piece(rng: random.Random) -> str:
    a, b = rng.choice(WORDS), rng.choice(WORDS)
    return rng.choice(
        (
            a,
            a,
            f"-{a}",
            f"NOT {a}",
            f'"{a} {b}"',
            f"({a} OR {b})",
            f"{a} ATAU -{b}",
            f"({a} -({b} OR status:selesai))",
            f"{a[:3]}*",
            f"-{a[:4]}*",
            f"status:{rng.choice(STATUSES)}",
            "status:open",
            f"pernah:{rng.choice(STATUSES)}",
            f"instansi:{rng.choice(AGENCIES)}",
            f"agency:{rng.choice(AGENCIES)[:6]}*",
            f"holder:{rng.choice(AGENCIES)}",
            f"diminta:{rng.choice(AGENCIES)}",
            f"kategori:{rng.choice(CATEGORIES)}",
            f"area:{rng.choice(KECAMATAN)}",
            f"channel:{rng.choice(CHANNELS)}",
            f"received:2023-{rng.randrange(1, 13):02}",
            f"received:2023-{rng.randrange(1, 7):02}..2023-{rng.randrange(7, 13):02}",
            f"-received:<2023-{rng.randrange(1, 13):02}-15",
            f"days:>{rng.randrange(0, 60)}",
            f"hari:{rng.randrange(0, 5)}..{rng.randrange(5, 40)}",
            f"days:{rng.randrange(0, 9)}",
            f"teks:{a}",
            f"-jawaban:({a} OR teks:{b})",
            f'jawaban:"{a} {b}" ATAU text:{b[:3]}*',
            f"is:{rng.choice(CONDITIONS)} -adalah:digabung",
            f"yang:janji-dilanggar handoffs:>{rng.randrange(0, 4)}",
            f"code:JK2306{rng.randrange(1, 31):02}*",
        )
    )


def filter(rng: random.Random) -> TicketFilter:
    """A filter in which each field is set now and then."""

    def some(values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(rng.sample(values, rng.randrange(1, 4))) if rng.random() < 0.12 else ()

    since = date(2023, 1, 1) + timedelta(days=rng.randrange(365))
    return TicketFilter(
        agency=some(AGENCIES),
        status=some((*STATUSES, "open", "resolved", "closed")),
        category=some(CATEGORIES),
        area=some(("31.74", *KECAMATAN, "31.74.03.1002")),
        channel=some(CHANNELS),
        asked=some(AGENCIES),
        since=since if rng.random() < 0.15 else None,
        until=since + timedelta(days=90) if rng.random() < 0.15 else None,
        overdue=rng.random() < 0.05,
        bbox=_box(rng) if rng.random() < 0.15 else None,
        sort=rng.choice(tuple(Sort)),
    )


def _box(rng: random.Random) -> Box:
    west, south = rng.uniform(WEST, EAST), rng.uniform(SOUTH, NORTH)
    return Box(west, south, west + rng.uniform(0.01, 0.15), south + rng.uniform(0.01, 0.15))


PLAIN = Document(
    id=1,
    code="JK2306180342",
    status="proses",
    agency="sudin-1",
    holder="kelurahan-2",
    submitted=int(datetime(2023, 6, 18, 3, 30, tzinfo=UTC).timestamp()),
    day=20230618,
    month=202306,
    title="Lampu jalan mati",
    text="Lampu penerangan padam sejak seminggu",
    place="Jalan Tebet Raya",
    answers=("Petugas sedang memperbaiki",),
    facts="Penerangan jalan Tebet",
    category="kategori-1",
    areas=("31.74.01.1001", "31.74.01", "31.74"),
    channel="jaki",
    due=int(datetime(2023, 6, 25, 3, 30, tzinfo=UTC).timestamp()),
    lat=-6.25,
    lon=106.85,
)


def ticket(id: int = 1, **changes: object) -> Document:
    """One known ticket, ``id`` minus one hours later than the first, with these changes."""
    later = {"submitted": PLAIN.submitted + (id - 1) * 3_600, "code": f"JK2306180{341 + id}"}
    return replace(PLAIN, id=id, **{**later, **changes})  # type: ignore[arg-type]
