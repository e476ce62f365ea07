"""A mail server is spoken to in secret, after it has proved who it is, and only then told the password."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from portal.mail.delivery import MailOutcome, MailServerFault, deliver
from tests.support.mail_server import mail_server

PASSWORD = "rahasia/ & +"
QUOTED = "rahasia%2F%20%26%20%2B"


@pytest.fixture
def certified(tmp_path: Path) -> Callable[[str], ssl.SSLContext]:
    """Makes a certificate for a name, which stands in tmp_path / name.pem; what a server needs of it."""

    def made(name: str) -> ssl.SSLContext:
        key, who, now = (
            ec.generate_private_key(ec.SECP256R1()),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            datetime.now(UTC),
        )
        subject = x509.Name([who])
        builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        builder = builder.serial_number(1).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        certificate = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        pem = certificate.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        (tmp_path / f"{name}.pem").write_bytes(pem)
        plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        (tmp_path / "key.pem").write_bytes(key.private_bytes(*plain))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / f"{name}.pem", tmp_path / "key.pem")
        return context

    return made


def send(url: str, tmp_path: Path) -> MailOutcome:
    message = EmailMessage()
    message["From"], message["To"], message["Message-ID"] = "portal@kota.example", "warga@contoh.example", "<1@x>"
    message.set_content("Kabar.")
    return deliver(url, tmp_path, message, lambda: True, "bounces+1-a@kota.example")


def test_a_letter_goes_in_secret_to_a_server_that_is_who_it_says(
    certified: Callable[[str], ssl.SSLContext], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server(tls=certified("localhost"), password=PASSWORD.encode()) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "localhost.pem"))
        assert send(f"smtp://pantau:{QUOTED}@localhost:{server.port}?starttls", tmp_path) is MailOutcome.SENT
        assert (server.logins, len(server.mails)) == ([(b"pantau", PASSWORD.encode())], 1)
        assert server.senders == ["bounces+1-a@kota.example"] and server.mails[0]["From"] == "portal@kota.example"


@pytest.mark.parametrize(
    ("named", "trusted", "password", "fault", "logins"),
    [
        ("localhost", False, QUOTED, "SSLCertVerificationError", 0),
        ("other.example", True, QUOTED, "SSLCertVerificationError", 0),
        ("localhost", True, "wrong", "SMTPAuthenticationError 535", 1),
        ("", True, QUOTED, "SMTPNotSupportedError", 0),
    ],
)
def test_neither_letter_nor_password_goes_to_a_server_that_proves_nothing(
    certified: Callable[[str], ssl.SSLContext],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    named: str,
    trusted: bool,
    password: str,
    fault: str,
    logins: int,
) -> None:
    """A certificate that nobody vouches for, or for another name; a wrong password; a server that knows no STARTTLS."""
    tls = certified(named) if named else None
    if named and trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / f"{named}.pem"))
    with mail_server(tls=tls, password=PASSWORD.encode() if tls else b"") as server:
        with pytest.raises(MailServerFault) as error:
            send(f"smtp://pantau:{password}@localhost:{server.port}?starttls", tmp_path)
        assert (str(error.value), server.mails) == (fault, [])
        assert len({login for login in server.logins}) == logins
