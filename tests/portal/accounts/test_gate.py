"""Nothing is seen without signing in, but for a short list; and every page of the site stands behind the gate."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from handover.portal.accounts.gate import DUTIES, FOR_VISITORS
from handover.portal.accounts.roles import ABOUT, ROLES, Permission
from tests.cast import Cast

DEMO_ONLY = {"demo", "demo_outbox"}
ARGUMENTS = {
    "reference": UUID(int=7),
    "username": "bryn",
    "secret": "x" * 43,
    "slug": "send",
    "number": 6812990,
    "kind": "send",
    "zone": "nowhere",
    "agent": "nobody",
    "la": "681",
    "passkey": 7,
}


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for item in resolver.url_patterns:
        yield from patterns(item) if isinstance(item, URLResolver) else (item,)


PAGES = {str(pattern.name): pattern for pattern in patterns(get_resolver())}


def address(name: str) -> str:
    wanted = PAGES[name].pattern.converters
    return reverse(name, kwargs={argument: ARGUMENTS[argument] for argument in wanted})


def test_every_page_has_a_name() -> None:
    assert "None" not in PAGES


def test_every_page_for_visitors_exists() -> None:
    assert set(FOR_VISITORS) - DEMO_ONLY <= set(PAGES)


@pytest.mark.parametrize("name", sorted(set(PAGES) - FOR_VISITORS))
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_a_visitor_is_sent_to_sign_in(db: None, client: Client, name: str, method: str) -> None:
    response = getattr(client, method)(address(name))
    assert response.status_code == 302
    assert response.url.startswith("/sign-in/")


@pytest.mark.parametrize("name", sorted(set(PAGES) & FOR_VISITORS))
def test_a_visitor_sees_what_is_for_visitors(cast: Cast, client: Client, name: str) -> None:
    response = client.get(address(name))
    assert response.status_code in {200, 302, 404, 405, 410}
    assert not response.get("Location", "").startswith("/sign-in/?")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", sorted(set(PAGES) - FOR_VISITORS))
@pytest.mark.parametrize("method", ["get", "post"])
def test_each_role_reaches_its_own_pages_and_no_others(
    cast: Cast, signed_in, role: str, name: str, method: str
) -> None:
    person = next(person for person in cast.people if person.role == role)
    needed: frozenset[Permission] = getattr(PAGES[name].callback, "permissions", frozenset())
    status = getattr(signed_in(person), method)(address(name)).status_code
    if needed and needed.isdisjoint(ROLES[role].permissions):
        assert status in {403, 405}
    else:
        assert status in {200, 302, 404, 405, 410, 422}


def test_every_role_has_somebody_to_try_it_and_a_line_that_says_what_it_is_for(cast: Cast) -> None:
    assert {person.role for person in cast.people} == set(ROLES) == set(ABOUT)


def test_every_page_says_who_may_see_it_or_is_about_oneself_or_ones_own_files() -> None:
    own = {"file", "account", "choose-password", "second-step", "remove-second-step", "recovery-codes"}
    own |= {"sessions", "add-passkey", "remove-passkey"}
    silent = {name for name, pattern in PAGES.items() if not hasattr(pattern.callback, "permissions")}
    assert silent - FOR_VISITORS == own


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.page)
def test_the_page_of_a_duty_exists(duty) -> None:
    assert duty.page in PAGES
