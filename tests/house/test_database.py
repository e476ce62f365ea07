"""The tests' own ground: each test has a clean database whose commits are real, and knows how its pages should be."""

from __future__ import annotations

import subprocess
import sys

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.models import Base, Channel
from tests.support.database import Database
from tests.support.examine import faults

LETTERS = ["a", "b"]


@pytest.mark.parametrize("letter", LETTERS)
def test_no_row_of_another_test_is_left(session: Session, letter: str) -> None:
    assert session.scalar(select(func.count()).select_from(Channel)) == 0
    session.add(Channel(slug=letter, name=letter, name_en=letter))
    session.commit()
    assert session.scalars(select(Channel.id)).all() == [1]


def test_the_migrated_schema_is_what_the_models_say(bind: Engine) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with bind.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_another_process_sees_what_a_test_commits(session: Session, database: Database) -> None:
    session.add(Channel(slug="web", name="Situs", name_en="Site"))
    session.commit()
    program = "import sys, sqlalchemy as s; print(s.create_engine(sys.argv[1]).connect().scalar(s.text(sys.argv[2])))"
    question = "SELECT count(*) FROM channel"
    answer = subprocess.run(
        [sys.executable, "-c", program, database.url, question], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "1"


def test_foreign_keys_are_kept_on_both(session: Session) -> None:
    with pytest.raises(IntegrityError):
        session.execute(text("INSERT INTO area (code, name, level, parent_id) VALUES ('a', 'A', 'kota', 99)"))
        session.commit()


GOOD_HEADERS = {"Content-Security-Policy": "default-src 'self'"}
GOOD_PAGE = """<html lang="id"><head><title>Peta - Pantau</title><meta name="viewport">
<meta name="robots" content="noindex">
<link rel="stylesheet" href="/a.css">
<script src="/a.js"></script></head><body><main><h1>Peta</h1>
<form method="post"><input type="hidden" name="csrf_token" value="x">
<label for="q">Cari</label><input id="q"><button>Kirim</button></form>
<a href="/x" data-hx-get="/x">Lihat</a><img src="/a.png" alt=""></main></body></html>"""


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ("<h1>Peta", "<h1>Daftar", "title"),
        ("</h1>", "</h1><h1>Peta</h1>", "2 h1"),
        (' lang="id"', "", "no lang"),
        ('<meta name="viewport">', "", "viewport"),
        (' content="noindex"', "", "neither its address"),
        ('<meta name="robots" content="noindex">', '<link rel="canonical" href="/map">', "no address that others"),
        ('<input type="hidden" name="csrf_token" value="x">', "", "CSRF"),
        ('<label for="q">Cari</label>', "", "without a label"),
        ('src="/a.js">', ">go()", "inline script"),
        ("</head>", "<style>a{}</style></head>", "style sheet"),
        ("<button>", '<button style="x">', "inline style"),
        ("<button>", '<button onclick="x()">', "inline onclick"),
        ("<button>Kirim", "<button>", "nothing to read out"),
        ('href="/a.css"', 'href="https://cdn.example/a.css"', "elsewhere"),
        ('src="/a.png"', 'src="//cdn.example/a.png"', "elsewhere"),
        ("<main>", '<main id="q">', "2 times"),
        ('<label for="q"', '<label for="p"', "names no id"),
        (' href="/x"', "", "JavaScript only"),
        (' alt=""', "", "without alt"),
    ],
)
def test_the_examination_of_pages_finds(was: str, becomes: str, fault: str) -> None:
    assert was in GOOD_PAGE
    found = faults(BeautifulSoup(GOOD_PAGE.replace(was, becomes), "html.parser"), "/map", GOOD_HEADERS)
    assert any(fault in line for line in found), found


def test_the_examination_finds_nothing_on_a_good_page_and_minds_cookies_and_policy() -> None:
    soup = BeautifulSoup(GOOD_PAGE, "html.parser")
    assert faults(soup, "/map", GOOD_HEADERS) == []
    assert faults(soup, "/map", {**GOOD_HEADERS, "Set-Cookie": "a=b"}) == ["a public page sets a cookie"]
    assert faults(soup, "/desk/", {**GOOD_HEADERS, "Set-Cookie": "a=b"}) == []
    assert len(faults(soup, "/map", {})) == 1
