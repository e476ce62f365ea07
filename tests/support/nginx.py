"""The real nginx with the configuration of deploy/, its places alone put elsewhere, in front of anything."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.live import ROOT
from tests.support.need import missing
from tests.support.processes import answers, free_port, wait_for
from tests.support.scratch import new_directory

SITE = ROOT / "deploy" / "nginx.conf"
NAME = "pantau.example.go.id"
#: What Debian's own nginx.conf says around a site, and what makes it stay in front of the tests that started it.
#: Who connects from this machine may say where it comes from, so that a test can be several visitors.
AROUND = """daemon off;
pid {here}/pid;
error_log {here}/error.log crit;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {here}/body;
    proxy_temp_path {here}/proxy;
    fastcgi_temp_path {here}/fastcgi;
    uwsgi_temp_path {here}/uwsgi;
    scgi_temp_path {here}/scgi;
    set_real_ip_from 127.0.0.1;
    real_ip_header X-Test-Visitor;
    include {here}/site.conf;
}}
"""


@dataclass(frozen=True, slots=True)
class Front:
    """A running nginx; ``directory`` holds what it writes."""

    address: str
    port: int
    directory: Path


def program() -> str:
    """Where nginx is; Debian puts it where only root looks. Skips the test where it is missing."""
    return shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin") or missing("nginx", "apt-get install nginx")


def site(directory: Path, port: int, upstream: str) -> str:
    """The site of deploy/ with other places. Raises AssertionError where a place is not found as expected."""
    text = SITE.read_text()
    places = {
        "unix:/run/pantau/web.sock": upstream,
        "/var/cache/nginx/pantau": f"{directory}/cache",
        "/var/log/nginx/": f"{directory}/",
        "/srv/pantau/deploy": str(ROOT / "deploy"),
        "    listen 80;\n    listen [::]:80;\n": f"    listen 127.0.0.1:{port};\n",
        f"server_name {NAME};": f"server_name {NAME} localhost 127.0.0.1;",
    }
    for place, other in places.items():
        assert place in text, place
        text = text.replace(place, other)
    return text


def write(directory: Path, port: int, upstream: str) -> Path:
    """The whole configuration; the file to give to nginx."""
    (directory / "site.conf").write_text(site(directory, port, upstream))
    whole = directory / "nginx.conf"
    whole.write_text(AROUND.format(here=directory))
    return whole


@contextmanager
def in_front_of(upstream: str) -> Iterator[Front]:
    """nginx before ``upstream`` (host:port or unix:path) until the block ends."""
    directory = new_directory("pantau-nginx-")
    directory.chmod(0o755)  # nginx's workers are another user's where root starts it
    port = free_port()
    process = subprocess.Popen([program(), "-p", str(directory), "-c", str(write(directory, port, upstream))])
    try:
        wait_for(lambda: answers(port))
        yield Front(f"http://127.0.0.1:{port}", port, directory)
    finally:
        process.terminate()
        process.wait(timeout=30)
        shutil.rmtree(directory, ignore_errors=True)
