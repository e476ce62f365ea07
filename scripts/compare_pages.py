"""Fetch a thousand pages of a checkout, and say how the pages of two checkouts differ: for refactorings.

Run ``crawl`` with the checkout as working directory and the Python of its ``.venv``; it needs the checkout's
translations (``.mo``) and ``portal/static/vendor``. It signs in, which writes to the data directory: give it a copy.

    python scripts/compare_pages.py crawl OUT1 --data COPY1
    python scripts/compare_pages.py crawl OUT2 --data COPY2 --addresses OUT1/addresses.txt
    python scripts/compare_pages.py diff OUT1 OUT2 --allow wanted.txt

An address is a path, with words before it for all that is not a plain GET: ``HX`` asks as htmx does, ``HEAD``, ``PUT``
and ``POST`` are methods, ``DESK`` is an officer's session (``DESK=validator`` that of validator@...; passwords are in
officers.txt of the data directory). ``{build}`` stands for what static files lie under. Only sign-ins are posted.

``wanted.txt`` lists the wanted differences: ``regular expression => replacement``, one a line, tried on pages of OUT1
that differ; ``#`` begins a comment. Of headers only the presence of ETag and Set-Cookie is compared.
"""

from __future__ import annotations

import argparse
import difflib
import html
import json
import re
import sqlite3
import sys
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock
from urllib.parse import quote_plus, urljoin, urlsplit

HOST = "http://localhost"
LEFT_OUT = frozenset({"content-length", "date", "server"})
PRESENCE = frozenset({"etag", "set-cookie"})  # their values are new each time, or of each build
UNORDERED = frozenset({"allow"})  # a set, written in another order by each process
FROM_LINKS = 3  # addresses of one kind that are only known from links
BUILD = re.compile(r"/static/([0-9a-f]{10})/")
TOKEN = re.compile(r'(name="csrf_token"[^>]*? value=")([^"]*)')
NONCE = re.compile(r"""(nonce[=-]["']?)[^"'> ]+""")
KEPT = re.compile(r"(<(?:pre|textarea)\b.*?</(?:pre|textarea)>)", re.DOTALL)  # white space counts in these
VERDICTS = ("equal byte for byte", "equal but for listed differences", "equal but for white space", "different")

