"""What a file says of its origin is read, believed where it speaks against the photo, and never a reason to fail."""

from __future__ import annotations

import os
import random
import time

import pytest

from portal.domain.attachment import Provenance
from portal.media.provenance import MOST_BYTES, provenance
from tests.support.signed_photos import SOURCES, photo, signed, step


def xmp(image: bytes, told: str) -> bytes:
    """The JPEG with an XMP packet behind its first marker."""
    packet = b"http://ns.adobe.com/xap/1.0/\x00" + f"<x:xmpmeta><rdf:RDF>{told}</rdf:RDF></x:xmpmeta>".encode()
    return image[:2] + b"\xff\xe1" + (len(packet) + 2).to_bytes(2, "big") + packet + image[2:]


def test_a_manifest_says_what_made_the_picture_and_what_was_done_to_it() -> None:
    camera = step("created", "digitalCapture")
    cases = [
        ([step("created", "trainedAlgorithmicMedia")], Provenance.MACHINE),
        ([camera, step("edited", "compositeWithTrainedAlgorithmicMedia")], Provenance.MACHINE),
        ([camera, step("color_adjustments")], Provenance.EDITED),
        ([camera, step("cropped"), step("resized")], Provenance.CAMERA),
        ([step("created", "somethingNew")], Provenance.UNTOLD),
    ]
    for told, expected in cases:
        assert provenance(signed(*told))[0] is expected, told


def test_it_says_who_says_so_and_that_nobody_vouches_for_the_signer() -> None:
    _found, facts = provenance(signed(step("created", "digitalCapture"), step("drawing")))
    assert facts == {
        "by": "c2pa",
        "signature": "unknown",
        "sources": ["digitalCapture"],
        "steps": ["created", "drawing"],
        "tool": "Test camera",
    }


def test_a_broken_signature_is_said_and_speaks_against_the_photo_only() -> None:
    for source, expected in (("digitalCapture", Provenance.UNTOLD), ("trainedAlgorithmicMedia", Provenance.MACHINE)):
        whole = signed(step("created", source))
        changed = whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:]
        found, facts = provenance(changed)
        assert (found, facts["signature"]) == (expected, "broken")


def test_the_xmp_of_a_file_says_it_in_any_of_its_forms() -> None:
    made = f"{SOURCES}trainedAlgorithmicMedia"
    forms = [
        f'<rdf:Description Iptc4xmpExt:DigitalSourceType="{made}"/>',
        f"<Iptc4xmpExt:DigitalSourceType>\n {made}\n</Iptc4xmpExt:DigitalSourceType>",
        f"<Iptc4xmpExt:DigitalSourceType rdf:resource='{made}/'/>",
    ]
    for form in forms:
        assert provenance(xmp(photo(), form)) == (
            Provenance.MACHINE,
            {"by": "iptc", "sources": ["trainedAlgorithmicMedia"]},
        )
    edited = xmp(photo(), f'<rdf:Description Iptc4xmpExt:DigitalSourceType="{SOURCES}humanEdits"/>')
    assert provenance(edited)[0] is Provenance.EDITED


def test_what_speaks_against_a_photo_wins_over_what_speaks_for_it() -> None:
    made = f'<rdf:Description Iptc4xmpExt:DigitalSourceType="{SOURCES}trainedAlgorithmicMedia"/>'
    both = signed(step("created", "digitalCapture"), image=xmp(photo(), made))
    assert provenance(both) == (Provenance.MACHINE, {"by": "iptc", "sources": ["trainedAlgorithmicMedia"]})


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"%PDF-1.7", b"\xff\xd8\xff", os.urandom(5_000), photo()])
def test_a_file_that_says_nothing_is_untold(data: bytes) -> None:
    assert provenance(data) == (Provenance.UNTOLD, {})


def test_no_broken_file_makes_it_fail_or_takes_long() -> None:
    whole, chance = signed(step("created", "trainedAlgorithmicMedia")), random.Random(1)
    started = time.perf_counter()
    for _ in range(60):
        place, many = chance.randrange(len(whole)), chance.randrange(1, 400)
        provenance(whole[:place])
        provenance(whole[:place] + chance.randbytes(many) + whole[place + many :])
    assert time.perf_counter() - started < 10
    assert provenance(whole[: len(whole) // 2])[1] == {"by": "c2pa", "signature": "unreadable"}


def test_a_file_that_is_too_large_is_not_read() -> None:
    assert provenance(bytes(MOST_BYTES + 1)) == (Provenance.UNTOLD, {})
