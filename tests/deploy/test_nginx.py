"""nginx as deploy/nginx.conf has it: who is slow holds nobody up, and what is kept is nobody else's."""

from __future__ import annotations

import http.client
import json
import shutil
import socket
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from portal import create_app
from portal.extensions import db
from tests.support import nginx
from tests.support.database import copy_sqlite, plain_settings, sqlite_template
from tests.support.lens import filled
from tests.support.live import serving
from tests.support.nginx import Front
from tests.support.processes import wait_for
from tests.support.scratch import new_directory

pytestmark = pytest.mark.slow
MANY = 24
TIMES = 15


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    text: str


def ask(front: Front, path: str, **headers: str) -> Answer:
    """One request over a connection of its own. Headers as keywords: ``If_None_Match="..."``."""
    connection = http.client.HTTPConnection("127.0.0.1", front.port, timeout=60)
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    connection.request("GET", path, headers={"Accept-Encoding": "identity", **named})
    found = connection.getresponse()
    text = found.read().decode(errors="replace")
    connection.close()
    return Answer(found.status, found.headers, text)


def healthy(front: Front) -> float:
    """Seconds of the median answer of /healthz."""
    took = []
    for _ in range(TIMES):
        began = time.monotonic()
        assert ask(front, "/healthz").status == 200
        took.append(time.monotonic() - began)
    return statistics.median(took)


def test_the_configuration_is_one_that_nginx_takes(tmp_path: Path) -> None:
    whole = nginx.write(tmp_path, 8080, "127.0.0.1:1")
    said = subprocess.run(
        [nginx.program(), "-t", "-q", "-p", str(tmp_path), "-c", str(whole)], capture_output=True, text=True
    )
    assert (said.returncode, said.stderr) == (0, "")


@pytest.fixture(scope="module")
def portal() -> Iterator[str]:
    """Where the portal with a few tickets listens, one for all tests here, which only read."""
    with ExitStack() as running:
        directory = new_directory("pantau-front-")
        running.callback(shutil.rmtree, directory, ignore_errors=True)
        copy_sqlite(running.enter_context(sqlite_template()), directory / "pantau.db")
        settings = plain_settings(directory)
        app = create_app(settings)
        with app.app_context():
            filled(app, db.session())
            db.engine.dispose()
        live = running.enter_context(serving(settings, TRUSTED_PROXIES="1", WEB_WORKERS="2"))
        yield urlsplit(live.address).netloc


@pytest.fixture
def front(portal: str) -> Iterator[Front]:
    """nginx before the portal, as they run on a city's machine; it has kept nothing yet."""
    with nginx.in_front_of(portal) as found:
        assert ask(found, "/healthz").status == 200
        yield found


HEAD = b"GET /tickets HTTP/1.1\r\nHost: localhost\r\n"
FORM = b"POST /desk/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
SLOW: dict[str, bytes] = {
    "silent": b"",
    "half a head": HEAD + b"X-a: ",
    "half a form": FORM + b"Content-Length: 1000\r\n\r\nemail=",
    "unread": HEAD.replace(b"/tickets", b"/tickets.json") + b"\r\n",
    "pipelined and unread": (HEAD.replace(b"/tickets", b"/agencies") + b"\r\n") * 40,
}


@pytest.mark.parametrize("said", SLOW.values(), ids=SLOW.keys())
def test_whoever_is_slow_holds_nobody_up(front: Front, said: bytes) -> None:
    quiet = healthy(front)
    with ExitStack() as doors:
        for _ in range(MANY):
            visitor = doors.enter_context(socket.socket())
            visitor.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            visitor.connect(("127.0.0.1", front.port))
            visitor.sendall(said)
        time.sleep(1.0)
        assert healthy(front) < 10 * quiet


def test_a_page_is_kept_for_a_second_and_told_apart_by_what_makes_it_another(front: Front) -> None:
    kept = ask(front, "/tickets")
    wait_for(lambda: bool(kept_files(front)))
    assert kept.status == 200 and 'lang="id"' in kept.text
    assert 'lang="en"' in ask(front, "/en/tickets").text
    fragment = ask(front, "/tickets", HX_Request="true")
    assert "<html" in kept.text and "<html" not in fragment.text, "a part is kept apart from the page"
    packed = ask(front, "/tickets", Accept_Encoding="br")
    assert packed.headers["Content-Encoding"] == "br" and "Content-Encoding" not in kept.headers
    again = ask(front, "/tickets", If_None_Match=kept.headers["ETag"])
    assert (again.status, again.text) == (304, "")
    assert ask(front, "/tickets").headers["X-Request-ID"] != kept.headers["X-Request-ID"]
    assert "X-Accel-Expires" not in kept.headers


