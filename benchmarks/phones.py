"""What a first visit is like on a cheap phone: Lighthouse with slow 4G and a processor four times slower."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import playwright

from benchmarks.row import Measure, Row, at_least, at_most, failed
from benchmarks.servers import ROOT, Server
from tests.support.browser import FLAGS

PROGRAM = ROOT / "benchmarks/lighthouse/node_modules/lighthouse/cli/index.js"
TRIES = 3  # now and then Chromium loses the record of a visit
RUNS = 3  # the one in the middle counts: a single visit is disturbed by whatever else the machine does
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST, LCP, CLS = 98, 1_800, 0.05


@dataclass(frozen=True, slots=True)
class Visit:
    """``scores``: 0 to 100 by category; ``lcp``: milliseconds until the largest part is drawn; ``cls``: what jumps."""

    scores: Mapping[str, float]
    lcp: float
    cls: float


def phone_rows(server: Server, paths: Mapping[str, str]) -> Iterator[Row]:
    """For each page its worst score, and when and how firmly it stands."""
    if not PROGRAM.exists():
        yield failed("a first visit on a cheap phone", "Lighthouse is not installed: make lighthouse")
        return
    for name, path in paths.items():
        server.get(path)  # made and kept: a first visitor is seldom the first of all
        visits = sorted((visit(server.address + path) for _run in range(RUNS)), key=lambda v: v.scores["performance"])
        middle = visits[RUNS // 2]
        note = ", ".join(f"{category} {middle.scores[category]:g}" for category in CATEGORIES)
        yield at_least(f"Lighthouse, {name}: the least of four", Measure(min(middle.scores.values()), ""), LEAST, note)
        yield at_most(
            f"Lighthouse, {name}: LCP", Measure(middle.lcp, "ms"), LCP, "slow 4G, processor four times slower"
        )
        yield at_most(f"Lighthouse, {name}: CLS", Measure(middle.cls, ""), CLS)


def visit(address: str) -> Visit:
    """One, in a browser of its own with nothing kept. Raises RuntimeError with what Lighthouse says where it fails."""
    node = Path(playwright.__file__).parent / "driver/node"
    with TemporaryDirectory() as directory:
        told = Path(directory) / "report.json"
        flags = " ".join(("--headless=new", *FLAGS))
        options = ["--quiet", "--output=json", f"--output-path={told}", f"--chrome-flags={flags}"]
        only = f"--only-categories={','.join(CATEGORIES)}"
        chrome = shutil.which("chromium") or shutil.which("chromium-browser") or ""
        command = [str(node), str(PROGRAM), address, *options, only]
        environment = {**os.environ, "CHROME_PATH": chrome}
        for _try in range(TRIES):
            run = subprocess.run(command, check=False, env=environment, capture_output=True, text=True, timeout=300)
            if not run.returncode:
                return read(json.loads(told.read_text()))
        raise RuntimeError(f"{address}: {run.stderr.strip()[-500:]}")


def read(report: Mapping[str, Any]) -> Visit:
    """What counts of a report."""
    audits = report["audits"]
    return Visit(
        scores={name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES},
        lcp=audits["largest-contentful-paint"]["numericValue"],
        cls=audits["cumulative-layout-shift"]["numericValue"],
    )
