"""Addresses of photos are read out of the columns that a mapping names."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.context import portal_of
from portal.importers.mapping import load
from portal.importers.run import import_csv
from portal.models import WantedPhoto
from tests.support.installed import install

MAPPING = """
name = "Foto"
dates = "iso"
[fields]
id = "No"
submitted = "Waktu"
text = "Isi"
[[photos]]
column = "Foto"
[[photos]]
column = "Sesudah"
shows = "after"
between = ","
"""
ROWS = """No,Waktu,Isi,Foto,Sesudah
1,2023-03-06 08:00,Lubang,https://a.example/1.jpg https://a.example/2.jpg;HTTP://a.example/3.jpg,"a,1.jpg, b.jpg"
2,2023-03-06 09:00,Lubang,,
"""


@pytest.mark.usefixtures("session")
def test_each_address_of_a_cell_is_wanted_once(app: Flask, session: Session, tmp_path: Path) -> None:
    city = portal_of(app).city
    install(city)
    (tmp_path / "how.toml").write_text(MAPPING)
    (tmp_path / "rows.csv").write_text(ROWS)
    for _ in range(2):
        import_csv(tmp_path / "rows.csv", load(tmp_path / "how.toml"), city)
    rows = session.scalars(select(WantedPhoto).order_by(WantedPhoto.id)).all()
    assert [(row.address, row.purpose, row.remote) for row in rows] == [
        ("https://a.example/1.jpg", "before", True),
        ("https://a.example/2.jpg", "before", True),
        ("HTTP://a.example/3.jpg", "before", True),
        ("a", "after", False),
        ("1.jpg", "after", False),
        ("b.jpg", "after", False),
    ]