def test_a_kept_page_is_never_another_hosts(front: Front) -> None:
    ours = ask(front, "/sitemap.xml"), ask(front, "/tickets", Host="localhost")
    assert all(answer.status == 200 for answer in ours)
    other = ask(front, "/tickets", Host="127.0.0.1:1")
    assert "http://127.0.0.1:1/" in other.text and "http://localhost/" not in other.text
    assert ask(front, "/tickets", Host=nginx.NAME).status == 400, "the portal was not told of that name"


def kept_files(front: Front) -> list[bytes]:
    return [path.read_bytes() for path in (front.directory / "cache").rglob("*") if path.is_file()]


def test_nothing_of_the_desk_is_kept_and_nothing_for_who_is_signed_in(front: Front) -> None:
    for path in ("/desk/sign-in", "/en/desk/sign-in", "/desk/", "/desk", "/nowhere", "/healthz", "/readyz"):
        ask(front, path)
    ask(front, "/tickets", Cookie="pantau=abc")
    ask(front, "/tickets", Cookie="__Host-pantau=abc")
    assert kept_files(front) == []


def test_what_a_visitor_says_of_itself_is_not_passed_on(front: Front) -> None:
    lies = {"X_Forwarded_Host": "evil.example", "X_Forwarded_Proto": "https", "X_Request_ID": "0" * 32}
    answer = ask(front, "/sitemap.xml", **lies)
    assert "evil.example" not in answer.text and "https://" not in answer.text.replace("https://www.sitemaps.org", "")
    assert answer.headers["X-Request-ID"] != "0" * 32
    assert ask(front, "/metrics", X_Forwarded_For="127.0.0.1").status == 403


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/tickets?q=" + "a" * 9000, {}, 414),
        ("/tickets?q=" + "a" * 20_000, {}, 414),
        ("/", {"X_Large": "a" * 20_000}, 431),
    ],
)
def test_what_is_too_large_gets_a_page_in_words(front: Front, path: str, headers: dict[str, str], status: int) -> None:
    answer = ask(front, path, **headers)
    assert answer.status == status
    assert "<h1>" in answer.text and "nginx" not in answer.text


def test_a_form_that_is_too_large_gets_a_page_in_words(front: Front) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", front.port, timeout=60)
    connection.request("POST", "/desk/sign-in", b"a" * 3_000_000)
    answer = connection.getresponse()
    assert answer.status == 413
    assert "terlalu besar" in answer.read().decode()


def test_photos_of_officers_are_let_through(front: Front) -> None:
    """The portal itself asks who sends them: it reads so much from nobody who is not signed in."""
    status, said = send_photo(front)
    assert status in (400, 401, 413) and "nginx" not in said and "<h1>" in said


def send_photo(front: Front) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", front.port, timeout=60)
    connection.request("POST", "/desk/tickets/JK2303060001/photos?verb=respond", b"a" * 3_000_000)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def told_to_wait(front: Front, path: str, visitor: str) -> Answer:
    """The first 429 that a visitor gets who asks for a path without end."""
    answers = (ask(front, path, X_Test_Visitor=visitor) for _ in range(5000))
    return next(answer for answer in answers if answer.status == 429)


def test_a_program_is_told_to_wait_and_others_are_not(front: Front) -> None:
    assert ask(front, "/tickets", X_Test_Visitor="2001:db8:1:2::1").status == 200
    page = told_to_wait(front, "/tickets", "2001:db8:1:2::1")
    assert "Terlalu banyak" in page.text and int(page.headers["Retry-After"]) > 0
    machine = told_to_wait(front, "/tickets.json", "2001:db8:1:2::ffff")
    assert json.loads(machine.text)["error"] == {"code": 429, "name": "Too Many Requests"}
    assert ask(front, "/tickets", X_Test_Visitor="2001:db8:1:3::1").status == 200, "another network is another visitor"
    assert ask(front, "/healthz", X_Test_Visitor="2001:db8:1:2::1").status == 200, "an alarm is counted apart"


def test_nobody_is_written_down(front: Front) -> None:
    ask(front, "/r?k=a-private-link", X_Test_Visitor="203.0.113.7")
    ask(front, "/report/near?place=rumah+budi", X_Test_Visitor="203.0.113.7")
    ask(front, "/tickets?q=budi+santoso", X_Test_Visitor="203.0.113.7")

    def written() -> str:
        return "".join(path.read_text() for path in front.directory.glob("*.log"))

    wait_for(lambda: "/tickets" in written())  # a line is written when its answer is on its way
    assert not any(private in written() for private in ("budi", "private-link", "203.0.113.7", "127.0.0.1"))
    assert " /r " not in written()


def test_a_portal_that_is_away_is_said_in_words() -> None:
    with nginx.in_front_of("127.0.0.1:1") as front:
        page, machine = ask(front, "/tickets"), ask(front, "/tickets.json")
        photo = send_photo(front)
    assert (page.status, machine.status, photo[0]) == (503, 503, 503)
    assert "tidak menjawab" in page.text and "tidak menjawab" in photo[1]
    assert json.loads(machine.text) == {"error": {"code": 503, "name": "Service Unavailable"}}
