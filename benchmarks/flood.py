"""`make flood`: programs send 1,000 reports a minute from as many networks; readers read on, and people report."""

from __future__ import annotations

import argparse
import html
import http.client
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from benchmarks import machine
from benchmarks.city_data import filled
from benchmarks.front import Seen
from benchmarks.row import Measure, Row, at_least, at_most, plain_figure, times_at_most
from benchmarks.servers import ROOT, WORKERS
from benchmarks.table import Section, markdown, write
from portal.config import Settings
from tests.support.live import serving
from tests.support.proof import solve

OPEN = 2.1  # seconds that a form must have been open
PAGES = ("/", "/tickets", "/map", "/agencies", "/areas", "/tickets?q=lampu+jalan", "/tickets?status=open", "/report")
TEXT = "Lampu jalan padam di depan gang nomor {number}, gelap sejak {number} malam."
RECEIVED = "kami terima"
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
_ASKED = re.compile(r'data-challenge="([^"]+)" data-bits="(\d+)" data-puzzles="(\d+)" data-wait="(\d+)"')


@dataclass(frozen=True, slots=True)
class Plan:
    """``flood``: reports a minute by program; ``people``: who report meanwhile, half of them without JavaScript;
    ``calm`` and ``seconds``: how long readers read before the flood, and in it; ``area``: a code of the city."""

    flood: int = 1000
    people: int = 30
    readers: int = 12
    calm: float = 40.0
    seconds: float = 120.0
    area: str = "31.74.04.1001"


@dataclass(slots=True)
class Sent:
    """What became of reports, by kind of sender: taken, or the last status."""

    ended: dict[str, Counter[str]] = field(default_factory=dict)
    waited: list[float] = field(default_factory=list)  # seconds from the first press to the receipt, of people
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, who: str, end: str) -> None:
        with self.lock:
            self.ended.setdefault(who, Counter())[end] += 1

    def taken(self, who: str) -> int:
        return self.ended.get(who, Counter())["taken"]

    def share(self, who: str) -> float:
        return self.taken(who) / max(1, sum(self.ended.get(who, Counter()).values()))


