"""The configuration of the map's script, as JSON in a data attribute: where to look, what to fetch, its words."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from flask import url_for
from flask_babel import gettext as _

from ...context import current_portal
from ...domain.lens import Box
from ...domain.status import Status
from ...presentation.words import status_name
from ...queries.maps.frame import FEW
from ...queries.maps.page import MapPage
from ...web.language import current

FINEST_ZOOM = 18


def map_config(page: MapPage) -> str:
    """The description of one map, driven by the city and the filter."""
    filter = page.found.filter
    return json.dumps(
        {
            "home": _corners(page.home),
            "frame": _corners(page.frame.filter.bbox) if page.frame.filter.bbox else None,
            "size": page.size,
            "layer": page.layer.value,
            "finest": FINEST_ZOOM,
            "few": FEW,
            "query": urlencode(filter.pairs()),
            "cells": url_for("maps.cells"),
            "tickets": url_for("maps.tickets"),
            "list": url_for("maps.frame"),
            "page": url_for("tickets.page", code="-")[:-1],
            "tiles": current_portal().settings.basemap,
            "language": current(),
            "words": _words(),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _corners(box: Box) -> list[list[float]]:
    """South-west and north-east, as Leaflet takes them."""
    return [[round(box.south, 5), round(box.west, 5)], [round(box.north, 5), round(box.east, 5)]]


def _words() -> dict[str, str]:
    return {
        "tickets": _("laporan"),
        "closer": _("perbesar"),
        "in": _("Perbesar"),
        "out": _("Perkecil"),
        "home": _("Seluruh kota"),
        "near": _("Dekat saya"),
        "denied": _("Lokasi tidak diizinkan atau tidak ditemukan."),
        "outside": _("Lokasi Anda di luar kota ini."),
        "failed": _("Peta tidak dapat memuat data. Coba geser lagi."),
        **{status.value: status_name(status) for status in Status},
    }
