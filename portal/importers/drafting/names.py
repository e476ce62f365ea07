"""What columns are called in exports of complaints, in English and Indonesian, for each thing that a mapping names."""

from __future__ import annotations

import re
from functools import cache

#: Role -> names, the surest first, as words in lower case with | between.
_NAMES = {
    "id": (
        "sr number|service request number|service request id|unique key|case id|case number|ticket number|ticket id|"
        "nomor tiket|no tiket|id tiket|nomor laporan|no laporan|id laporan|kode laporan|report id|report number|"
        "request id|request number|complaint id|complaint number|nomor aduan|no aduan|id aduan|nomor pengaduan|"
        "reference number|tracking number|reference|ref no|ref number|ref|kode tiket|id|nomor|no|number|code|kode|key"
    ),
    "submitted": (
        "created date|date created|created at|created|creation date|requested datetime|requested date|request date|"
        "submitted at|submitted|submission date|date submitted|date received|received date|received|received at|"
        "opened|opened date|open date|open dt|date opened|reported at|report date|tanggal masuk|tgl masuk|waktu masuk|"
        "tanggal laporan|tanggal lapor|tgl lapor|waktu lapor|tanggal aduan|tanggal pengaduan|tanggal diterima|"
        "tanggal dibuat|dibuat|diterima|masuk|logged|logged at|date logged|tanggal|tgl|date|datetime|timestamp|waktu"
    ),
    "updated": (
        "updated date|last modified date|last modified|modified date|last updated|last update|updated datetime|"
        "updated at|updated|date updated|resolution action updated date|tanggal diperbarui|tanggal perubahan|"
        "last touched|last changed|terakhir diubah|tanggal update|tgl update|diperbarui|diubah"
    ),
    "closed": (
        "closed date|date closed|closed at|close date|closed dt|closed|closed datetime|completed date|completion date|"
        "date completed|completed at|resolved date|resolved at|date resolved|resolution date|finished at|end date|"
        "tanggal selesai|tgl selesai|waktu selesai|tanggal ditutup|tanggal penyelesaian|diselesaikan|ditutup|selesai|"
        "finished"
    ),
    "due": (
        "due date|due|due at|date due|target date|target resolution date|sla date|sla target dt|expected datetime|"
        "deadline|batas waktu|tanggal target|target selesai|tenggat|jatuh tempo"
    ),
    "status": (
        "status|status description|case status|ticket status|request status|current status|status laporan|"
        "status aduan|status tiket|status pengaduan|state|stage|keadaan|progres"
    ),
    "category": (
        "sr type|request type|complaint type|service name|service type|case type|category|kategori|kategori laporan|"
        "kategori aduan|kategori pengaduan|problem|problem type|issue type|jenis laporan|jenis aduan|jenis pengaduan|"
        "permasalahan|jenis|topik|topic|type|issue|sub kategori|subject|what"
    ),
    "agency": (
        "agency name|agency responsible|responsible agency|owner department|department|department name|agency|"
        "assigned department|owner|instansi|nama instansi|opd|skpd|ukpd|perangkat daerah|dinas|unit kerja|"
        "penanggung jawab|instansi terkait|disposisi ke|organization|unit|team|directorate"
    ),
    "channel": (
        "open data channel type|request source|source|origin|channel|method received|submission channel|intake method|"
        "kanal|kanal laporan|kanal aduan|kanal pengaduan|saluran|sumber laporan|sumber|media"
    ),
    "area": (
        "kelurahan|desa|analysis neighborhood|neighborhood|neighbourhood|neighborhoods sffind boundaries|nc name|"
        "community area|community board|ward|council district|supervisor district|kecamatan|district|borough|suburb|"
        "wilayah|zona|zone|area"
    ),
    "lat": "latitude|lat|lintang|garis lintang|geo lat|y|koordinat y",
    "lon": "longitude|lon|lng|long|bujur|garis bujur|geo lon|x|koordinat x",
    "point": "location|point|coordinates|koordinat|titik koordinat|geom|geometry|lat long|lokasi|geolocation|titik",
    "place": (
        "incident address|street address|address|alamat lokasi|alamat kejadian|lokasi kejadian|detail alamat|alamat|"
        "lokasi|tempat|tempat kejadian|place|location|street name|street|nama jalan|jalan|where"
    ),
    "title": "title|judul|judul laporan|judul aduan|judul pengaduan|perihal|summary|subject|headline",
    "text": (
        "description|text|teks|deskripsi|isi laporan|isi aduan|isi pengaduan|uraian|uraian laporan|uraian aduan|"
        "keluhan|aduan|laporan|pengaduan|complaint|complaint text|request details|service details|details|detail|"
        "keterangan|isi|comments|pesan|message|body|additional details|problem detail|descriptor"
    ),
    "answer": (
        "resolution description|status notes|resolution notes|closing comments|closure reason|tindak lanjut|tanggapan|"
        "jawaban|hasil tindak lanjut|response text|response|resolution|agency response|catatan penyelesaian"
    ),
    "other": (
        "parent sr number|parent case id|parent id|parent case|duplicate of|merged into|original id|master case|"
        "parent|nomor induk|laporan induk|duplikat dari|induk"
    ),
}
NAMES = {role: tuple(names.split("|")) for role, names in _NAMES.items()}
PERSON = (
    "pelapor|reporter|requester|requestor|caller|citizen|customer|complainant|pemohon|warga|pengadu|contact|kontak|"
    "user|pengguna|petugas|officer|submitter|applicant|resident"
)
_PERSONAL = re.compile(
    r"\b(e ?mails?|surel|phones?|telephone|telepon|telp|tlp|hp|no hp|handphone|mobile number|whatsapp|fax|nik|ktp|"
    r"no ktp|npwp|passport|paspor|ssn|nama lengkap|full name|first name|last name|surname|date of birth|birth date|"
    r"tanggal lahir|tempat lahir|birthday|dob|jenis kelamin|gender|sex|agama|religion)\b"
    rf"|^(nama|name|fullname|firstname|lastname)$|\b(nama|name|alamat|address|umur|age|id|usia) ({PERSON})\b"
    rf"|\b({PERSON}) (nama|name|alamat|address|umur|age|id|usia)\b|^({PERSON})$"
)
_PARTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
ENOUGH = 0.5


@cache
def words(name: str) -> str:
    """A column's name as words: "SRNumber", "sr_number" and "SR Number" are "sr number"."""
    return " ".join(re.findall(r"[^\W_]+", _PARTS.sub(" ", name).casefold()))


@cache
def likeness(name: str, role: str) -> float:
    """How surely a column of this name has a role: 1 for the surest name, 0 for none that is known."""
    said = words(name)
    run_together, apart = said.replace(" ", ""), set(said.split())
    best = 0.0
    for place, known in enumerate(NAMES[role]):
        if known.replace(" ", "") == run_together:
            return 1 - place / 200
        parts = set(known.split())
        if parts <= apart and (len(parts) > 1 or len(known) > 3):
            best = max(best, 0.8 - place / 200 - 0.1 * (len(apart) - len(parts)))
    return best if best >= ENOUGH else 0.0


@cache
def is_personal(name: str) -> bool:
    """Whether a column of this name holds who reported, or how to reach them."""
    return _PERSONAL.search(words(name)) is not None


def spellings() -> frozenset[str]:
    """Every known name, as headers spell it, to tell a header's delimiter by."""
    known = {name for names in NAMES.values() for name in names}
    return frozenset({spelt for name in known for spelt in (name, name.replace(" ", "_"), name.replace(" ", ""))})
