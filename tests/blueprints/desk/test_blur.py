"""An officer without an interest marks parts of a photo, looks at the result and publishes it, without a script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from portal.context import portal_of
from portal.domain.city import City
from tests.support.accounts import let_in
from tests.support.desk import CODE, WORK, furnish
from tests.support.pages import Page, Pages
from tests.support.photos import photo_of_answer


@pytest.fixture(autouse=True)
def key(app: Flask, city: City, quick_passwords: None) -> Iterator[str]:
    """Of a photo that the public may see."""
    furnish(app, city)
    with app.app_context():
        found = photo_of_answer(city, portal_of(app).media)
    yield found


def signed_in(app: Flask, email: str) -> Pages:
    pages = Pages(app.test_client())
    let_in(app, pages.client, email)
    return pages


def csrf(page: Page) -> str:
    return str(page.all("[name=csrf_token]")[0]["value"])


def test_parts_are_typed_looked_at_and_published_and_the_old_address_is_gone(app: Flask, key: str) -> None:
    budi, reader = signed_in(app, "periksa@example.org"), Pages(app.test_client())
    assert f"/desk/media/{key}/blur" in budi.get(WORK).links("a")
    page = budi.get(f"/desk/media/{key}/blur")
    given = {"csrf_token": csrf(page), "reason_kind": "personal_data"}
    wrong = budi.client.post(page.path, data=given | {"left": "10", "top": "x", "width": "5", "height": "5"})
    assert wrong.status_code == 422 and 'value="x"' in wrong.text
    given |= {"left": "10", "top": "10", "width": "30", "height": "30"}
    looked = budi.client.post(page.path, data=given | {"preview": "1"})
    assert looked.status_code == 200 and 'src="data:image/webp;base64,' in looked.text
    assert reader.client.get(f"/media/{key}/large.webp").status_code == 200, "nothing has changed yet"
    assert budi.client.post(page.path, data=given).status_code == 302
    assert reader.client.get(f"/media/{key}/large.webp").status_code == 404
    public = reader.get(f"/tickets/{CODE}")
    assert key not in public.text and "Sebagian dikaburkan pada" in public.text
    assert "Bagian foto dikaburkan" in public.text and "Alasan: data pribadi" in public.text
    assert budi.client.post(page.path, data=given).status_code == 404, "there is no such photo any more"
    (again,) = {link for link in budi.get(WORK).links("a") if link.endswith("/blur")}
    shown = budi.get(again)
    assert budi.client.post(again.replace("/blur", "/unblur"), data={"csrf_token": csrf(shown)}).status_code == 302
    assert reader.client.get(f"/media/{key}/large.webp").status_code == 200
    assert "Foto ditampilkan utuh lagi" in reader.get(f"/tickets/{CODE}").text


def test_others_may_not(app: Flask, key: str) -> None:
    for email in ("ragunan@example.org", "penyelia@example.org", "pam@example.org"):
        officer = signed_in(app, email)
        assert officer.client.get(f"/desk/media/{key}/blur").status_code == 403, email
        assert f"/desk/media/{key}/blur" not in officer.client.get(WORK).text, email
    assert app.test_client().get(f"/desk/media/{key}/blur").status_code == 302, "to the sign-in"
    assert signed_in(app, "periksa@example.org").client.get("/desk/media/unknownunknownunknown/blur").status_code == 404
