"""Telling an office by e-mail that an address hears of its news, or that one was switched off."""

from datetime import datetime

from django.conf import settings

from handover.common.text import Text
from handover.portal.accounts.acting import name_actor
from handover.portal.accounts.models import User
from handover.portal.apikeys.telling import list_keepers_mail
from handover.portal.notices.outbox import send_email
from handover.portal.transfers.senders import BY_SOFTWARE
from handover.portal.webhooks.keepers import WebhookKeeper
from handover.portal.webhooks.models import WebhookEndpoint


def tell_of_endpoint(endpoint: WebhookEndpoint, by: WebhookKeeper, now: datetime) -> None:
    """Write to the office of an endpoint, and to the person who made it, within the caller's transaction."""
    who, place = name_webhook_keeper(by), endpoint.establishment
    words = {**name_endpoint(endpoint), "actor": who.en, "actor_cy": who.cy}
    to = [*list_keepers_mail(place), *([by.email] if isinstance(by, User) else ())]
    send_email("webhook_made", to=to, values=words, now=now, welsh_first=place.in_wales)


def tell_of_stop(endpoint: WebhookEndpoint, now: datetime) -> None:
    """Write to the office of an endpoint that the site switched off, within the caller's transaction."""
    place, words = endpoint.establishment, name_endpoint(endpoint)
    kind = f"webhook_{endpoint.stop_reason}"
    send_email(kind, to=list_keepers_mail(place), values=words, now=now, welsh_first=place.in_wales)


def name_webhook_keeper(by: WebhookKeeper) -> Text:
    """Return who acted as an e-mail says it: a person and their office, or a program and whose it is."""
    if isinstance(by, User):
        return name_actor(by.actor)
    names = {language: by.establishment.named(language) for language in ("en", "cy")}
    return Text(
        BY_SOFTWARE.say("en", software=by.software, office=names["en"]),
        BY_SOFTWARE.say("cy", software=by.software, office=names["cy"]),
    )


def name_endpoint(endpoint: WebhookEndpoint) -> dict[str, object]:
    """Return what the e-mails say of an endpoint: neither its address nor its secret."""
    place = endpoint.establishment
    return {
        "program": endpoint.description,
        "office": place.named("en"),
        "office_cy": place.named("cy"),
        "url": f"{settings.CONFIG.url}/webhooks/{endpoint.reference}/",
    }
