"""Roots of complaint words that the Snowball stemmer breaks, and the affixes under which they are found again.

Snowball knows no roots: it cannot tell that ``penertiban`` lost a t and ``perumahan`` did not lose its r, and it
takes the end of ``masalah`` for a particle. A word that is one of these roots with affixes is stemmed to the root;
every other word is left to Snowball.
"""

from __future__ import annotations

from collections.abc import Iterator

_LISTED = """
    atas bawah bayar bulan cat cor curi depan didik duduk gelandang halaman hitung huni jalan jembatan jumlah kait
    kali kalimat kapur karat kelapa kelola keluh kelupas kemas kembali kena kenal kencang kendali kendara kendur
    kental keras kering keruh keruk kerut kikis kilap kirim kontrol korban kosong kotor kubur kucur kumpul kunci
    kuning kunjung kupas kurang kuras kurung kutip langkah lapak lewat lintas macet makan malam mampet masalah masuk
    mati minta mohon muat mukim mulai musim nyala pacu padam padat pagar pajak pakai paksa paku palak pampat panas
    pancar pandu panen pangkas panjang pantau papar parah parkir pasak pasang pasti patah patok patroli pecah pegang
    pejal pekat pelihara pendam penjara penuh pepet perah peras periksa perintah petak petik pilah pilih pinda
    pindah pinggir pinjam pisah plester pohon pondasi potong proses protes puas pudar pugar pukul pulang pulih
    pulung pungut pupuk pusat putar putih putus rantai rawan rimbun rokok rumah rusak sabar sabotase sadap saji
    salah salip salur sambung sampah sampai samping sandar sangga saring sayang sebelah seberang sebut sedot segel
    segera sekat sekolah selesai selokan semak sembul sembur semen sempit semprot semrawut sengaja sengat serak
    serang serap serobot sesak sesat setelah setop setrum sewa siaga siang siapkan sidak sikat siksa simpan simpang
    singkir siram sita sobek solusi sorot sosialisasi sosok stiker suap suara suluh sumbang sumbat sungai suntik
    sunting sunyi surat survei susah susun tabrak tabur tagih tahan takut talang tambah tambal tambat tampal tampung
    tanam tancap tandai tangan tangga tanggap tanggul tangkap tanya tarif tarik tata tawar tawur tebal tebang tebas
    teduh tegang tegas tegur tekan teliti tembak tembok tembus tempat tempel tempuh temu tenang tendang tentu tepi
    tera terang terap teras terbang teriak terima terjang terminal terobos teror tertib tetap tetes tiang tilang
    tilep timbang timbul timbun timpa tindak tindaklanjut tinggal tinggi tingkat tinjau tipu titip tolak tolong
    tonjol topang transfer trotoar tugas tukar tulang tulis tumbang tumbuh tumpah tumpang tumpuk tumpul tunda
    tunggak tunggu tunjang tunjuk tuntas tuntut turap turun tusuk tutup tutur
"""
ROOTS = frozenset(_LISTED.split())

_CLITICS = ("", "nya", "lah", "kah", "ku", "mu", "pun")
_SUFFIXES = ("", "kan", "an", "i")
#: A prefix and what it may have swallowed at the root's beginning.
_PREFIXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("",)),
    ("menge", ("",)),
    ("meng", ("", "k")),
    ("meny", ("s",)),
    ("memper", ("",)),
    ("mem", ("", "p")),
    ("men", ("", "t")),
    ("me", ("",)),
    ("penge", ("",)),
    ("peng", ("", "k")),
    ("peny", ("s",)),
    ("pem", ("", "p")),
    ("pen", ("", "t")),
    ("per", ("",)),
    ("pe", ("",)),
    ("diper", ("",)),
    ("di", ("",)),
    ("teper", ("",)),
    ("ter", ("",)),
    ("ber", ("",)),
    ("be", ("",)),
    ("ke", ("",)),
    ("se", ("",)),
)


def root_of(word: str) -> str | None:
    """The root of the list that ``word`` is made of, with the fewest affixes taken off; None if there is none."""
    return next((root for base in _bases(word) for root in _unprefixed(base) if root in ROOTS), None)


def _bases(word: str) -> Iterator[str]:
    for clitic in _CLITICS:
        if word.endswith(clitic):
            stripped = word[: len(word) - len(clitic)]
            for suffix in _SUFFIXES:
                if stripped.endswith(suffix):
                    yield stripped[: len(stripped) - len(suffix)]


def _unprefixed(base: str) -> Iterator[str]:
    for prefix, lost in _PREFIXES:
        if base.startswith(prefix):
            rest = base[len(prefix) :]
            for letter in lost:
                yield letter + rest
