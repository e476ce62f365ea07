"""`make test-load`: readers and officers come through nginx beside an import; none may see an error or wait long."""

from __future__ import annotations

import argparse
import http.client
import random
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks import addresses
from benchmarks.city_data import filled, settings_of
from benchmarks.desk_visit import DeskVisit
from benchmarks.importing import MAPPING, write
from benchmarks.posted import officers, open_tickets
from benchmarks.servers import ROOT
from portal import cities
from portal.config import Settings
from tests.support import nginx
from tests.support.live import environment, flask, serving

LONGEST = 1.0  # seconds: the 99th percentile of readers and of officers
#: Seconds between two pages of a person: 7 on average, as TPC-W has it of people who browse a shop.
READS = (2.0, 12.0)
#: Between two answers of an officer, who opens a ticket, looks at it, and types: an answer takes longer than this.
ANSWERS = (10.0, 30.0)
MAY_RESPOND = ("officer", "supervisor")


@dataclass(frozen=True, slots=True)
class Plan:
    """How many come, for how long, and how many rows are imported meanwhile."""

    readers: int = 200
    officers: int = 20
    seconds: float = 120.0
    rows: int = 20_000
    reads: tuple[float, float] = READS
    answers: tuple[float, float] = ANSWERS


LARGE = Plan()


@dataclass(slots=True)
class Seen:
    """What some of them saw: seconds of every answer, and errors by their kind."""

    took: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    def percentile(self, share: int) -> float:
        return statistics.quantiles(self.took, n=100)[share - 1] if len(self.took) > 1 else 0.0

    def line(self, who: str) -> str:
        waits = ", ".join(f"p{share} {1000 * self.percentile(share):.0f} ms" for share in (50, 95, 99))
        return f"{who}: {len(self.took):,} answers, {waits}; errors: {dict(self.errors) or 'none'}"


@dataclass(slots=True)
class Outcome:
    """``imported``: the import's exit code; None while it was still at work when the time was over."""

    readers: Seen = field(default_factory=Seen)
    officers: Seen = field(default_factory=Seen)
    imported: int | None = None

    def failed(self) -> list[str]:
        """Why this run is no good; empty when it is."""
        groups = {"readers": self.readers, "officers": self.officers}
        wrong = [f"{who} saw errors" for who, seen in groups.items() if seen.errors or not seen.took]
        wrong += [f"p99 of {who} is over {LONGEST} s" for who, seen in groups.items() if seen.percentile(99) >= LONGEST]
        return wrong + (["the import failed"] if self.imported else [])


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.front", description=__doc__)
    parser.add_argument("--tickets", type=int, default=20_000, help="size of the city")
    parser.add_argument("--readers", type=int, default=LARGE.readers)
    parser.add_argument("--officers", type=int, default=LARGE.officers)
    parser.add_argument("--seconds", type=float, default=LARGE.seconds)
    options = parser.parse_args()
    kept = ROOT / "var" / "bench" / str(options.tickets)
    filled(kept, options.tickets)
    scratch = ROOT / "var" / "bench" / "front"
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(kept, scratch)
    outcome = run(settings_of(scratch), Plan(options.readers, options.officers, options.seconds))
    print(outcome.readers.line("readers"))
    print(outcome.officers.line("officers"))
    print(f"import: {'still at work' if outcome.imported is None else f'code {outcome.imported}'}")
    wrong = outcome.failed()
    print("\n".join(wrong) or "holds")
    return 1 if wrong else 0


def run(settings: Settings, plan: Plan) -> Outcome:
    """Serve the filled city behind nginx and let all of them come. The data directory is changed."""
    outcome = Outcome()
    paths = _paths(settings)
    with ExitStack() as running:
        live = running.enter_context(serving(settings, TRUSTED_PROXIES="1", WEB_WORKERS="2", RATE_LIMIT="1200"))
        front = running.enter_context(nginx.in_front_of(urlsplit(live.address).netloc))
        visits = _visits(settings, front.address, plan.officers)
        deadline = time.monotonic() + plan.seconds
        tasks = [
            (_reader(front.port, number, paths, outcome.readers), plan.reads) for number in range(plan.readers)
        ] + [(_officer(visit, codes, outcome.officers), plan.answers) for visit, codes in visits]
        threads = [threading.Thread(target=_again, args=(task, deadline, think)) for task, think in tasks]
        with _importing(settings, plan.rows) as process:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            outcome.imported = process.poll()
    return outcome


def _again(task: Callable[[], None], deadline: float, think: tuple[float, float]) -> None:
    """One person: does something, looks at it for a while, does the next."""
    time.sleep(random.uniform(0, think[1]))
    while time.monotonic() < deadline:
        task()
        time.sleep(random.uniform(*think))


def _paths(settings: Settings) -> list[str]:
    """What readers ask for: tickets, searches, the map's circles, scorecards, the entrance."""
    found = addresses.facts(settings)
    city = cities.load(settings.city)
    kinds = [addresses.ticket_pages(found), addresses.search_pages(found), addresses.cells(found, city)]
    many = [path for kind in kinds for path in kind[:500]]
    return [*many, *addresses.scorecards(found)[:200], *["/", "/map", "/agencies"] * 50]


def _reader(port: int, number: int, paths: Sequence[str], seen: Seen) -> Callable[[], None]:
    """Each from an address of its own, as nginx' limits count them."""
    headers = {"X-Test-Visitor": f"198.18.{number // 250}.{number % 250 + 1}", "Accept-Encoding": "gzip, br"}
    dice = random.Random(number)

    def read() -> None:
        began = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", dice.choice(paths), headers=headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status >= 400:
                seen.errors[str(answer.status)] += 1
        except (OSError, http.client.HTTPException) as error:
            seen.errors[type(error).__name__] += 1
        finally:
            connection.close()
            seen.took.append(time.perf_counter() - began)

    return read


def _visits(settings: Settings, address: str, many: int) -> list[tuple[DeskVisit, Iterator[str]]]:
    """So many signed-in officers, each with open tickets of its agency that no other has."""
    known = [officer for officer in officers(settings) if officer.role in MAY_RESPOND]
    found = []
    for number in range(many):
        officer = known[number % len(known)]
        codes = open_tickets(settings, officer.agency, 400)[number::many]
        visitor = f"198.19.0.{number + 1}"
        found.append((DeskVisit(address, officer.email, officer.password, visitor), iter(codes)))
    return found


def _officer(visit: DeskVisit, codes: Iterator[str], seen: Seen) -> Callable[[], None]:
    """Looks at the queue, answers a ticket; without one left only looks."""

    def work() -> None:
        try:
            visit.queue()
            code = next(codes, None)
            if code is not None:
                visit.respond(code, f"Kami sudah memeriksa lokasi laporan {code}.")
        except (OSError, RuntimeError) as error:
            seen.errors[str(error)[:80]] += 1
        seen.took.extend(visit.took)
        visit.took.clear()

    return work


@contextmanager
def _importing(settings: Settings, rows: int) -> Iterator[subprocess.Popen[bytes]]:
    """Complaints of another source come in meanwhile; what is not in when the block ends is given up.

    In a session of its own, as systemd-run starts it: that is what niceness goes by.
    """
    file = Path(settings.data) / "more.csv"
    write(file, rows)
    command, nothing = flask("import", "csv", str(file), "--mapping", str(MAPPING)), subprocess.DEVNULL
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(settings), stdout=nothing, stderr=nothing, start_new_session=True
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


if __name__ == "__main__":
    sys.exit(main())
