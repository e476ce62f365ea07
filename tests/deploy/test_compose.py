"""The containers run the same programs as the units, pinned and with as little power."""

from __future__ import annotations

import re

import yaml

from tests.support.live import ROOT

DEPLOY = ROOT / "deploy"


def services() -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    return found


def test_every_image_is_pinned() -> None:
    bases = re.findall(r"^FROM (\S+)", (DEPLOY / "Dockerfile").read_text(), re.M)
    images = [*bases, str(services()["nginx"]["image"])]
    assert all(re.search(r":\d+\.\d+\.\d+", image) for image in images), images


def test_web_and_worker_are_restarted_and_may_do_little() -> None:
    for name in ("web", "worker"):
        service = services()[name]
        assert service["restart"] == "always" and service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["depends_on"] == {"upgrade": {"condition": "service_completed_successfully"}}


def test_nginx_in_a_container_has_the_configuration_of_a_machine() -> None:
    command = str(services()["nginx"]["command"])
    assert "server unix:/run/pantau/web.sock;" in (DEPLOY / "nginx.conf").read_text()
    assert "unix:/run/pantau/web.sock,web:8000" in command


def test_the_worker_gives_way_to_the_web_server() -> None:
    assert "cpu_shares" not in services()["web"]  # 1,024, as Docker has it
    assert services()["worker"]["cpu_shares"] == 340
