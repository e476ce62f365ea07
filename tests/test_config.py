"""Settings come from the environment; one that cannot be used is refused by name before anything starts."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from portal.config import Settings, environment_of, flask_settings, from_environment, own

KEY = "k" * 32


def settings(data: Path, **env: str) -> Settings:
    return from_environment({"PANTAU_DATA": str(data), **env})


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    found = settings(tmp_path)
    assert found.database_url == f"sqlite:///{tmp_path / 'pantau.db'}"
    assert (found.city, found.search_engine) == ("jakarta-selatan", "tantivy")
    assert (found.host, found.port, found.web_workers) == ("127.0.0.1", 8000, 2)
    assert (found.public_url, found.basemap, found.redis_url, found.trusted_proxies) == ("", "", "", 0)


def test_an_empty_variable_is_one_that_is_not_set(tmp_path: Path) -> None:
    names = ["DATABASE_URL", "REDIS_URL", "CITY", "SEARCH_ENGINE", "PUBLIC_URL", "BASEMAP", "TRUSTED_PROXIES", "PORT"]
    names += ["TRUSTED_HOSTS", "HSTS", "RATE_LIMIT", "METRICS_TOKEN", "ACCESS_LOG", "NIGHTLY_FILES", "PATTERNS"]
    assert settings(tmp_path, SECRET_KEY=KEY, **dict.fromkeys(names, "")) == settings(tmp_path, SECRET_KEY=KEY)


@pytest.mark.parametrize("prefix", ["postgres://", "postgresql://", "postgresql+psycopg://"])
def test_postgresql_is_reached_by_the_driver_that_comes_with_the_portal(tmp_path: Path, prefix: str) -> None:
    assert settings(tmp_path, DATABASE_URL=f"{prefix}u@host/x").database_url == "postgresql+psycopg://u@host/x"


def test_photos_lie_in_the_data_directory_or_where_the_operator_says(tmp_path: Path) -> None:
    assert settings(tmp_path).media_url == str(tmp_path / "media")
    assert settings(tmp_path, MEDIA_URL=f" {tmp_path}/elsewhere/ ").media_url == f"{tmp_path}/elsewhere"
    assert settings(tmp_path, MEDIA_URL="s3://photos.kota/portal/1/").media_url == "s3://photos.kota/portal/1"
    assert environment_of(settings(tmp_path, MEDIA_URL="s3://photos"))["MEDIA_URL"] == "s3://photos"


@pytest.mark.parametrize("url", ["redis://host:6379/1", "rediss://u:p@host", "unix:///run/redis.sock"])
def test_redis_is_reached_by_network_or_socket(tmp_path: Path, url: str) -> None:
    assert settings(tmp_path, REDIS_URL=url).redis_url == url


@pytest.mark.parametrize("url", ["https://{s}.tiles.example/{z}/{x}/{y}.png", "http://tiles.example/{z}/{x}/{-y}.png"])
def test_a_basemap_is_an_address_of_raster_tiles(tmp_path: Path, url: str) -> None:
    assert settings(tmp_path, BASEMAP=url).basemap == url


def test_the_number_of_proxies_is_read(tmp_path: Path) -> None:
    assert settings(tmp_path, TRUSTED_PROXIES=" 2 ").trusted_proxies == 2


def test_the_public_address_has_no_slash_at_its_end(tmp_path: Path) -> None:
    assert settings(tmp_path, PUBLIC_URL="https://pantau.example/").public_url == "https://pantau.example"


@pytest.mark.parametrize(
    ("env", "known", "unknown"),
    [
        ({}, {"localhost", "127.0.0.1", "[::1]"}, {"pantau.example", "0.0.0.0"}),
        ({"HOST": "10.0.0.7"}, {"10.0.0.7", "localhost"}, {"10.0.0.8"}),
        ({"HOST": "2001:db8::7"}, {"[2001:db8::7]"}, {"2001:db8::7"}),
        ({"HOST": "0.0.0.0"}, {"localhost"}, {"0.0.0.0"}),
        ({"TRUSTED_HOSTS": " Pantau.example, .kota.example "}, {"pantau.example", ".kota.example", "localhost"}, set()),
        ({"PUBLIC_URL": "https://A.example:8443", "TRUSTED_HOSTS": "b.example"}, {"a.example", "b.example"}, set()),
    ],
)
def test_names_that_are_answered_are_those_that_were_given(
    tmp_path: Path, env: dict[str, str], known: set[str], unknown: set[str]
) -> None:
    found = settings(tmp_path, **env).trusted_hosts
    assert known <= found and not unknown & found


def test_with_a_public_address_alone_every_name_is_answered(tmp_path: Path) -> None:
    assert settings(tmp_path, PUBLIC_URL="https://pantau.example").trusted_hosts == frozenset()


def test_browsers_are_not_told_to_use_tls_for_names_below_unless_the_operator_says_so(tmp_path: Path) -> None:
    assert settings(tmp_path).hsts == "max-age=31536000"
    wanted = "max-age=63072000; includeSubDomains; preload"
    assert settings(tmp_path, HSTS=wanted).hsts == wanted


def test_visitors_are_counted_in_redis_where_there_is_one(tmp_path: Path) -> None:
    def counted(**env: str) -> tuple[object, object]:
        found = flask_settings(settings(tmp_path, **env))
        return found["RATELIMIT_ENABLED"], found["RATELIMIT_STORAGE_URI"]

    assert counted() == (True, "process://")
    assert counted(RATE_LIMIT="0") == (False, "process://")
    assert counted(REDIS_URL="unix:///run/redis.sock") == (True, "redis+unix:///run/redis.sock")
    assert counted(REDIS_URL="redis://host:6379/1") == (True, "redis://host:6379/1")


def test_a_cookie_of_tls_is_this_hosts_alone(tmp_path: Path) -> None:
    secure = flask_settings(settings(tmp_path, PUBLIC_URL="https://a.example"))
    assert (secure["SESSION_COOKIE_NAME"], secure["SESSION_COOKIE_PATH"]) == ("__Host-pantau", "/")
    assert flask_settings(settings(tmp_path))["SESSION_COOKIE_NAME"] == "pantau"


def test_cookies_are_secure_where_the_portal_is_reached_by_https(tmp_path: Path) -> None:
    assert flask_settings(settings(tmp_path, PUBLIC_URL="https://a.example"))["SESSION_COOKIE_SECURE"] is True
    assert flask_settings(settings(tmp_path))["SESSION_COOKIE_SECURE"] is False


def test_the_data_directory_is_its_owners_alone(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir(mode=0o755)
    for name in ("old", "new"):
        own(tmp_path / name)
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o700


def test_a_process_of_ours_is_given_the_same_database_and_index(tmp_path: Path) -> None:
    here = from_environment(
        {"PANTAU_DATA": str(tmp_path), "CITY": "x", "SEARCH_ENGINE": "whoosh", "SECRET_KEY": "k" * 40}
    )
    there = from_environment(environment_of(here))
    kept = ("data", "database_url", "city", "search_engine", "secret_key")
    assert [getattr(there, name) for name in kept] == [getattr(here, name) for name in kept]