WORDS = r"""
lampu jalan|lampunya|LAMPU  jalanan|banjir -rob|"jalan rusak"|sampah OR limbah|sampah ATAU limbah|drain*|d*|*
status:proses|status:open|status:entah|pernah:koordinasi|ever:validasi -status:selesai|instansi:bina-marga
agency:sudin-sda,sudin-lh|pemegang:satpol|wilayah:tebet|area:31.74.01*|kategori:sampah|kategori:"parkir liar"
kode:JK*|saluran:jaki|masuk:{month}|masuk:{year}-01..{month}|masuk:>{day}|masuk:kapan|hari:>30|hari:2..5|hari:x
tidak:ada|yang di|lmpu jaln|(banjir OR genangan) jalan|NOT banjir|-banjir|("|"tak tertutup|(((|AND OR|a:b:c|:
<script>alert(1)</script>|é ü 中文|+62 812 3456 7890|xyzzyqq|foto dipakai ever:koordinasi hari:<25
pohon tumbang^2|jalan/gang \ %s %(x)s {{ 1 }}|trotoar~|a b c d e f g h i j k l m n o p q r s t u v w x y z aa bb cc dd
"""
FILTERS = """
page=1|page=2|page=3|page=500|page=501|page=x|sort=newest|sort=oldest|sort=waiting&page=2|sort=x|overdue=1|overdue=no
agency={agency}|agency=sudin-sda&agency=sudin-lh|agency=sudin-sda,sudin-lh|agency=entah|category=sampah
category=banjir&category=saluran-air|category=entah|area=31.74.01|area=31.74.01.1001,31.74.02|area=x|channel=jaki
channel=twitter&channel=surel|channel=x|from={day}|to={year}-01-31|from={day}&to={day}|from={day}&to={year}-01-01
from=kemarin|from=0001-01-01&to=9999-12-31|bbox=106.79,-6.26,106.82,-6.23|bbox=106.8,-6.25,106.8001,-6.2499|bbox=1,2,3
bbox=106.9,-6.2,106.7,-6.3|status=open|status=resolved|status=closed|status=x|status=selesai&overdue=1
q=lampu&agency={agency}&status=open&sort=oldest|q=jalan&from={month}-01&area=31.74.01&category=jalan
q=sampah&bbox=106.79,-6.26,106.82,-6.23&page=2|q=lampu&page=3&sort=newest|q={code}|q={code}&status=open|unknown=1
q=banjir&overdue=1&sort=waiting|status=menunggu,proses&channel=jaki&sort=waiting|q=xyzzyqq&status=open|q=lmpu&area=31.74.01
"""
ODD = """
/|/en/|/tickets|/en/tickets|/nothing|/en/nothing|/tickets/|/tickets.xml|/nothing.json|/nothing.csv|/tickets/JK0000000000
/en/tickets/JK0000000000|/tickets/JK0000000000.json|/tickets/JK0000000000.atom|/tickets/%00|/tickets/%3Cb%3E
/tickets/{near}|/tickets/{typed}|/tickets/{typed}.json|/en/tickets/{typed}.atom|/tickets/{short}|/agencies/entah
/agencies/entah.json|/en/agencies/entah|/agencies?period=1999|/agencies?period=x|/agencies/sudin-sda?period=1999-Q9
/agencies.csv?period=x|/id|/id/tickets?q=a|/en|/de/|/desk|/desk/|/desk/?tab=overdue|/en/desk/tickets/{code}
/desk/sign-out|/desk/nothing|/desk/sign-in|/en/desk/sign-in?next=/desk/|/desk/sign-in?next=//example.org
/static/nothing.css|/static/{build}/nothing.css|/static/../wsgi.py|/static/%2e%2e/wsgi.py
/static/0123456789/css/pantau.css|/static/css/pantau.css|/static/js/map.js|/map/nothing|/map/frame|/map/frame?q=lampu
/robots.txt|/en/robots.txt|/sitemap.xml|/en/sitemap.xml|/healthz|/readyz|/methodology|/en/methodology|/favicon.ico
/map/areas.json?level=kecamatan|/map/areas.json?level=kelurahan|/map/areas.json?level=x|/map/areas.json|/tickets.csv
/tickets.csv?bom=1&q=lampu|HEAD /tickets.csv|HEAD /tickets|HEAD /desk/|PUT /tickets|PUT /en/|PUT /tickets.json
PUT /desk/|PUT /healthz|HX /nothing|HX /tickets?q={code}|HX /en/tickets?q={code}|HX /map?q=lampu|HX /|HX /agencies
HX /tickets/JK0000000000|DESK /tickets|DESK /desk/sign-in|DESK /desk/sign-out|DESK /desk/nothing
DESK /desk/tickets/JK0000000000|DESK PUT /desk/|POST /desk/sign-in|DESK /desk/?tab=x&page=999|/compare.csv?of=x
"""
QUEUES = "tab=all tab=answer tab=overdue tab=soon tab=asked tab=elsewhere tab=check q=jalan q=xyzzyqq page=2 page=x"
VERBS = "respond validate refuse answer ask route instruct transfer return reject merge close reopen note correct"
#: Tickets of each status and visibility, with each kind of event, with much that happened, and with others merged in.
CODES = """SELECT code FROM (SELECT code, row_number() OVER (PARTITION BY status, visibility ORDER BY id DESC) AS n
FROM ticket) WHERE n <= 3 UNION SELECT code FROM (SELECT t.code, row_number() OVER (PARTITION BY e.kind ORDER BY
e.seq DESC) AS n FROM event e JOIN ticket t ON t.id = e.ticket_id) WHERE n <= 4 UNION SELECT code FROM (SELECT code
FROM ticket ORDER BY handoffs + reopened + disputed + responses DESC, id LIMIT 8) UNION SELECT code FROM (SELECT code
FROM ticket WHERE id IN (SELECT duplicate_of FROM ticket) ORDER BY id DESC LIMIT 4) ORDER BY code"""
NEXT_DAY = "SELECT max(recorded_at) + 86400 FROM event"
HELD = """SELECT t.code FROM ticket t JOIN agency a ON a.id = t.holder_id LEFT JOIN draft d ON d.ticket_id = t.id WHERE
a.slug = 'sudin-bina-marga' AND t.ended_at IS NULL ORDER BY d.ticket_id IS NULL, t.id DESC LIMIT 15"""
AGENCIES = """SELECT slug FROM (SELECT a.slug, row_number() OVER (PARTITION BY a.kind ORDER BY count(*) DESC, a.slug)
AS n FROM agency a JOIN ticket t ON t.agency_id = a.id GROUP BY a.id) WHERE n <= 2 ORDER BY slug"""


