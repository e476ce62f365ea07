"""Photos with a C2PA manifest, signed by a certificate that is made here and that nobody vouches for."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from PIL import Image

SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def photo(colour: str = "teal") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (120, 90), colour).save(written, "JPEG")
    return written.getvalue()


def signed(*actions: dict[str, Any], image: bytes | None = None) -> bytes:
    """The image with a manifest that tells these actions."""
    told = {
        "claim_generator_info": [{"name": "Test camera", "version": "1"}],
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": list(actions)}}],
    }
    written = io.BytesIO()
    with c2pa.Builder(json.dumps(told)) as builder:
        builder.sign(_signer(), "image/jpeg", io.BytesIO(image or photo()), written)
    return written.getvalue()


def step(action: str, source: str = "") -> dict[str, Any]:
    return {"action": f"c2pa.{action}", **({"digitalSourceType": SOURCES + source} if source else {})}


@cache
def _signer() -> c2pa.Signer:
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _certificate("Test root", "Test root", root_key, root_key)
    own = _certificate("Test signer", "Test root", key, root_key)
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return c2pa.Signer.from_info(
        c2pa.C2paSignerInfo(b"es256", own.public_bytes(pem) + root.public_bytes(pem), private, None)
    )


def _certificate(
    name: str, issuer: str, key: ec.EllipticCurvePrivateKey, by: ec.EllipticCurvePrivateKey
) -> x509.Certificate:
    root, now = key is by, datetime.now(UTC)
    usage = dict.fromkeys(("content_commitment", "key_encipherment", "data_encipherment"), False)
    usage |= {"key_agreement": False, "encipher_only": False, "decipher_only": False}
    builder = (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(root, None), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=not root, key_cert_sign=root, crl_sign=root, **usage), critical=True
        )
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
    )
    if not root:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
    return builder.sign(by, hashes.SHA256())


def _named(name: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Test")]
    )
