"""The second factor: six digits from an application on the telephone (TOTP, RFC 6238), or a recovery code, once."""

from __future__ import annotations

from collections.abc import Sequence

import pyotp
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from .. import clock
from ..domain.second_factor import new_recovery_codes, plain_code
from ..domain.secret_token import token_hash
from ..domain.staff_act import StaffAct
from ..domain.status import Refused
from ..extensions import db
from ..models import Officer, RecoveryCode
from . import throttle
from .audit import By, note
from .log import change
from .sign_in import Visitor

STEP = 30  # seconds that a code is good for; the one before and the one after are taken too: clocks differ


def new_secret() -> str:
    """A secret for the telephone and for us."""
    return pyotp.random_base32()


def address_of(secret: str, email: str, issuer: str) -> str:
    """The otpauth address that the QR code holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def set_up(officer_id: int, secret: str, code: str, by: By) -> Sequence[str]:
    """Keep the secret when the code proves that the telephone has it too; the recovery codes, shown this once.

    Raises Refused (``code_wrong``).
    """
    step = _step(secret, code, None)
    if step is None:
        raise Refused("code_wrong")
    session = db.session()
    with change(session):
        officer = session.get_one(Officer, officer_id)
        officer.totp_secret, officer.totp_step = secret, step
        codes = _new_codes(session, officer_id)
        note(session, StaffAct.SECOND_FACTOR_SET, by, about=officer_id)
    return codes


def renew_codes(officer_id: int, by: By) -> Sequence[str]:
    """A new set of recovery codes; those of before work no more."""
    session = db.session()
    with change(session):
        codes = _new_codes(session, officer_id)
        note(session, StaffAct.SECOND_FACTOR_SET, by, about=officer_id)
    return codes


def remove(officer_id: int, by: By) -> None:
    """Forget the second factor, for a lost telephone; who must have one is asked to set one up at the next sign-in."""
    session = db.session()
    with change(session):
        officer = session.get_one(Officer, officer_id)
        officer.totp_secret = officer.totp_step = None
        session.execute(delete(RecoveryCode).where(RecoveryCode.officer_id == officer_id))
        note(session, StaffAct.SECOND_FACTOR_REMOVED, by, about=officer_id)


def check(officer_id: int, code: str, visitor: Visitor) -> int | None:
    """0 when the code is right; seconds to wait after too many wrong ones; None when it is wrong."""
    session = db.session()
    trier = throttle.Trier(f"code of {officer_id}", visitor.address, visitor.key)
    wait = throttle.seconds_to_wait(session, trier)
    if wait:
        return wait
    with change(session):
        by = By(officer_id, visitor.address)
        if _takes(session, session.get_one(Officer, officer_id), code, by):
            throttle.forget_failures(session, trier)
            return 0
        throttle.note_failure(session, trier)
        note(session, StaffAct.SIGN_IN_REFUSED, By(None, visitor.address), about=officer_id, detail="code")
    return None


def _takes(session: Session, officer: Officer, code: str, by: By) -> bool:
    """Whether the code is one of the telephone's that was not used yet, or an unused recovery code."""
    step = _step(officer.totp_secret, code, officer.totp_step) if officer.totp_secret else None
    if step is not None:
        officer.totp_step = step
        return True
    its = (RecoveryCode.officer_id == officer.id) & (RecoveryCode.code_hash == token_hash(plain_code(code)))
    found = session.scalars(select(RecoveryCode).where(its, RecoveryCode.used_at.is_(None))).first()
    if found is None:
        return False
    found.used_at = clock.now()
    note(session, StaffAct.RECOVERY_CODE_USED, by, about=officer.id)
    return True


def _step(secret: str, code: str, last: int | None) -> int | None:
    """The time step that the code is of, if it is later than the last one used; None when it is wrong."""
    digits, now = "".join(code.split()), int(clock.now().timestamp())
    totp = pyotp.TOTP(secret)
    for step in (now // STEP + shift for shift in (-1, 0, 1)):
        if (last is None or step > last) and pyotp.utils.strings_equal(totp.generate_otp(step), digits):
            return step
    return None


def _new_codes(session: Session, officer_id: int) -> Sequence[str]:
    codes = new_recovery_codes()
    session.execute(delete(RecoveryCode).where(RecoveryCode.officer_id == officer_id))
    hashes = {token_hash(plain_code(code)) for code in codes}
    session.add_all(RecoveryCode(officer_id=officer_id, code_hash=digest) for digest in sorted(hashes))
    return codes
