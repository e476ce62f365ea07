"""A reporter sees the photos of a report that nobody else may see, by the private link alone."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models import Attachment, Event
from tests.support import reports
from tests.support.pages import Page, Pages
from tests.support.photos import photo

from .test_contest import contest, resolved


def images(page: Page) -> list[str]:
    return [str(one["src"]) for one in page.all(".timeline img")]


def test_photos_of_a_private_report_open_by_its_link_and_by_no_other(
    app: Flask, session: Session, pages: Pages
) -> None:
    end, other = (reports.send(pages, openness="private") for _ in range(2))
    resolved(app, session, reports.code_of(end))
    after = contest(pages, pages.get(reports.link_of(end)), 303, "Masih berlubang.", photo(seed=1))
    (shown,) = images(after)
    got = pages.client.get(shown)
    assert (got.status_code, got.mimetype, got.headers["Cache-Control"]) == (200, "image/webp", "no-store")
    assert not images(pages.get(f"/tickets/{reports.code_of(end)}"))
    session.rollback()
    (kept,) = session.scalars(select(Attachment)).all()
    other_key = reports.link_of(other).partition("k=")[2]
    for wrong in (
        shown[:-1],
        shown.partition("?")[0],
        f"{shown.partition('k=')[0]}k={other_key}",
        shown.replace(kept.key, "x" * len(kept.key)),
    ):
        assert pages.client.get(wrong).status_code == 404, wrong
    session.get_one(Event, kept.event_seq).public = False
    session.commit()
    assert pages.client.get(shown).status_code == 404, "an internal note is not for the reporter"
