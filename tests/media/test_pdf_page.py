"""Documents are read by a process of their own, with little memory and little time."""

from __future__ import annotations

import subprocess
import sys

from portal.media import decode, pdf_page
from tests.support.photos import document


def run(content: bytes, most: int = 50) -> tuple[int, bytes, bytes]:
    command = [sys.executable, "-I", str(decode.PROGRAM), str(most), "200"]
    ran = subprocess.run(command, input=content, capture_output=True, timeout=60, check=False)
    pages, _, picture = ran.stdout.partition(b"\n")
    return ran.returncode, pages, picture


def test_the_first_page_comes_out_as_a_picture_and_no_page_of_a_document_that_is_too_long() -> None:
    code, pages, picture = run(document(3))
    assert (code, pages, picture[:8]) == (0, b"3", b"\x89PNG\r\n\x1a\n")
    assert run(document(3), most=2) == (0, b"3", b"")


def test_what_is_no_document_ends_without_a_word_and_without_a_picture() -> None:
    assert run(b"%PDF-1.7\nnothing that follows is a document") == (3, b"", b"")


def test_it_imports_nothing_of_the_portal_so_that_it_starts_at_once() -> None:
    loaded = "import runpy, sys; runpy.run_path(sys.argv[1]); print([m for m in sys.modules if m.startswith('portal')])"
    ran = subprocess.run([sys.executable, "-I", "-c", loaded, pdf_page.__file__], capture_output=True, text=True)
    assert ran.stdout.strip() == "[]"
    assert pdf_page.MEMORY <= 1 << 30 and pdf_page.SECONDS < decode.DOCUMENT_SECONDS
