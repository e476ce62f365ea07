"""A file is fetched from public machines only, whatever an address says, and within limits of time and size."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from portal.domain.status import Refused
from portal.media import fetch as fetching
from portal.media.fetch import Away, fetch, look_up
from tests.support.photos import photo

CONTENT = photo()
MOVED = {"to-itself": "/to-itself", "to-inside": "http://127.0.0.1:1/a"}


class Pictures(BaseHTTPRequestHandler):
    """A city's server of photos, of every temper."""

    def do_GET(self) -> None:
        name = self.path.partition("?")[0].rpartition("/")[2]
        if name.startswith("to-"):
            self.send_response(302)
            self.send_header(
                "Location", {"to-itself": "/to-itself", "to-inside": "http://127.0.0.1:1/a"}.get(name, "/a.jpg")
            )
            self.end_headers()
            return
        self.send_response({"gone.jpg": 404, "busy.jpg": 503}.get(name, 200))
        self.end_headers()
        if name == "huge.jpg":
            for _ in range(25):
                self.wfile.write(b"a" * 1_000_000)
        elif name == "slow.jpg":
            for _ in range(100):
                self.wfile.write(b"a")
                self.wfile.flush()
                time.sleep(0.1)
        else:
            self.wfile.write(CONTENT)

    def log_message(self, *_: object) -> None:
        pass


class QuietServer(ThreadingHTTPServer):
    """Whoever fetches goes away early at times."""

    def handle_error(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = QuietServer(("127.0.0.1", 0), Pictures)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize("name", ["a.jpg", "b.jpg?size=large", "to-another"])
def test_a_file_is_fetched_also_where_it_has_moved_to(host: str, name: str) -> None:
    assert fetch(f"http://{host}/photos/{name}", [host]) == CONTENT


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("gone.jpg", "address_empty"),
        ("huge.jpg", "file_too_large"),
        ("to-itself", "address_redirected"),
        ("to-inside", "address_private"),
    ],
)
def test_what_never_will_do_is_refused(host: str, name: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        fetch(f"http://{host}/{name}", [host])
    assert refused.value.reason == reason


def test_what_may_be_mended_is_away(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "WHOLE_SECONDS", 0.5)
    began = time.monotonic()
    for address in (f"http://{host}/busy.jpg", f"http://{host}/slow.jpg", "http://127.0.0.1:1/a.jpg"):
        with pytest.raises(Away):
            fetch(address, [host, "127.0.0.1:1"])
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/a.jpg",
        "http://localhost/a.jpg",
        "http://10.1.2.3/a.jpg",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/a.jpg",
        "http://[::ffff:127.0.0.1]/a.jpg",
        "http://[64:ff9b::7f00:1]/a.jpg",
        "http://[2002:7f00:1::]/a.jpg",
        "http://2130706433/a.jpg",
        "http://0x7f.1/a.jpg",
        "http://0/a.jpg",
        "http://224.0.0.1/a.jpg",
        "http://93.184.215.14:8080/a.jpg",
        "https://user:word@93.184.215.14/a.jpg",
        "file:///etc/passwd",
        "ftp://93.184.215.14/a.jpg",
        "gopher://93.184.215.14/",
        "//93.184.215.14/a.jpg",
        "http://93.184.215.14:99999/a.jpg",
        "http://93.184.215.14/a\nHost: b",
        "http://",
    ],
)
def test_no_other_machine_is_ever_asked(address: str) -> None:
    with pytest.raises(Refused) as refused:
        look_up(address, frozenset({"10.0.0.5", "93.184.215.15:8080"}))
    assert refused.value.reason in ("address_private", "address_unusable")


def test_a_public_machine_and_one_that_the_operator_names_are_asked() -> None:
    named = frozenset({"10.0.0.5", "10.0.0.6:8080"})
    asked = ["https://93.184.215.14/a.jpg", "http://10.0.0.5:99/a.jpg", "http://10.0.0.6:8080/a.jpg"]
    assert [look_up(address, named).machine for address in asked] == ["93.184.215.14", "10.0.0.5", "10.0.0.6"]
    with pytest.raises(Refused):
        look_up("http://10.0.0.6/a.jpg", named)