class Page(NamedTuple):
    """An answer as it came. ``head``: status and headers as lines."""

    address: str
    head: str
    body: bytes


@dataclass
class Visitor:
    """Asks an application as the public and as officers. ``officers``: name before the @ -> (address, password)."""

    app: Any
    officers: dict[str, list[str]]
    build: str = ""
    _clients: dict[str, Any] = field(default_factory=dict)

    def get(self, address: str) -> Page:
        """The answer to an address with its words; asked again with its ETag, if it has one."""
        *words, path = address.split(" ")
        method = next((word for word in words if word in ("HEAD", "PUT", "POST")), "GET")
        headers = {"HX-Request": "true"} if "HX" in words else {}
        client = self._client(next((word for word in words if word.startswith("DESK")), ""))
        asked = {"path": path.replace("{build}", self.build), "base_url": HOST, "method": method}
        answer = client.open(**asked, headers=headers)
        body = answer.get_data()
        told = [(name.lower(), value) for name, value in answer.headers if name.lower() not in LEFT_OUT]
        told = [(name, ", ".join(sorted(value.split(", "))) if name in UNORDERED else value) for name, value in told]
        head = sorted(f"{name}: {'*' if name in PRESENCE else value}" for name, value in told)
        if "ETag" in answer.headers:
            again = client.open(**asked, headers={**headers, "If-None-Match": answer.headers["ETag"]})
            head.append(f"asked again: {again.status_code}")
        return Page(address, "\n".join([f"status: {answer.status_code}", *head, ""]), body)

    def _client(self, word: str) -> Any:
        """A browser without cookies, or one in which an officer has signed in."""
        if word in self._clients:
            return self._clients[word]
        client = self._clients[word] = self.app.test_client(use_cookies=bool(word))
        if word:
            email, password, *_ = self.officers[word.partition("=")[2] or next(iter(self.officers))]
            token = TOKEN.search(client.get("/desk/sign-in", base_url=HOST).get_data(as_text=True))
            form = {"csrf_token": token[2] if token else "", "email": email, "password": password}
            if client.post("/desk/sign-in", base_url=HOST, data=form).status_code != 302:
                raise SystemExit(f"{email} cannot sign in")
        return client


def crawl(out: Path, data: Path, addresses: Path | None, at: datetime | None) -> int:
    """Fetch what the file lists, or what is found, and keep it in ``out``. 1 when a page failed."""
    sys.path.insert(0, str(Path.cwd()))
    from portal import clock, create_app
    from portal.config import from_environment

    listed = addresses.read_text().splitlines() if addresses else []
    told = [datetime.fromisoformat(line.removeprefix("# at ")) for line in listed if line.startswith("# at ")]
    moment = at or (told or [datetime.fromtimestamp(int(_column(data, NEXT_DAY)[0]), UTC)])[0]
    officers = {line.split("@")[0]: line.split() for line in (data / "officers.txt").read_text().splitlines()}
    with mock.patch.object(clock, "now", return_value=moment):
        visitor = Visitor(create_app(from_environment({"PANTAU_DATA": str(data)})), officers)
        visitor.build = BUILD.findall(visitor.get("/").body.decode())[0]
        wanted = [line for line in listed if line and not line.startswith("#")]
        return keep(out, moment, map(visitor.get, wanted) if wanted else discovered(visitor, seeds(data, moment)))


def _column(data: Path, question: str) -> list[str]:
    with sqlite3.connect(f"file:{data / 'pantau.db'}?mode=ro", uri=True) as database:
        return [str(row[0]) for row in database.execute(question)]


def keep(out: Path, moment: datetime, pages: Iterable[Page]) -> int:
    """Write the pages as they come, and say how many there were of each kind. 1 when one failed."""
    (out / "pages").mkdir(parents=True)
    index: list[Entry] = []
    for number, page in enumerate(pages):
        (out / "pages" / f"{number:04}").write_bytes(page.body)
        index.append({"address": page.address, "file": f"{number:04}", "head": page.head})
    (out / "index.json").write_text(json.dumps(index, indent=1))
    (out / "addresses.txt").write_text("\n".join([f"# at {moment}", *(entry["address"] for entry in index), ""]))
    statuses = Counter(entry["head"].split()[1] for entry in index)
    for what, count in [*sorted(Counter(_kind(entry["address"]) for entry in index).items()), *statuses.items()]:
        sys.stdout.write(f"{count:5}  {what}\n")
    sys.stdout.write(f"{len(index):5}  addresses at {moment}\n")
    return int(any(status[0] == "5" for status in statuses))


