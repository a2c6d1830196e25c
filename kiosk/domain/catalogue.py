"""All that the centre's content says, as one immutable value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kiosk.domain.lexicon import EMPTY
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.translations import SourceText, TranslationState, state_of
from kiosk.errors import NotFound, UnknownLanguage, UnknownTopic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kiosk.domain.facts import Gap
    from kiosk.domain.hours import WeeklyHours
    from kiosk.domain.lexicon import Lexicon
    from kiosk.domain.localized import Localized
    from kiosk.domain.pathways import Pathway
    from kiosk.domain.resources import Resource
    from kiosk.domain.services import Service
    from kiosk.domain.site import Partner, Site
    from kiosk.domain.translations import Origin, Version
    from kiosk.ids import (
        CategoryId,
        DeskId,
        LanguageCode,
        PartnerId,
        Slug,
        TopicId,
    )


@dataclass(frozen=True, slots=True)
class Category:
    """A life area: health, housing, ..."""

    id: CategoryId
    title: Localized
    symbol: str
    """One character that every terminal font has, beside the title."""
    picture: str | None = None
    """Of `kiosk.domain.pictures`; None: the words stand alone, as in old releases."""
    topic: TopicId | None = None
    """Of counselling on its services, where they name none themselves."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What one can be counselled on."""

    id: TopicId
    title: Localized
    active: bool = True
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    id: DeskId
    title: Localized


@dataclass(frozen=True, slots=True)
class EmergencyNumber:
    id: str
    number: str
    """As dialled; digits of a long one are grouped by blanks."""
    title: Localized
    note: Localized | None
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class CentreWords:
    """How far the short texts of one language (titles, privacy) can be relied on."""

    version: Version
    origin: Origin | None
    """None: this is German, the source."""
    fingerprint: str | None = None
    """Of the German words."""
    missing: int = 0
    """How many of them this language should have and lacks."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    site: Site
    categories: tuple[Category, ...]
    services: tuple[Service, ...]
    """In the order in which they are shown."""
    topics: tuple[Topic, ...]
    counselling_languages: tuple[LanguageCode, ...]
    """What a visitor can wish for; whether somebody speaks it is the centre's fact."""
    desks: tuple[Desk, ...]
    consultation_hours: WeeklyHours | None
    """None: not known yet."""
    emergency: tuple[EmergencyNumber, ...]
    resources: tuple[Resource, ...]
    words: Mapping[LanguageCode, CentreWords]
    gaps: tuple[Gap, ...]
    """What the centre itself has not confirmed yet."""
    lexicon: Callable[[], Lexicon] = field(default=lambda: EMPTY, compare=False)
    """What visitors call things; read when somebody first asks."""
    pathway: Callable[[], Pathway | None] = field(default=lambda: None, compare=False)
    """The personal path; read when somebody first asks. None: there is none."""
    general_topic: TopicId | None = None
    """Of counselling on what neither names a topic nor lies in an area that does."""

    def with_services(self, services: Iterable[Service]) -> Catalogue:
        return replace(self, services=tuple(services))

    def without_hours(self) -> Catalogue:
        """As of a centre whose consultation hours nobody wrote down."""
        return replace(self, consultation_hours=None)

    def service(self, slug: Slug) -> Service:
        for service in self.services:
            if service.slug == slug:
                return service
        raise NotFound(f"There is no service {slug!r}.", remedy="Browse the services.")

    def category(self, category: CategoryId) -> Category:
        for known in self.categories:
            if known.id == category:
                return known
        raise NotFound(f"There is no category {category!r}.", remedy="Choose another.")

    def of_category(
        self, category: CategoryId, language: LanguageCode = SOURCE_LANGUAGE
    ) -> Iterator[Service]:
        """What a reader of this language can read of it, in order."""
        for service in self.services:
            if service.category == category and service.headline(language):
                yield service

    def words_state(self, language: LanguageCode) -> TranslationState:
        """Of all the short texts of the centre that this language should have."""
        there = self.words.get(language)
        if there is None or there.missing:
            return TranslationState.MISSING
        return self.state_of_words_there(there)

    def state_of_words_there(self, there: CentreWords) -> TranslationState:
        """Whatever other words the language lacks."""
        source = self.words.get(SOURCE_LANGUAGE, there)
        return state_of(there.origin, SourceText(source.version, source.fingerprint))

    def readable(
        self, slugs: Iterable[Slug], language: LanguageCode
    ) -> Iterator[Service]:
        """Of these services the ones that a reader of this language can read."""
        for slug in slugs:
            service = self.service(slug)
            if service.headline(language):
                yield service

    def desk(self, desk: DeskId) -> Desk:
        for known in self.desks:
            if known.id == desk:
                return known
        raise NotFound(f"There is no desk {desk!r}.", remedy="Choose another desk.")

    def partner(self, partner: PartnerId) -> Partner:
        for known in self.site.partners:
            if known.id == partner:
                return known
        raise NotFound(f"There is no partner {partner!r}.", remedy="Choose another.")

    def topic(self, topic: TopicId) -> Topic:
        """Whether or not it is offered now: tickets of the morning keep their topic."""
        known = self.known_topic(topic)
        if known is None:
            raise UnknownTopic(
                f"There is no topic {topic!r}.",
                remedy="Update the content of hub and terminal to the same release.",
            )
        return known

    def known_topic(self, topic: TopicId) -> Topic | None:
        """None where the content has lost it since somebody chose it."""
        return next((known for known in self.topics if known.id == topic), None)

    def offered_topics(self) -> tuple[Topic, ...]:
        return tuple(topic for topic in self.topics if topic.active)

    def topic_about(self, slug: Slug) -> TopicId | None:
        """`topic_of` a service by its slug. Raises `NotFound`."""
        return self.topic_of(self.service(slug))

    def topic_of(self, service: Service) -> TopicId | None:
        """What to talk about who comes from this service: its own topic, that of its
        life area, or the general one, whichever first is offered now.

        None: the visitor chooses.
        """
        offered = {topic.id for topic in self.offered_topics()}
        for topic in (
            service.topic,
            self.category(service.category).topic,
            self.general_topic,
        ):
            if topic in offered:
                return topic
        return None

    def check_offered(self, topic: TopicId, language: LanguageCode) -> None:
        """Raise `UnknownTopic` or `UnknownLanguage` unless both are offered now."""
        if not self.topic(topic).active:
            raise UnknownTopic(
                f"Topic {topic!r} is not offered now.", remedy="Choose another topic."
            )
        if language not in self.counselling_languages:
            raise UnknownLanguage(
                f"Counselling is not offered in {language!r}.",
                remedy="Choose another language.",
            )
