"""The site's own sign-on, as the settings name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk import paths
from kiosk.errors import BadSetting

if TYPE_CHECKING:
    from kiosk.cli.options import Setup
    from kiosk.clock import Clock
    from kiosk.operations.sign_on import SignOn


def site_sign_on(place: Setup, clock: Clock) -> SignOn | None:
    """Raises `BadSetting` where half of it is said."""
    said = place.settings.hub
    if said.oidc_issuer is None:
        return None
    if said.oidc_client_id is None:
        raise BadSetting(
            "hub.oidc_issuer is set, and hub.oidc_client_id is not.",
            remedy="Register this hub there, and say the name that it got.",
        )
    secret = None
    file = said.oidc_client_secret_file
    if file is not None:
        secret = paths.read_private(file)
        if secret is None:
            raise BadSetting(
                f"There is no secret in {file}.",
                remedy="Write it there, or correct hub.oidc_client_secret_file.",
            )
    from kiosk.sign_on.provider import OpenIdProvider

    return OpenIdProvider(said.oidc_issuer, said.oidc_client_id, secret, clock)