def _kind(address: str) -> str:
    """What addresses have in common: words, language, view, whether they have a query."""
    path, question, _ = address.partition("?")
    return re.sub(r"(?<!/en)(?<=\w)/(?:\{build\}|[^/. ]+)", "/*", path) + question


def discovered(visitor: Visitor, seeds: Iterable[str]) -> Iterator[Page]:
    """The seeds, then breadth first what they link to, as far as there are not too many of a kind."""
    waiting = deque(dict.fromkeys(seeds))
    seen, linked = set(waiting), Counter[str]()
    while waiting:
        page = visitor.get(waiting.popleft())
        yield page
        for address in _links(page):
            few = linked[_kind(address)] < FROM_LINKS and not re.search(r"/tickets\.(csv|json|geojson)", address)
            if address not in seen and (few or "/static/" in address):
                seen.add(address)
                linked[_kind(address)] += 1
                waiting.append(address)


def _links(page: Page) -> Iterator[str]:
    """What a page links to on this host, static files under ``{build}``; of officers only the first goes on."""
    *words, path = page.address.split(" ")
    if not re.search(r"^content-type: text/(?:html|css)", page.head, re.MULTILINE) or (words and words != ["DESK"]):
        return
    for found in re.finditer(r"""(?:\s(?:href|src)="|url\(["']?)([^"')#]+)""", page.body.decode()):
        target = urlsplit(urljoin(HOST + path, html.unescape(found[1])))
        if f"{target.scheme}://{target.netloc}" == HOST and " " not in target.geturl():
            whole = BUILD.sub("/static/{build}/", target.path) + f"?{target.query}" * bool(target.query)
            yield f"DESK {whole}" if words and re.match(r"(/en)?/desk(/|$)", target.path) else whole


def seeds(data: Path, moment: datetime) -> Iterator[str]:
    """Addresses that reach every view with every kind of filter, in both languages, for this database."""
    codes = _column(data, CODES)
    code, day = codes[-1], (moment - timedelta(days=9)).date().isoformat()
    values = {"year": day[:4], "month": day[:7], "day": day, "agency": "sudin-bina-marga", "code": code}
    values |= {"near": code[:-1] + "x", "typed": f"{code[:2].lower()}-{code[2:8]}-{code[8:]}", "short": code[2:]}

    def filled(texts: str) -> list[str]:
        parts = re.split(r"[|\n]+", texts.strip())
        return [re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), part) for part in parts]

    filters = [*filled(FILTERS), "q=" + "panjang+" * 60]
    filters += _column(data, "SELECT DISTINCT 'status=' || status FROM ticket ORDER BY 1")
    yield from _lens([*(f"q={quote_plus(words)}" for words in filled(WORDS)), *filters], day)
    yield from _maps(["q=lampu", *filters[::6], "area=31.74.01", "status=open&category=jalan"])
    yield from _agencies(_column(data, AGENCIES), day)
    for ticket in codes:
        yield from (f"/tickets/{ticket}", f"/en/tickets/{ticket}", f"/tickets/{ticket}.json")
    yield from (f"{language}/tickets/{ticket}.atom" for ticket, language in product(codes[::6], ("", "/en")))
    yield from filled(ODD)
    yield from _desk([*_column(data, HELD), *codes[::9]], codes)


def _lens(queries: list[str], day: str) -> Iterator[str]:
    """Each filter as a list, every third as a fragment, and in one form as a file of one day."""
    for number, query in enumerate(queries):
        file = f"tickets.{('csv', 'json', 'geojson', 'atom')[number % 4]}?from={day}&to={day}&{query}"
        yield from (f"/tickets?{query}", f"/en/tickets?{query}", f"/{file}")
        if number % 3 == 0:
            yield from (f"HX /tickets?{query}", f"/en/{file}")


