"""The configuration of the map's script, as JSON in a data attribute: where to look, what to fetch, its words."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from flask import url_for
from flask_babel import gettext as _

from ...basemap import Archive, BasemapError, read
from ...charts.marks import Weight
from ...context import current_portal
from ...domain.lens import Box
from ...queries.areas.shapes import WIDTH
from ...queries.maps.page import MapPage
from ...queries.sources import Sources
from ...queries.streets.layer import StreetLayer, streets_of
from ...web.language import current
from .steps import closed_reports

FINEST_ZOOM = 18


def map_config(page: MapPage) -> str:
    """The description of one map, driven by the city and the filter."""
    filter = page.found.filter
    return json.dumps(
        {
            "home": corners(page.home),
            "frame": corners(page.framed) if page.framed else None,
            "chosen": page.chosen,
            "size": (WIDTH, page.view.drawing.height),
            "layer": page.layer.value,
            "finest": FINEST_ZOOM,
            "query": urlencode(filter.pairs()),
            "cells": url_for("maps.cells"),
            "frames": url_for("maps.frame"),
            "reports": url_for("maps.reports"),
            "closed": closed_reports(filter)("-"),
            "page": url_for("tickets.page", code="-")[:-1],
            **base_map(),
            "words": _words(),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def base_map() -> dict[str, object]:
    """What lies under a map: parts of an archive of ours, or a stranger's raster tiles; either made from
    OpenStreetMap, whose licence asks to be named."""
    return {**_tiles(), "language": current()}


def _tiles() -> dict[str, object]:
    credit = '© <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>'
    settings, archive = current_portal().settings, street_map()
    if archive:
        found = {"archive": url_for("maps.base", version=archive.version), "archive_zoom": archive.finest}
        return {**found, "credit": credit}
    return {"tiles": settings.basemap, "credit": credit} if settings.basemap_file is None and settings.basemap else {}


def street_map() -> Archive | None:
    """The archive of the city's streets; None where there is none, or no longer."""
    file = current_portal().settings.basemap_file
    try:
        return read(file) if file else None
    except BasemapError:
        return None


def reported_streets(sources: Sources, page: MapPage) -> StreetLayer | None:
    """The streets as reports name them; None where the city has a map of its own."""
    settings = current_portal().settings
    return None if settings.basemap or street_map() else streets_of(sources.session, page)


def corners(box: Box) -> list[list[float]]:
    """South-west and north-east, as Leaflet takes them."""
    return [[round(box.south, 5), round(box.west, 5)], [round(box.north, 5), round(box.east, 5)]]


def weight_words() -> dict[Weight, str]:
    """What the marks of the map mean, as its legend says it too."""
    return {
        Weight.LATE: _("lewat batas"),
        Weight.OPEN: _("Masih terbuka").lower(),  # by itself, not in a sentence
        Weight.RESOLVED: _("selesai"),
        Weight.CLOSED: _("berakhir tanpa perbaikan"),
        Weight.UNKNOWN: _("tidak diketahui"),
    }


def hand_words() -> dict[str, str]:
    """What is said to whoever touches a map as if it were a page."""
    return {
        "two": _("Geser peta dengan dua jari"),
        "wheel": _("Tahan Ctrl sambil memutar roda untuk memperbesar"),
    }


def _words() -> dict[str, str]:
    return {
        "map": _("Peta laporan. Tombol panah menggeser, + dan − memperbesar dan memperkecil."),
        "circle": _("Sekitar {place}: {n} laporan, perbesar"),
        "around": _("{n} laporan, perbesar"),
        "pile": _("{n} laporan di sini, {m} {what}: buka daftarnya"),
        "private": _("{place}: {n} laporan tertutup, buka daftarnya"),
        "near": _("Dekat saya"),
        "shut": _("Tutup"),
        **hand_words(),
        "denied": _("Lokasi tidak diizinkan atau tidak ditemukan."),
        "outside": _("Lokasi Anda di luar kota ini."),
        "failed": _("Tidak tersambung. Peta belum berubah; coba lagi."),
        "unopened": _("Tidak tersambung. Laporan ini belum bisa dibuka; coba lagi."),
        **{weight.word: word for weight, word in weight_words().items()},
    }
