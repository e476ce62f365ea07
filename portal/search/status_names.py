"""What people call statuses and their types: codes, what pages print in both languages, and plain words for them."""

from __future__ import annotations

from ..domain.names import address
from ..domain.status import ENGLISH, Status, StatusType

#: What pages print, in Indonesian and English. (tests/search/test_status_names.py compares it with the catalogue.)
PRINTED: dict[str, str] = {
    "masih-terbuka": "open",
    "still-open": "open",
    "sudah-selesai": "resolved",
    "ditutup-tanpa-perbaikan": "closed",
    "closed-without-a-fix": "closed",
    "tidak-diketahui-apa-jadinya": "unknown",
    "outcome-not-known": "unknown",
    "assigned-to-a-unit": "disposisi",
    "menunggu-pemeriksaan": "validasi",
    "waiting-to-be-checked": "validasi",
    "not-known": "tidak_diketahui",
}
#: Statuses and types as people may name them. "Closed" and "resolved" mean the type, which holds the status.
STATUSES: dict[str, str] = {
    **{address(english): status.value for status, english in ENGLISH.items()},
    **{address(status.value): status.value for status in Status},
    **{kind.value: kind.value for kind in StatusType},
    **PRINTED,
    # What Jakarta's CRM calls them, and what pages printed before.
    "menunggu-validasi": "validasi",
    "being-validated": "validasi",
    "tidak-ditindaklanjuti": "ditolak",
    "not-followed-up": "ditolak",
    "terbuka": "open",
    **dict.fromkeys(("belum-selesai", "blm-selesai", "belum-beres", "not-done", "not-resolved", "unresolved"), "open"),
    "buka": "open",
    "berjalan": "open",
    "teratasi": "resolved",
    "tertutup": "closed",
    "progress": "proses",
    "done": "selesai",
}