def _maps(queries: list[str]) -> Iterator[str]:
    boxes = ("bbox=106.74,-6.36,106.87,-6.2", "bbox=106.79,-6.26,106.82,-6.23", "bbox=106.8,-6.25,106.801,-6.249")
    for number, query in enumerate(queries):
        layer = ("cells", "count", "rate", "days", "x")[number % 5]
        yield from (f"/map?{query}", f"/en/map?{query}&layer={layer}", f"HX /map/frame?{query}&{boxes[number % 3]}")
    for box, asked in product(boxes, ("zoom=", "zoom=5&q=lampu", "zoom=18", "zoom=x", "zoom=99&status=open")):
        yield from (f"/map/cells.json?{asked}&{box}", f"/map/cells.json?zoom=16&{asked}&{box}")
        yield from (f"/en/map/cells.json?{asked}&{box}", f"HX /en/map/frame?{asked}&{box}", f"/map?{asked}&{box}")


def _agencies(slugs: list[str], day: str) -> Iterator[str]:
    quarter = f"{day[:4]}-Q{(int(day[5:7]) - 1) // 3 + 1}"
    periods = ("", "?period=all", f"?period={day[:4]}", f"?period={quarter}", f"?period={day[:7]}")
    lists = ("/agencies", "/en/agencies", "/agencies.json", "/agencies.csv", "/compare", "/en/compare", "/compare.json")
    yield from (place + period for place, period in product(lists, periods))
    for slug, (number, period) in product(slugs, enumerate(periods)):
        yield f"/agencies/{slug}{period}"
        if number % 2 == 0:
            yield from (f"/en/agencies/{slug}{period}", f"/agencies/{slug}.json{period}")


def _desk(tickets: list[str], others: list[str]) -> Iterator[str]:
    """The queue with its parts, then tickets with the forms of verbs; each officer sees other parts and verbs."""
    verbs = [*VERBS.split(), "redact", "visibility", "question", "recheck"]
    for query in (*QUEUES.split(), f"q={tickets[0]}"):
        yield from (f"DESK /desk/?{query}", f"DESK=admin /en/desk/?{query}")
    for number, ticket in enumerate(tickets):
        chosen = verbs if number in (0, 4) else (verbs[number % len(verbs)], verbs[(number * 5 + 3) % len(verbs)])
        yield from (f"DESK /desk/tickets/{ticket}", *(f"DESK /desk/tickets/{ticket}/{verb}" for verb in chosen))
        if number % 3 == 0:
            yield f"DESK /en/desk/tickets/{ticket}?tab=overdue&q=jalan"
    for number, officer in enumerate(("kelurahan", "penyelia", "validator", "koordinator", "admin")):
        at = f"DESK={officer} /desk/"
        yield from (at, f"{at}?tab=check", f"DESK={officer} /en/desk/?tab=overdue")
        for ticket, verb in zip(others[number::24], verbs[number:], strict=False):
            yield from (f"{at}tickets/{ticket}", f"{at}tickets/{ticket}/{verb}")


Rules = list[tuple[str, re.Pattern[str], str]]
Entry = dict[str, str]


def diff(first: Path, second: Path, allow: Path | None, show: int, spaces: bool) -> int:
    """Compare by address and report. 1 when something differs that is not listed in ``allow``."""
    old, new = _entries(first), _entries(second)
    rules, used, counts = _rules(allow), Counter[str](), Counter[str]()
    groups: dict[str, list[tuple[str, str]]] = {}
    for address in {**old, **new}:
        verdict, regions = VERDICTS[-1], [("only in one of the two", "")]
        if address in old and address in new:
            verdict, regions = _verdict(old[address], new[address], rules, used)
        counts[verdict] += 1
        for shape, shown in regions:
            groups.setdefault(f"{verdict}: {shape}", []).append((address, shown))
    for what, count in [("addresses", counts.total()), *((verdict, counts[verdict]) for verdict in VERDICTS)]:
        sys.stdout.write(f"{count:5}  {what}\n")
    for line, _, _ in rules:
        sys.stdout.write(f"{used[line]:5}  changed by {line}\n")
    for shape, found in sorted(groups.items(), key=lambda group: -len(group[1]))[:show]:
        some = "  ".join([*(address for address, _ in found[:4]), *["..."] * (len(found) > 4)])
        sys.stdout.write(f"\n== {len(found)} x {shape}\n   {some}\n{found[0][1]}\n")
    return int(counts[VERDICTS[3]] > 0 or (counts[VERDICTS[2]] > 0 and not spaces))


