"""Signing in with an account elsewhere, by OpenID Connect: who a provider says somebody is, and whom that is here.

The flow is the authorization code with PKCE, by Authlib: state and nonce lie in the session, a code or state works once, and
the token's signature, issuer, audience, times and nonce are checked. An answer says who somebody is only to whom a person
has *linked* it before, while signed in. An e-mail address in it says nothing: whoever can have any address written into an
account elsewhere would get in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from joserfc.errors import JoseError
from requests import RequestException

from handover.portal import transaction
from handover.portal.accounts.keys import keyed_hash
from handover.portal.accounts.models import User
from handover.portal.accounts.sign_in_models import OutsideAccount
from handover.portal.accounts.warnings import send_warning
from handover.portal.audit.log import record
from handover.portal.configuration.openid import OpenIDProvider

PURPOSE: Final = "accounts elsewhere"
SECONDS: Final = (3.05, 6)
"""How long a provider may take to be connected to, and to answer."""
ALGORITHMS: Final = ["RS256", "PS256", "ES256", "RS512", "EdDSA"]
"""Signatures that are taken: none that our own secret could make, and not none."""
BROKEN: Final = (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError)


class ProviderAway(Exception):
    """The provider could not be reached, or answers something that is not OpenID Connect."""


class AnswerRefused(Exception):
    """The answer is not one to a question of this browser, or is not what the provider signs for us."""


@dataclass(frozen=True, slots=True)
class OutsideIdentity:
    """Who a provider says somebody is: under which hash we know that, and whether a second step was taken there."""

    provider: OpenIDProvider
    subject_hash: str
    second_step: bool


def find_provider(key: str) -> OpenIDProvider | None:
    """Return a provider of the settings."""
    return next((provider for provider in settings.CONFIG.openid if provider.key == key), None)


@lru_cache(maxsize=20)
def provider_client(provider: OpenIDProvider) -> Any:
    """Return Authlib's client for a provider; what the provider says of itself is asked once, from its issuer alone."""
    return OAuth().register(
        provider.key,
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid email", "code_challenge_method": "S256", "default_timeout": SECONDS},
    )


def ready_client(provider: OpenIDProvider) -> Any:
    """Return the client once the provider has said where it is; raise ProviderAway if it does not, or says it is another."""
    client = provider_client(provider)
    try:
        said = client.load_server_metadata()
        if said["issuer"] != provider.issuer:
            raise ProviderAway(f"{provider.key} says that it is another issuer")
    except (RequestException, *BROKEN) as fault:
        provider_client.cache_clear()
        raise ProviderAway(provider.key) from fault
    except ProviderAway:
        provider_client.cache_clear()
        raise
    said["id_token_signing_alg_values_supported"] = ALGORITHMS
    return client


def back_address(provider: OpenIDProvider) -> str:
    """Return the address to which the provider sends people back; it is registered there to the letter."""
    return settings.CONFIG.url.rstrip("/") + reverse("openid-back", args=[provider.key])


def go_to_provider(request: HttpRequest, provider: OpenIDProvider) -> HttpResponse:
    """Send a browser to the provider. Raises ProviderAway."""
    client = ready_client(provider)
    try:
        answer: HttpResponse = client.authorize_redirect(request, back_address(provider))
    except (RequestException, *BROKEN) as fault:
        raise ProviderAway(provider.key) from fault
    return answer


def read_identity(request: HttpRequest, provider: OpenIDProvider) -> OutsideIdentity:
    """Return who the provider says this is. Raises AnswerRefused, or ProviderAway if it cannot be asked."""
    client = ready_client(provider)
    if request.GET.get("iss", provider.issuer) != provider.issuer:
        raise AnswerRefused("another issuer")
    try:
        claims: Mapping[str, Any] | None = client.authorize_access_token(request, leeway=30).get("userinfo")
    except RequestException as fault:
        raise ProviderAway(provider.key) from fault
    except BROKEN as fault:
        raise AnswerRefused(type(fault).__name__) from fault
    subject = claims.get(provider.subject) if claims else None
    if not claims or not isinstance(subject, str) or not subject:
        raise AnswerRefused("nobody is named")
    named = claims.get("amr") or []
    taken = {*(named if isinstance(named, list) else []), claims.get("acr")}
    second = not provider.second_step.isdisjoint(word for word in taken if isinstance(word, str))
    return OutsideIdentity(provider, hash_of_subject(provider, subject), second)


def hash_of_subject(provider: OpenIDProvider, subject: str) -> str:
    """Return under which hash an account elsewhere is kept: by issuer and subject, never by an e-mail address."""
    return keyed_hash(PURPOSE, f"{provider.issuer} {subject}")


def find_linked(identity: OutsideIdentity) -> User | None:
    """Return whose account it is that was linked with an account elsewhere, if it is open."""
    found = OutsideAccount.objects.select_related("user").filter(subject_hash=identity.subject_hash).first()
    return found.user if found and found.user.is_active else None


def link_account(user: User, identity: OutsideIdentity, now: datetime) -> bool:
    """Link an account elsewhere with a person who is signed in and has given the password; tell them.

    False if it is linked with somebody else. One that the person had at this provider is replaced.
    """
    provider = identity.provider.key
    try:
        with transaction.atomic():
            OutsideAccount.objects.filter(user=user, provider=provider).delete()
            OutsideAccount.objects.create(
                user=user, provider=provider, subject_hash=identity.subject_hash, created_at=now
            )
            send_warning("outside_account_changed", user, now)
            details = {"provider": provider}
            record("person.outside_account_linked", actor=user.actor, subject=user.username, details=details, now=now)
    except IntegrityError:
        return False
    return True


def unlink_account(user: User, provider: str, now: datetime) -> bool:
    """End a link with an account elsewhere, and tell the person; say whether there was one."""
    with transaction.atomic():
        count, _ = OutsideAccount.objects.filter(user=user, provider=provider).delete()
        if count:
            send_warning("outside_account_changed", user, now)
            details = {"provider": provider}
            record("person.outside_account_ended", actor=user.actor, subject=user.username, details=details, now=now)
    return bool(count)
