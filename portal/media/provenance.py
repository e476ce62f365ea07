"""Where a photo comes from by its own account: a C2PA manifest in the file, or the IPTC digital source type in its XMP.

Nothing is fetched: neither a manifest that lies elsewhere nor lists of revoked certificates. A file that says nothing
proves nothing, and so does one that says "taken by a camera": who strips or forges the account is not found by it.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import c2pa

from ..domain.attachment import Provenance

#: What is read of a file and of what the manifests in it say; a larger one counts as saying nothing that can be read.
MOST_BYTES, MOST_TOLD = 64_000_000, 2_000_000
#: IPTC's digital source types, by their last part; one that stands in none of these is said and counts as nothing.
MACHINE = {
    *("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "compositeSynthetic", "algorithmicMedia"),
    *("trainedAlgorithmicData", "dataDrivenMedia", "virtualRecording"),
}
EDITED = {"humanEdits", "minorHumanEdits", "algorithmicallyEnhanced", "composite", "digitalCreation", "digitalArt"}
CAMERA = {"digitalCapture", "computationalCapture", "compositeCapture", "negativeFilm", "positiveFilm", "print"}
#: Steps of a manifest that leave what is seen as it was, or only cut it; after any other one a photo is edited.
HARMLESS = {
    *("created", "opened", "published", "converted", "transcoded", "repackaged", "orientation", "resized", "cropped"),
    *("resized.proportional", "edited.metadata", "redacted", "watermarked.bound", "watermarked.unbound", "unknown"),
}
_SETTINGS = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
_XMP = re.compile(rb"""DigitalSourceType(?:\s+rdf:resource)?\s*(?:=\s*["']|>)\s*([^"'<\s]{1,200})""")


def provenance(data: bytes) -> tuple[Provenance, dict[str, Any]]:
    """What the file says and by what: ``by``, ``sources``, ``steps``, ``tool``, and of a manifest ``signature``.

    ``signature``: "trusted" by a known signer, "unknown" when nobody vouches for the signer, "broken" when the file was
    changed after it was signed or the signature is none. A broken one is believed only where it speaks against the
    photo; one that cannot be read at all is "unreadable" and says nothing.
    """
    if len(data) > MOST_BYTES:
        return Provenance.UNTOLD, {}
    signed = _manifest(data)
    stated = {"by": "iptc", "sources": found} if (found := _stated(data)) else {}
    by_either = sorted((_judged(facts), number) for number, facts in enumerate((signed, stated)) if facts)
    if not by_either:
        return Provenance.UNTOLD, {}
    judged, number = by_either[-1]
    return _WORST[judged], (signed, stated)[number]


_WORST = [Provenance.UNTOLD, Provenance.CAMERA, Provenance.EDITED, Provenance.MACHINE]


def _judged(facts: dict[str, Any]) -> int:
    """The place in _WORST of what was told."""
    sources, broken = set(facts.get("sources", ())), facts.get("signature") == "broken"
    if sources & MACHINE:
        return 3
    if sources & EDITED or any(step not in HARMLESS for step in facts.get("steps", ())):
        return 2
    return 1 if sources & CAMERA and not broken else 0


def _stated(data: bytes) -> list[str]:
    """IPTC's digital source types in the XMP. The packet is searched, not parsed: no entity, no depth, no bomb."""
    return sorted({_last_part(found.decode("ascii", "replace")) for found in _XMP.findall(data)[:10]})


def _last_part(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2][:80]


def _manifest(data: bytes) -> dict[str, Any]:
    try:
        with (
            c2pa.Context.from_dict(_SETTINGS) as context,
            c2pa.Reader(None, io.BytesIO(data), context=context) as reader,
        ):
            said, state = reader.json(), reader.get_validation_state()
            told = json.loads(said) if len(said) <= MOST_TOLD else None
    except c2pa.C2paError.ManifestNotFound:
        return {}
    except (c2pa.C2paError, ValueError, RecursionError):
        return {"by": "c2pa", "signature": "unreadable"} if b"jumb" in data else {}
    if not isinstance(told, dict):
        return {"by": "c2pa", "signature": "unreadable"}
    actions = list(_actions(told))
    generator = [info.get("name") for info in _active(told).get("claim_generator_info", ()) if isinstance(info, dict)]
    return {
        "by": "c2pa",
        "signature": {"Trusted": "trusted", "Valid": "unknown"}.get(state or "", "broken"),
        "sources": sorted({_last_part(str(one["digitalSourceType"])) for one in actions if "digitalSourceType" in one}),
        "steps": sorted({str(one.get("action", ""))[:80].removeprefix("c2pa.") for one in actions}),
        "tool": str(generator[0])[:80] if generator else "",
    }


def _active(told: dict[str, Any]) -> dict[str, Any]:
    found = told.get("manifests", {}).get(told.get("active_manifest"), {})
    return found if isinstance(found, dict) else {}


def _actions(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Of the file's own manifest and of those of the pictures that it was made from."""
    for manifest in list(told.get("manifests", {}).values())[:50]:
        for assertion in manifest.get("assertions", ()):
            if str(assertion.get("label", "")).startswith("c2pa.actions"):
                yield from [one for one in assertion.get("data", {}).get("actions", ()) if isinstance(one, dict)][:200]
