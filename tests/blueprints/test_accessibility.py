"""The statement about who can use the portal."""

from __future__ import annotations

import pytest

from tests.support.pages import Pages

pytestmark = pytest.mark.only_on("sqlite")


def test_every_page_leads_to_the_statement_which_says_where_to_complain(pages: Pages) -> None:
    for language, link in (("", "Untuk semua orang"), ("/en", "Accessibility")):
        page = pages.get(pages.get(f"{language}/data").link(link))
        assert page.all("a[href='mailto:dki@jakarta.go.id']") and page.all("a[href='tel:112']")
        assert "axe-core" in page.text
