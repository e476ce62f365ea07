"""People ask to have an end looked at: everybody reads so, a validator finds it in the queue and says what they saw."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from flask import Flask

from portal.actions.apply_events import Act, apply_events
from portal.actions.witness import DAY, say
from portal.context import portal_of
from portal.domain.city import City
from portal.domain.event import EventDraft, Kind
from portal.domain.witness import AfterUnsolved, WitnessKind
from tests.actions.test_witness import SECRET, later
from tests.support.desk import CODE, WORK, furnish, sign_in
from tests.support.one_ticket import ticket
from tests.support.pages import Pages

ASKED = "Pemeriksa diminta melihat lagi."


@pytest.fixture
def asked(app: Flask, city: City, quick_passwords: None, monkeypatch: pytest.MonkeyPatch) -> City:
    """A report that is resolved, and of which two people have said that it is not."""
    furnish(app, city)
    asks = portal_of(app).city = replace(city, unsolved_people=2, unsolved_then=AfterUnsolved.ASKS)
    with app.app_context():
        id, agency = ticket().id, ticket().agency_id
        done = lambda _, now: [EventDraft(kind=Kind.RESOLVED, at=now, agency=agency, text="Sudah ditambal.")]  # noqa: E731
        apply_events(id, done, Act(asks))
        say(id, WitnessKind.UNSOLVED, "10.0.0.1", asks, SECRET)
        later(monkeypatch, DAY)
        say(id, WitnessKind.UNSOLVED, "10.0.0.2", asks, SECRET)
    return asks


def test_a_validator_finds_it_with_how_many_and_lets_it_stand_in_public(app: Flask, pages: Pages, asked: City) -> None:
    public = pages.get(f"/tickets/{CODE}")
    assert (
        ASKED in public.text and "2 orang mengatakan ini belum beres, dan pemeriksa diminta melihat lagi" in public.text
    )
    english = pages.get(f"/en/tickets/{CODE}").text
    assert "2 people say that this is not done, and a validator was asked" in english
    assert "2 people said within some days that this is not done." in english and "orang mengatakan" not in english
    assert "2 people said within some days" in pages.client.get(f"/en/tickets/{CODE}.atom").text
    assert public.text.count("2 orang mengatakan ini belum beres") == 1
    assert ASKED in pages.client.get(f"/tickets/{CODE}.atom").text
    said = json.loads(pages.client.get(f"/tickets/{CODE}.json").text)
    assert said["recheck_at"] and said["events"][-1]["kind"] == "recheck_asked" and said["status"] == "selesai"
    assert "orang dari instansi lain melihat lagi" in pages.get(f"/tickets/{CODE}/unsolved").text
    assert "satu kali untuk satu penyelesaian" in pages.get("/methodology").text
    sign_in(pages.client, "periksa@example.org")
    queue = pages.get("/desk/?tab=recheck")
    assert "1 laporan selesai diminta diperiksa ulang." in queue.text and "Tidak ada yang menunggu" not in queue.text
    assert "penanggung jawab" in queue.text and "di tangan" not in queue.text
    assert "2 orang: belum beres" in queue.text and "diminta diperiksa ulang sejak" in queue.text
    work = pages.get(queue.link("Ada lubang besar"))
    assert "2 orang mengatakan ini belum beres" in work.text and "Buka kembali" in work.text
    unsaid = pages.submit(work, "form.work", status=422, text="Aspalnya rata dan kering.")
    assert "Pilih apa yang Anda periksa." in unsaid.text and "Aspalnya rata dan kering." in unsaid.text
    told = pages.submit(unsaid, "form.work", checked="photo")
    assert "Tidak ada laporan di bagian ini" in pages.get("/desk/?tab=recheck").text and told.status == 200
    after = pages.get(f"/tickets/{CODE}")
    assert "Diperiksa ulang: tetap selesai. Diperiksa: foto." in " ".join(after.text.split())
    assert after.links("main a[rel=nofollow][href$=unsolved]") == [f"/tickets/{CODE}/unsolved"], "said once"
    assert after.text.count("belum beres") == 3, "the way to say so, and the two who did, in the list and in the course"
    assert (
        "Aspalnya rata dan kering." in after.text
        and json.loads(pages.client.get(f"/tickets/{CODE}.json").text)["recheck_at"] is None
    )


def test_an_officer_of_the_agency_has_no_such_part_and_cannot_decide(pages: Pages, asked: City) -> None:
    sign_in(pages.client)
    assert "Diminta diperiksa ulang" not in pages.get("/desk/").text
    assert pages.client.get(f"{WORK}/recheck").status_code == 403
    ended = pages.get(f"{WORK}/transfer")
    assert "di tangan" not in ended.words("p.meta") and "Laporan ini sudah berakhir." in ended.words(".notice.warn")
