"""Passkeys as second factor: a device of its owner signs, and only for this hub."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kiosk.domain.audit import AuditDeed
from kiosk.errors import Conflict, NotSignedIn
from kiosk.operations import audit, second_factor, tries
from kiosk.operations.secrets import hashed
from kiosk.store import passkeys as store
from kiosk.store import second_factors, sessions
from kiosk.store.database import Duplicate

if TYPE_CHECKING:
    from kiosk.domain.access import Staff
    from kiosk.operations.context import Context
    from kiosk.store.passkeys import KeptPasskey

THIS_MACHINE = re.compile(r"localhost(:[0-9]{1,5})?")
MOST = 10
"""Of one account."""
LONGEST_NAME = 64
LONGEST_ANSWER = 20_000
"""Characters of what a browser sends back; usual are two thousand."""


@dataclass(frozen=True, slots=True)
class PasskeyPlace:
    """For which site a browser makes and uses them."""

    rp_id: str
    origin: str


def place(public_address: str, host: str) -> PasskeyPlace | None:
    """None where browsers make none: by http, but on this very machine, and by number.

    `host` is what the browser called the hub; it is believed for `localhost` alone.
    """
    if THIS_MACHINE.fullmatch(host):
        return PasskeyPlace("localhost", f"http://{host}")
    public = urlsplit(public_address)
    name = public.hostname or ""
    if public.scheme != "https" or _is_number(name):
        return None
    return PasskeyPlace(name, f"https://{public.netloc}")


def offer(ctx: Context, where: PasskeyPlace, session_id: str, staff: Staff) -> str:
    """What the browser is asked to make one of, as JSON.

    Raises `SecondFactorMissing` as `second_factor.check_may_replace` does.
    """
    import webauthn

    challenge = ctx.ids.secret()
    with ctx.database.begin() as connection:
        second_factor.check_may_replace(ctx, connection, hashed(session_id), staff)
        sessions.set_challenge(connection, hashed(session_id), challenge)
        known = store.of(connection, staff.id)
    options = webauthn.generate_registration_options(
        rp_id=where.rp_id,
        rp_name=str(next(iter(ctx.catalogue().site.name.texts.values()))),
        user_name=staff.sign_in_name,
        user_id=staff.id.encode(),
        challenge=challenge.encode(),
        exclude_credentials=_described(known),
    )
    return webauthn.options_to_json(options)


def add(
    ctx: Context,
    where: PasskeyPlace,
    session_id: str,
    staff: Staff,
    *,
    name: str,
    answer: str,
) -> list[str]:
    """Answers recovery codes, shown once, if there were none before.

    Raises `NotSignedIn` for what no device of theirs made for this question,
    `SecondFactorMissing`, and `Conflict` for one too many.
    """
    import webauthn
    from webauthn.helpers import bytes_to_base64url as text
    from webauthn.helpers.exceptions import WebAuthnException

    with ctx.database.begin() as connection:
        second_factor.check_may_replace(ctx, connection, hashed(session_id), staff)
        challenge = sessions.take_challenge(connection, hashed(session_id))
    try:
        made = webauthn.verify_registration_response(
            credential=answer[:LONGEST_ANSWER],
            expected_challenge=_there(challenge),
            expected_rp_id=where.rp_id,
            expected_origin=where.origin,
        )
    except (WebAuthnException, KeyError, ValueError, TypeError) as error:
        raise _wrong() from error  # the library checks not every field of a key
    passkey = {
        "id_hash": hashed(text(made.credential_id)),
        "staff": staff.id,
        "credential_id": text(made.credential_id),
        "public_key": text(made.credential_public_key),
        "sign_count": made.sign_count,
        "name": " ".join(name.split())[:LONGEST_NAME] or "-",
        "added_at": ctx.clock.now(),
    }
    return _keep(ctx, staff, passkey)


def ask(ctx: Context, where: PasskeyPlace, session_id: str, staff: Staff) -> str:
    """What the browser is to have signed, as JSON; "" if there is no passkey."""
    import webauthn

    challenge = ctx.ids.secret()
    with ctx.database.begin() as connection:
        known = store.of(connection, staff.id)
        if not known:
            return ""
        sessions.set_challenge(connection, hashed(session_id), challenge)
    options = webauthn.generate_authentication_options(
        rp_id=where.rp_id,
        challenge=challenge.encode(),
        allow_credentials=_described(known),
    )
    return webauthn.options_to_json(options)


def prove(
    ctx: Context, where: PasskeyPlace, session_id: str, staff: Staff, answer: str
) -> None:
    """Raises `NotSignedIn` for a signature that does not fit, and `TooManyTries`."""
    import webauthn
    from webauthn.helpers import base64url_to_bytes as raw
    from webauthn.helpers.exceptions import WebAuthnException

    attempt = second_factor.attempt(ctx, staff)
    with ctx.database.begin() as connection:
        challenge = sessions.take_challenge(connection, hashed(session_id))
        known = store.of(connection, staff.id)
    try:
        said = webauthn.helpers.parse_authentication_credential_json(
            answer[:LONGEST_ANSWER]
        )
        mine = {each.credential_id: each for each in known}.get(said.id)
        if mine is None:
            raise _wrong()
        signed = webauthn.verify_authentication_response(
            credential=said,
            expected_challenge=_there(challenge),
            expected_rp_id=where.rp_id,
            expected_origin=where.origin,
            credential_public_key=raw(mine.public_key),
            credential_current_sign_count=mine.sign_count,
        )
    except WebAuthnException as error:
        raise _wrong() from error
    with ctx.database.begin() as connection:
        key, before, after = mine.about.id_hash, mine.sign_count, signed.new_sign_count
        if not store.use(connection, key, before, after, ctx.clock.now()):
            raise _wrong()
    tries.succeeded(ctx, attempt)


def remove(ctx: Context, staff: Staff, id_hash: str) -> None:
    """Raises `Conflict` for the last of all second factors."""
    with ctx.database.begin() as connection:
        known = {p.about.id_hash: p.about.name for p in store.of(connection, staff.id)}
        has_app = second_factors.key_of(connection, staff.id) is not None
        if id_hash not in known:
            return
        if len(known) == 1 and not has_app:
            raise Conflict(
                "This is the only second factor.", remedy="Add another one first."
            )
        store.remove(connection, staff.id, id_hash)
        name = staff.sign_in_name
        deed = AuditDeed.PASSKEY_REMOVED
        audit.note(ctx, connection, name, deed, known[id_hash])


def _keep(ctx: Context, staff: Staff, passkey: dict[str, Any]) -> list[str]:
    try:
        with ctx.database.begin() as connection:
            if len(store.of(connection, staff.id)) >= MOST:
                raise Conflict(
                    f"There are {MOST} passkeys already.", remedy="Remove one first."
                )
            store.add(connection, passkey)
            name, deed = staff.sign_in_name, AuditDeed.PASSKEY_ADDED
            audit.note(ctx, connection, name, deed, passkey["name"])
            if second_factors.count_codes(connection, staff.id):
                return []
            return second_factor.new_codes(ctx, connection, staff.id)
    except Duplicate as error:
        raise Conflict(
            "This passkey is known already.", remedy="Use it, or another device."
        ) from error


def _described(known: list[KeptPasskey]) -> list[Any]:
    from webauthn.helpers import base64url_to_bytes as raw
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    return [PublicKeyCredentialDescriptor(id=raw(p.credential_id)) for p in known]


def _there(challenge: str | None) -> bytes:
    """What was asked in this session, once."""
    if challenge is None:
        raise _wrong()
    return challenge.encode()


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _wrong() -> NotSignedIn:
    return NotSignedIn(
        "This passkey is not one of yours here, or the page was open for too long.",
        remedy="Load the page again, or use a code.",
    )