def _entries(out: Path) -> dict[str, Entry]:
    entries = json.loads((out / "index.json").read_text())
    return {entry["address"]: {**entry, "path": str(out / "pages" / entry["file"])} for entry in entries}


def _rules(allow: Path | None) -> Rules:
    lines = [line for line in allow.read_text().splitlines() if "=>" in line and line[0] != "#"] if allow else []
    parts = [(line, *(part.strip() for part in line.split("=>", 1))) for line in lines]
    return [(line, re.compile(old, re.MULTILINE), new) for line, old, new in parts]


def _verdict(old: Entry, new: Entry, rules: Rules, used: Counter[str]) -> tuple[str, list[tuple[str, str]]]:
    """How two answers to one address compare, and the first region of head and body that differs."""
    was, now = _plain(old), _plain(new)
    if was == now:
        return VERDICTS[0], []
    for line, pattern, replacement in rules:
        before, was = was, [pattern.sub(replacement, text) for text in was]
        used[line] += before != was
    if was == now:
        return VERDICTS[1], []
    markup = re.search(r"content-type: .*(?:html|xml)", new["head"])
    same = was[0] == now[0] and markup is not None and _squeezed(was[1]) == _squeezed(now[1])
    return VERDICTS[2 if same else 3], [_region(a, b) for a, b in zip(was, now, strict=True) if a != b]


def _plain(entry: Entry) -> list[str]:
    """Head and body without what is new in each run; bytes that are no UTF-8 stay apart from those that are."""
    texts = [entry["head"], Path(entry["path"]).read_bytes().decode("utf-8", "surrogateescape")]
    texts = [BUILD.sub("/static/build/", text) for text in texts]
    if "/desk" in entry["address"]:
        texts = [NONCE.sub(r"\1", TOKEN.sub(r"\1", text)) for text in texts]
    return texts


def _squeezed(text: str) -> str:
    parts = [part if odd % 2 else re.sub(r"\s+", " ", part) for odd, part in enumerate(KEPT.split(text))]
    return "".join(part if odd % 2 else re.sub(r" ?(<[^>]*>) ?", r"\1", part) for odd, part in enumerate(parts))


def _region(was: str, now: str) -> tuple[str, str]:
    """The shape of the first difference, and the difference to look at: line by line, long lines in pieces."""
    at = _common(was, now)
    start = max(was.rfind("\n", 0, at) + 1, at - 400)
    old, new = (re.split(r"(?<=\n)|(?<=[>,])(?=[^\n])", text[start : at + 2500]) for text in (was, now))
    changes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    _, i, j, k, m = next(change for change in changes if change[0] != "equal")
    gone, come = "".join(old[i:j]), "".join(new[k:m])
    same = _common(gone, come)
    ends = _common(gone[same:][::-1], come[same:][::-1])
    cut = [re.sub(r"\d+", "0", text[same : len(text) - ends])[:100] for text in (gone, come)]
    lines = list(difflib.unified_diff(old[: j + 1], new[: m + 1], n=1))[2:22]
    shown = "".join("   " + line.rstrip("\n")[:200] + "\n" for line in lines)
    return f"{cut[0]!r} -> {cut[1]!r}", shown.encode("utf-8", "replace").decode()


def _common(a: str, b: str) -> int:
    """How many characters two texts begin with in common."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if a[low:middle] == b[low:middle] else (low, middle - 1)
    return low


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, dest="command")
    fetch = commands.add_parser("crawl")
    fetch.add_argument("out", type=Path)
    fetch.add_argument("--data", type=Path, required=True, help="a data directory of its own: it is written to")
    fetch.add_argument("--addresses", type=Path, help="addresses.txt of an earlier crawl; its moment is taken too")
    fetch.add_argument("--at", type=datetime.fromisoformat, help="what time it is, with a zone")
    compare = commands.add_parser("diff")
    compare.add_argument("first", type=Path)
    compare.add_argument("second", type=Path)
    compare.add_argument("--allow", type=Path, help="wanted differences")
    compare.add_argument("--show", type=int, default=20, help="how many shapes of difference are shown")
    compare.add_argument("--spaces", action="store_true", help="white space alone is no failure")
    asked = parser.parse_args()
    if asked.command == "crawl":
        return crawl(asked.out, asked.data.resolve(), asked.addresses, asked.at)
    return diff(asked.first, asked.second, asked.allow, asked.show, asked.spaces)


if __name__ == "__main__":
    sys.exit(main())
