"""What is believed of a provider of OpenID Connect: signed answers to our questions.

Authorization code with PKCE and nonce. Each request is made once, bounded in size and
time, and follows no redirect.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import httpx
import msgspec

from kiosk.errors import SignOnFailed
from kiosk.operations.sign_on import SignOnBegun

if TYPE_CHECKING:
    from kiosk.clock import Clock

PATIENCE = httpx.Timeout(10.0)
LARGEST_ANSWER = 256 * 1024
ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA", "Ed25519")
"""Signatures with a key that only the provider has."""
LEEWAY_SECONDS = 120
REMEDY = "Try again, or sign in with name and password."


class OpenIdProvider:
    """Finds out about itself at the first sign-in, and again after each failure."""

    def __init__(
        self,
        issuer: str,
        client_id: str,
        secret: str | None,
        clock: Clock,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._issuer = issuer
        self._client_id = client_id
        self._secret = secret
        self._clock = clock
        self._transport = transport
        self._known: dict[str, Any] | None = None

    def begin(self, back: str) -> SignOnBegun:
        from authlib.oauth2 import (  # type: ignore[import-untyped]
            rfc6749,
            rfc7636,
        )

        about = self._about()
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        address = rfc6749.parameters.prepare_grant_uri(
            about["authorization_endpoint"],
            client_id=self._client_id,
            response_type="code",
            redirect_uri=back,
            scope="openid",
            state=state,
            nonce=nonce,
            code_challenge=rfc7636.create_s256_code_challenge(verifier),
            code_challenge_method="S256",
        )
        return SignOnBegun(str(address), state, nonce, verifier)

    def finish(self, back: str, code: str, begun: SignOnBegun) -> str:
        about = self._about()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": begun.verifier,
            "client_id": self._client_id,
        }
        auth = (self._client_id, self._secret) if self._secret else None
        told = self._ask("POST", about["token_endpoint"], data=form, auth=auth)
        claims = self._claims(str(told.get("id_token", "")), about, begun.nonce)
        return f"{self._issuer} {claims['sub']}"

    def _claims(self, token: str, about: dict[str, Any], nonce: str) -> dict[str, Any]:
        """Signed by the provider, for us, now, and in answer to our question."""
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        keys = self._ask("GET", about["jwks_uri"])
        try:
            decoded = jwt.decode(
                token,
                KeySet.import_key_set(keys),  # type: ignore[arg-type]
                algorithms=list(ALGORITHMS),
            )
            rules = jwt.JWTClaimsRegistry(
                now=int(self._clock.now().timestamp()),
                leeway=LEEWAY_SECONDS,
                iss={"essential": True, "value": self._issuer},
                aud={"essential": True, "value": self._client_id},
                sub={"essential": True},
                exp={"essential": True},
                iat={"essential": True},
                nonce={"essential": True, "value": nonce},
            )
            rules.validate(decoded.claims)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise _unbelievable(type(error).__name__) from error
        claims = decoded.claims
        subject, party = claims["sub"], claims.get("azp", self._client_id)
        if not isinstance(subject, str) or not 0 < len(subject) <= 255:
            raise _unbelievable("sub")
        if party != self._client_id:
            raise _unbelievable("azp")
        return claims

    def _about(self) -> dict[str, Any]:
        if self._known is None:
            from authlib.oidc import discovery  # type: ignore[import-untyped]

            there = discovery.get_well_known_url(self._issuer, external=True)
            about = discovery.OpenIDProviderMetadata(self._ask("GET", there))
            wanted = ("authorization_endpoint", "token_endpoint", "jwks_uri")
            for name in wanted:
                if not _is_of_same_kind(self._issuer, about.get(name)):
                    raise _unbelievable(name)
            if about.get("issuer") != self._issuer:
                raise _unbelievable("issuer")
            self._known = {name: str(about[name]) for name in wanted}
        return self._known

    def _ask(self, method: str, address: str, **more: Any) -> dict[str, Any]:
        """A JSON object. What goes wrong lets it be found out about anew."""
        try:
            with (
                httpx.Client(
                    timeout=PATIENCE, transport=self._transport, trust_env=False
                ) as client,
                client.stream(method, address, **more) as answer,
            ):
                body = b""
                for part in answer.iter_bytes():
                    body += part
                    if len(body) > LARGEST_ANSWER:
                        raise _unbelievable("size")
            if answer.status_code != httpx.codes.OK:
                raise _unbelievable(f"status {answer.status_code}")
            return msgspec.json.decode(body, type=dict[str, Any])
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            self._known = None
            raise SignOnFailed(
                f"The sign-on of the site does not answer: {type(error).__name__}.",
                REMEDY,
            ) from error
        except msgspec.MsgspecError as error:
            raise _unbelievable("no JSON") from error


def _is_of_same_kind(issuer: str, address: object) -> bool:
    """Never from https to http."""
    scheme = issuer.partition("://")[0]
    return isinstance(address, str) and address.startswith(f"{scheme}://")


def _unbelievable(what: str) -> SignOnFailed:
    return SignOnFailed(
        f"The sign-on of the site answered with what cannot be believed: {what}.",
        REMEDY,
    )
