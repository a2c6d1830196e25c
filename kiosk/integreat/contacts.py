"""Who answers at a place, and where it is; what is malformed is left out."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from kiosk.catalogue.addresses import PHONE
from kiosk.catalogue.articles import LONGEST_TITLE
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.services import Contact
from kiosk.integreat.items import ItemResource
from kiosk.integreat.plain_text import clean, shortened
from kiosk.integreat.targets import Target, email, phone, target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.integreat.shapes import Location, PlaceShape

LONGEST = 200


def contact_of(place: PlaceShape, name: str) -> Contact | None:
    """The first number and address of its contacts, or of the place itself."""
    numbers = [clean(number) for number in _numbers(place)]
    good = [number for number in numbers if PHONE.fullmatch(number)]
    mails = [
        found for told in _mails(place) if isinstance(found := email(told), Target)
    ]
    address = _address(place.location)
    if not (good or mails or address):
        return None
    return Contact(
        name,
        address or None,
        good[0] if good else None,
        mails[0].target.removeprefix("mailto:") if mails else None,
    )


def contact_targets(place: PlaceShape) -> Iterator[Target | str]:
    """Everything that can be dialled, written to or opened."""
    for number in _numbers(place):
        yield phone(number)
    for address in _mails(place):
        yield email(address)
    for site in _sites(place):
        yield target(site)


def place_resource(location: Location | None, title: str) -> ItemResource | None:
    address = _address(location)
    if location is None or not address:
        return None
    keys: list[tuple[str, object]] = [("address", address)]
    latitude, longitude = location.latitude, location.longitude
    if (
        latitude is not None
        and longitude is not None
        and _on_earth(latitude, longitude)
    ):
        keys += [("latitude", float(latitude)), ("longitude", float(longitude))]
    digest = sha256(repr((title, keys)).encode()).hexdigest()[:8]
    titles = {SOURCE_LANGUAGE: shortened(title, LONGEST_TITLE)}
    return ItemResource(f"place-{digest}", "place", tuple(keys), titles)


def _on_earth(latitude: float, longitude: float) -> bool:
    """0, 0 is what is delivered where nobody has looked."""
    known = (latitude, longitude) != (0, 0)
    return known and abs(latitude) <= 90 and abs(longitude) <= 180


def _address(location: Location | None) -> str:
    """`Am Markt 1, 03130 Spremberg`; nothing without a street."""
    if location is None or not clean(location.address):
        return ""
    town = " ".join(filter(None, (location.postcode, location.town)))
    told = ", ".join(filter(None, (location.address, town)))
    return shortened(clean(told), LONGEST)


def _numbers(place: PlaceShape) -> Iterator[str]:
    for person in place.contacts or ():
        yield from filter(None, (person.phone_number, person.mobile_number))
    if not place.contacts and place.phone_number:
        yield place.phone_number


def _mails(place: PlaceShape) -> Iterator[str]:
    for person in place.contacts or ():
        if person.email:
            yield person.email
    if not place.contacts and place.email:
        yield place.email


def _sites(place: PlaceShape) -> Iterator[str]:
    for person in place.contacts or ():
        yield from filter(None, (person.website, person.appointment_url))
    if not place.contacts and place.website:
        yield place.website
    if place.appointment_url:
        yield place.appointment_url