@dataclass(slots=True)
class Visitor:
    """One network, as the city's proxy tells it."""

    address: str
    network: str

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        place = urlsplit(self.address)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=30)
        told = {"X-Forwarded-For": self.network, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            connection.request("GET" if form is None else "POST", path, urlencode(form) if form else None, told)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        finally:
            connection.close()


def measure(settings: Settings, plan: Plan) -> tuple[Seen, Seen, Sent]:
    """What readers saw before the flood and in it, and what became of everybody's reports."""
    with serving(settings, WEB_WORKERS=str(WORKERS), RATE_LIMIT="1200", TRUSTED_PROXIES="1") as live:
        Visitor(live.address, "192.0.2.1").ask("/")
        with _readers(live.address, plan):  # what they see first is not counted: nothing is warm yet
            time.sleep(min(5.0, plan.calm))
        with _readers(live.address, plan) as calm:
            time.sleep(plan.calm)
        sent = Sent()
        with _readers(live.address, plan) as flooded:
            _flood(live.address, plan, sent)
    return calm, flooded, sent


@contextmanager
def _readers(address: str, plan: Plan) -> Iterator[Seen]:
    """Some who open a page about every second, until the block ends."""
    seen, over = Seen(), threading.Event()

    def read(number: int) -> None:
        draw, visitor = random.Random(number), Visitor(address, f"198.51.100.{number + 1}")
        while not over.wait(draw.uniform(0.5, 1.5)):
            began = time.perf_counter()
            try:
                status, _ = visitor.ask(draw.choice(PAGES))
            except OSError as error:
                seen.errors[type(error).__name__] += 1
                continue
            seen.took.append(time.perf_counter() - began)
            if status >= 400:
                seen.errors[str(status)] += 1

    threads = _started([partial(read, number) for number in range(plan.readers)])
    yield seen
    over.set()
    for thread in threads:
        thread.join()


def _flood(address: str, plan: Plan, sent: Sent) -> None:
    """Programs begin at an even pace; people begin in the first half, so that each can end in it."""
    many, half = int(plan.flood * plan.seconds / 60), plan.seconds / 2
    starts = [(plan.seconds * n / many, partial(_program, address, plan, sent, n)) for n in range(many)]
    starts += [(half * n / plan.people, partial(_person, address, plan, sent, n)) for n in range(plan.people)]
    began, threads = time.monotonic(), []
    for at, act in sorted(starts, key=lambda start: start[0]):
        time.sleep(max(0.0, began + at - time.monotonic()))
        threads += _started([act])
    for thread in threads:
        thread.join()


def _started(acts: Sequence[Callable[[], None]]) -> list[threading.Thread]:
    threads = [threading.Thread(target=act, daemon=True) for act in acts]
    for thread in threads:
        thread.start()
    return threads


def _program(address: str, plan: Plan, sent: Sent, number: int) -> None:
    """It fetches a form, as it must, waits as long as it must, and sends; it does no sum and comes from anywhere."""
    visitor = Visitor(address, f"10.{number % 250}.{number // 250 % 250}.{number % 249 + 1}")
    try:
        _, page = visitor.ask(f"/report/write?area={plan.area}")
        token = dict(_HIDDEN.findall(page)).get("form_token", "")
        time.sleep(OPEN)
        form = {"form_token": token, "area": plan.area, "text": TEXT.format(number=number), "openness": "public"}
        status, page = visitor.ask("/report/send", form)
        sent.note("programs", "taken" if RECEIVED in page else str(status))
    except OSError as error:
        sent.note("programs", type(error).__name__)


def _person(address: str, plan: Plan, sent: Sent, number: int) -> None:
    """Step by step; in a rush the browser does the sum, or the person waits as long as the page says."""
    who = "with JavaScript" if number % 2 else "without JavaScript"
    visitor = Visitor(address, f"203.0.113.{number + 1}")
    try:
        for path in ("/report", f"/report/near?area={plan.area}"):
            visitor.ask(path)
        _, page = visitor.ask(f"/report/write?area={plan.area}")
        form = dict(_HIDDEN.findall(page)) | {"text": TEXT.format(number=number + 10_000), "openness": "public"}
        time.sleep(OPEN)
        _, page = visitor.ask("/report/check", form)
        began, end = time.monotonic(), ""
        while time.monotonic() < began + 2 * plan.seconds:
            form = {name: html.unescape(value) for name, value in _HIDDEN.findall(page)} | {"category": ""}
            asked = _ASKED.search(page)
            if asked and number % 2:
                form["proof"] = solve(asked[1], int(asked[2]), int(asked[3]))
            elif asked:
                time.sleep(int(asked[4]) + 1)
            status, page = visitor.ask("/report/send", form)
            end = "taken" if RECEIVED in page else str(status)
            if end == "taken" or not _ASKED.search(page):
                break
        sent.waited.append(time.monotonic() - began)
        sent.note(who, end)
    except OSError as error:
        sent.note(who, type(error).__name__)


def rows(plan: Plan, calm: Seen, flooded: Seen, sent: Sent) -> Iterator[Row]:
    """The table."""
    p95 = {"calm": 1000 * calm.percentile(95), "flood": 1000 * flooded.percentile(95)}
    yield plain_figure("readers before the flood, p95", Measure(p95["calm"], "ms"), calm.line("readers"))
    peer = Measure(p95["calm"], "ms", "before the flood")
    yield times_at_most("readers in the flood, p95", Measure(p95["flood"], "ms"), peer, 3, flooded.line("readers"))
    yield at_most("readers in the flood, p95", Measure(p95["flood"] / 1000, "s"), 1)
    errors = sum(flooded.errors.values())
    yield at_least("pages that readers got", Measure(100 * (1 - errors / max(1, len(flooded.took))), "%"), 99.9)
    for who in ("with JavaScript", "without JavaScript"):
        note = f"{dict(sent.ended.get(who, {}))}"
        yield at_least(f"reports of people {who} that were taken", Measure(100 * sent.share(who), "%"), 95, note)
    yield plain_figure("longest wait of people", Measure(max(sent.waited, default=0.0), "s"), "from the first press")
    note = f"{dict(sent.ended.get('programs', {}))}"
    yield at_most("reports by program that were taken", Measure(100 * sent.share("programs"), "%"), 10, note)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=20_000)
    parser.add_argument("--data", type=Path, default=ROOT / "var" / "bench")
    options = parser.parse_args()
    settings, _ = filled(options.data / f"{options.tickets}-flood", options.tickets)
    plan = Plan()
    lines = [
        *machine.lines()[:2],
        f"{options.tickets:,} tickets, {WORKERS} web workers, {plan.readers} readers who open a page a second,"
        f" {plan.flood:,} reports a minute by program from as many networks for {plan.seconds:.0f} s, and {plan.people}"
        " people who report meanwhile. Programs, people, readers and portal share the machine.",
    ]
    found = list(rows(plan, *measure(settings, plan)))
    text = markdown(f"A flood of reports, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC", lines, [Section("Flood", found)])
    write(ROOT / "benchmarks" / "flood.md", text)
    print(text)


if __name__ == "__main__":
    main()
