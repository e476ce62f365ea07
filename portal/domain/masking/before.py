"""The words before a number that say what it is, where its digits alone do not."""

from __future__ import annotations

import re
from functools import cached_property

_REACH = 60  # characters before the number
_MONEY = re.compile(r"(?:\b(?:rp|idr|usd|eur|gbp|sgd|rm|rs|inr)|[$€£¥])\.? ?$", re.I)
_PHONE = re.compile(
    r"(?<!\[)\b"  # a mark that stands there already says nothing of what follows
    r"(?:hubungi|telepon|telpon|telefon|telp|tlp|tel|hp|wa|whatsapp|viber|kontak|call|dial|phone|telephone|mobile|cell"
    r"|contact|sms|ring|tél|téléphone|teléfono|telefono|telefone|handy|móvil|celular|cellulare)\b[^.;\n]{0,24}$|\bwa\.me/$",
    re.I,
)
_ASSET = re.compile(
    r"\b(?:resi|paket|gardu|meteran|pelanggan|seri|serial|tiang|meter|faktura?|invoice|imei|sertifikat|tiket|laporan"
    r"|anggaran|pagu|isbn|surat|versi|alt|tracking|parcel|receipt|pole|ticket|reference|version|folio)\b[^.;\n]{0,20}$",
    re.I,
)
#: Directly before digits that look like a mobile number. A report or a letter may well quote somebody's telephone.
_CODE = re.compile(
    r"\b(?:resi|gardu|meteran|seri|serial|meter|faktur|invoice|imei|anggaran|pagu|isbn|versi|alt|tracking|version"
    r"|permit|licen[cs]e|order|case|asset|register|reference|parcel|bin|issn|apn|lot|lamp ?post|post|pole)"
    r"(?:[ .:#-]|nya|no|nomor|number|id|kode|paket|air|listrik|is|are|adalah)*$",
    re.I,
)
_HOURS = re.compile(r"\b(?:jam|pukul|tanggal|tgl|hari|at|hours?)\b[ .:]*$", re.I)
_IDENTITY = re.compile(r"\b(?:nik|ktp|kk|kartu keluarga|id card)\b[^.;\n]{0,20}$", re.I)
_BANKS = r"bca|bri|bni|mandiri|bsi|btn|cimb|permata|danamon|bank (?:dki|jago|bjb|mega|panin)"
_ACCOUNT = re.compile(
    rf"\b(?:rek|rekening|norek|account|transfer|va|virtual account|{_BANKS})\b"
    rf"(?:[ .:]|nya|no|nomor|number|bank|{_BANKS}|ke|to)*$"
    r"|\b(?:rek|rekening|norek)\b(?!\.? (?:listrik|air|pln|pdam|telepon))[^;\n\d]{0,36}$",
    re.I,
)
_CARD = re.compile(r"\b(?:kartu|card|debit|kredit|atm)\b[^.;\n\d]{0,16}$", re.I)
_TAX = re.compile(r"\bnpwp\b[^;\n\d]{0,16}$", re.I)
_HEALTH = re.compile(r"\bbpjs\b[^;\n\d]{0,24}$", re.I)
#: Letters side by side, not only those that are written for digits: without them there is no word to look for.
_WORD = re.compile(r"[^\W\d_OolI][^\W\d_]|[^\W\d_][^\W\d_OolI]|\$")


class Before:
    """Which words stand before a number; each is looked for when it is asked for, and once."""

    def __init__(self, text: str, start: int) -> None:
        """What stands before the place ``start`` of a text."""
        said = text[max(0, start - _REACH) : start]
        self._said = said if _WORD.search(said) else ""

    @cached_property
    def money(self) -> bool:
        return self._says(_MONEY)

    @cached_property
    def phone(self) -> bool:
        return self._says(_PHONE)

    @cached_property
    def asset(self) -> bool:
        """Something that has numbers of its own, such as a parcel."""
        return self._says(_ASSET)

    @cached_property
    def code(self) -> bool:
        """Such a thing directly before the number."""
        return self._says(_CODE)

    @cached_property
    def hours(self) -> bool:
        return self._says(_HOURS)

    @cached_property
    def identity(self) -> bool:
        return self._says(_IDENTITY)

    @cached_property
    def account(self) -> bool:
        return self._says(_ACCOUNT)

    @cached_property
    def card(self) -> bool:
        return self._says(_CARD)

    @cached_property
    def tax(self) -> bool:
        return self._says(_TAX)

    @cached_property
    def health(self) -> bool:
        return self._says(_HEALTH)

    def _says(self, pattern: re.Pattern[str]) -> bool:
        return bool(self._said) and pattern.search(self._said) is not None
