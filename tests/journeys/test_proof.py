"""A photo is used for a second report: a validator sees that and refuses, and the public sees why."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, Page, expect

from portal.config import Settings
from tests.journeys.conftest import CODE, PASSWORD, run
from tests.journeys.test_desk import OTHER, TICKET, at_desk
from tests.support.browser import Opener
from tests.support.flagged import scene_file

pytestmark = pytest.mark.only_on("sqlite")
CHECKER = "periksa@example.org"


def send(page: Page, *, before: int | None = None, done: bool = False) -> None:
    """An answer with the photo of one scene, and another one as before."""
    scenes = [3] if before is None else [3, before]
    files: list[FilePayload] = [
        {"name": f"{number}.jpg", "mimeType": "image/jpeg", "buffer": scene_file(number)} for number in scenes
    ]
    page.locator("#photos-file").set_input_files(files)
    expect(page.locator(".waiting > li")).to_have_count(len(files))
    expect(page.locator(".sending li")).to_have_count(0)
    if before is not None:
        page.get_by_label("Keadaan, foto 2").select_option("before")
    page.get_by_label("Jawaban").fill("Sudah kami tambal pagi ini." if done else "Kami mulai dari sini.")
    if done:
        page.get_by_label("Dinyatakan selesai").check()
    page.locator("[data-send]").click()
    expect(page.locator(".notice.good")).to_be_visible()


def slide(page: Page) -> None:
    """Lay the last pair over each other by the keyboard, and side by side again."""
    pair = page.locator(".pair").first
    page.get_by_role("button", name="Geser").first.press("Enter")
    edge = page.get_by_label("Geser batasnya: kiri foto sebelum, kanan foto sesudah").first
    edge.focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    expect(edge).to_have_attribute("aria-valuetext", "60 % lebar dari foto sebelum")
    assert pair.evaluate("pair => pair.style.getPropertyValue('--at')") == "60%"
    boxes = [picture.bounding_box() for picture in pair.locator("img").all()]
    assert boxes[0] == boxes[1], "both lie in one place"
    page.get_by_role("button", name="Berdampingan").first.press("Enter")
    expect(edge).to_be_hidden()
    left, right = (picture.bounding_box() for picture in pair.locator("img").all())
    assert left and right and left["x"] + left["width"] <= right["x"]


def test_a_validator_refuses_a_photo_that_was_used_before_and_the_public_sees_it(
    open_page: Opener, settings: Settings
) -> None:
    who = ("--email", CHECKER, "--name", "Budi", "--agency", "biro-pemerintahan", "--role", "validator")
    run(settings, "officers", "add", *who, typed=f"{PASSWORD}\n")
    office = at_desk(open_page, OTHER)
    send(office)
    office.goto(TICKET)
    send(office, before=5, done=True)

    checker = at_desk(open_page, TICKET, email=CHECKER)
    expect(checker.locator(".flag-what").first).to_have_text("Foto ini pernah dipakai")
    slide(checker)
    checker.get_by_role("link", name="Tolak hasil kerja").click()
    checker.get_by_label("Fotonya lama atau pernah dipakai").check()
    checker.get_by_label("Foto: dibandingkan sebelum dan sesudah").check()
    checker.get_by_label("Apa yang belum benar?").fill("Foto sesudah ini dari laporan lain di jalan yang sama.")
    checker.locator("[data-send]").click()
    expect(checker.locator(".notice.good")).to_be_visible()

    seen = open_page(f"/tickets/{CODE}", phone=True)
    expect(seen.locator(".head-pair")).to_contain_text("1 tanda pada foto sesudah.")
    expect(seen.locator(".head-pair")).to_contain_text("Tindak lanjut ditolak: fotonya lama atau pernah dipakai.")
    expect(seen.locator(".flags a.earlier")).to_have_attribute("href", f"/tickets/{OTHER.rpartition('/')[2]}#e8")
    slide(seen)
    assert seen.evaluate("document.documentElement.scrollWidth") == 360
    plain = open_page(f"/tickets/{CODE}", javascript=False)
    expect(plain.locator(".head-pair img")).to_have_count(2)
    expect(plain.locator(".pair-ways")).to_have_count(0)
