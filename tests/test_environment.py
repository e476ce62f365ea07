"""Each variable is understood whole or refused by name; the secret key is made once and never lost by half."""

from __future__ import annotations

import errno
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from portal.config import Settings, from_environment
from portal.environment import SettingsError

KEY = "k" * 32


def settings(data: Path, **env: str) -> Settings:
    return from_environment({"PANTAU_DATA": str(data), **env})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "65536"),
        ("PORT", "http"),
        ("WEB_WORKERS", "0"),
        ("TRUSTED_PROXIES", "-1"),
        ("TRUSTED_PROXIES", "yes"),
        ("SEARCH_ENGINE", "lucene"),
        ("DATABASE_URL", "mysql://u:secret@host/x"),
        ("REDIS_URL", "http://u:secret@host"),
        ("MEDIA_URL", "s3://"),
        ("MEDIA_URL", "s3://Photos"),
        ("MEDIA_URL", "https://host/photos"),
        ("MEDIA_URL", "s3://photos/other prefix"),
        ("PUBLIC_URL", "pantau.example"),
        ("BASEMAP", "ftp://tiles/{z}/{x}/{y}.png"),
        ("BASEMAP", "https://tiles.example/"),
        ("BASEMAP", "jakarta.pmtiles"),
        ("TRUSTED_HOSTS", "https://pantau.example"),
        ("TRUSTED_HOSTS", "pantau.example:8000"),
        ("HSTS", "on"),
        ("HSTS", "max-age=1\r\nX: y"),
        ("RATE_LIMIT", "many"),
        ("METRICS_TOKEN", "secret"),
        ("METRICS_TOKEN", "secret with a space in it"),
        ("ACCESS_LOG", "yes"),
        ("NIGHTLY_FILES", "1"),
        ("PATTERNS", "true"),
    ],
)
def test_a_bad_variable_is_named_and_a_password_in_it_is_not_shown(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"^{name} must ") as error:
        settings(tmp_path, **{name: value})
    assert "secret" not in str(error.value)


def test_a_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    made = settings(tmp_path / "new").secret_key
    assert len(made) == 64 and settings(tmp_path / "new").secret_key == made
    assert stat.S_IMODE((tmp_path / "new" / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["secret-key"], "nothing is left of its making"


@pytest.mark.parametrize("kept", ["", "\n", "0123456789abcdef"])
def test_a_secret_key_that_was_cut_off_is_refused_with_what_to_do(tmp_path: Path, kept: str) -> None:
    (tmp_path / "secret-key").write_text(kept)
    with pytest.raises(SettingsError, match=r"secret-key is not whole.*Put it back.*delete the file") as e:
        settings(tmp_path)
    assert not kept.strip() or kept not in str(e.value)


def test_a_short_secret_key_is_refused_and_not_shown(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"^SECRET_KEY must have at least 32 characters") as error:
        settings(tmp_path, SECRET_KEY="hunter2")
    assert "hunter2" not in str(error.value)


def test_a_disk_that_fills_while_the_key_is_written_leaves_no_half_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(OSError, match="No space left"):
            settings(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert len(settings(tmp_path).secret_key) == 64


def test_processes_that_start_at_once_have_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as at_once:
        keys = set(at_once.map(lambda _n: settings(tmp_path).secret_key, range(16)))
    assert len(keys) == 1


def test_a_secret_key_that_is_given_is_kept_nowhere(tmp_path: Path) -> None:
    assert settings(tmp_path, SECRET_KEY=KEY).secret_key == KEY
    assert list(tmp_path.iterdir()) == []


def test_a_mail_server_is_taken_with_who_sends_and_where_links_lead(tmp_path: Path) -> None:
    known = {"SECRET_KEY": KEY, "PUBLIC_URL": "https://pantau.example", "MAIL_FROM": "portal@kota.example"}
    for url in ("smtp://nama:rahasia@surel.example:587?starttls", "smtps://surel.example", "file:", ""):
        assert settings(tmp_path, SMTP_URL=url, **known).smtp_url == url
    assert settings(tmp_path, SECRET_KEY=KEY, SMTP_URL="file:").mail_from == "pantau@localhost"
    for wrong in ("http://rahasia@surel.example", "smtp://", "rahasia"):
        with pytest.raises(SettingsError, match=r"^SMTP_URL must be like") as error:
            settings(tmp_path, SMTP_URL=wrong, **known)
        assert "not" not in str(error.value) and "rahasia" not in str(error.value)
    for name in ("PUBLIC_URL", "MAIL_FROM"):
        with pytest.raises(SettingsError, match=r"^SMTP_URL needs PUBLIC_URL"):
            settings(tmp_path, SMTP_URL="smtp://surel.example", **{**known, name: ""})
    with pytest.raises(SettingsError, match=r"^MAIL_FROM"):
        settings(tmp_path, SECRET_KEY=KEY, MAIL_FROM="Portal <portal@kota.example>")
    assert (
        settings(tmp_path, SECRET_KEY=KEY, MAIL_BOUNCES=" bounces@kota.example ").mail_bounces == "bounces@kota.example"
    )
    for wrong in ("bounces", "bounces+x@kota.example", f"{'b' * 21}@kota.example"):
        with pytest.raises(SettingsError, match=r"^MAIL_BOUNCES must"):
            settings(tmp_path, SECRET_KEY=KEY, MAIL_BOUNCES=wrong)
