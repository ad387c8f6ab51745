"""Signing in with an account elsewhere: linked once after the password, and nobody let in by anything less."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from handover.portal.accounts import links
from handover.portal.accounts.models import LinkPurpose, User
from handover.portal.accounts.openid import provider_client
from handover.portal.accounts.second_step import code_at
from handover.portal.accounts.sign_in_models import OutsideAccount
from handover.portal.audit.models import Entry
from handover.portal.configuration.openid import OpenIDProvider, parse_openid
from handover.portal.notices.models import Notice
from tests.cast import PASSWORD, Cast
from tests.cast import SECRET as APP_SECRET
from tests.portal.accounts.provider import CLIENT, KEY, OTHER_KEY, SECRET, Provider, running
from tests.sign_in import sign_in

SignedIn = Callable[[User], Client]


@pytest.fixture
def provider(settings: object) -> Iterator[Provider]:
    """A provider called Trust Sign-in, of which a second step counts."""
    with running(Provider()) as found:
        configure(settings, found)
        yield found
    provider_client.cache_clear()


def configure(settings: object, found: Provider) -> None:
    provider_client.cache_clear()
    row = OpenIDProvider(
        "trust", found.issuer, CLIENT, SECRET, "Trust Sign-in", "Mewngofnodi", second_step=frozenset({"mfa"})
    )
    config = settings.CONFIG  # type: ignore[attr-defined]
    settings.CONFIG = type(config)({**config.values, "HANDOVER_OPENID": (row,)})  # type: ignore[attr-defined]


def go(browser: Client, provider: Provider, query: str = "") -> str:
    """Begin at the site, sign in at the provider; return the address to which the browser comes back."""
    leads = browser.get(f"/sign-in/with/trust/{query}")
    assert leads.status_code == 302, leads.content.decode()
    back = urlsplit(provider.authorize(leads.url))
    return f"{back.path}?{back.query}"


def link(browser: Client, provider: Provider) -> object:
    """Link the account, as a person does who is signed in."""
    assert "Go to Trust Sign-in" in browser.post("/account/sign-in/trust/", {"present": PASSWORD}).content.decode()
    return browser.get(go(browser, provider))


@pytest.fixture
def linked(cast: Cast, provider: Provider) -> User:
    """Bryn, who has linked his account at the trust, and has signed out."""
    browser = Client()
    sign_in(browser, "bryn")
    link(browser, provider)
    browser.post("/sign-out/")
    return cast.bryn


def who(browser: Client) -> str:
    """Whose account the browser is in; nobody's while it is not signed in."""
    page = browser.get("/account/")
    found = re.search(r"Username</dt>\s*<dd[^>]*>([^<]+)", page.content.decode())
    return found[1] if found else ""


def test_a_linked_account_signs_in_and_the_log_says_by_which_provider(linked: User, provider: Provider) -> None:
    browser = Client()
    assert "Trust Sign-in" in browser.get("/sign-in/").content.decode()
    assert browser.get(go(browser, provider, "?next=/send/")).url == "/send/"
    assert who(browser) == "bryn"
    entry = Entry.objects.filter(username="bryn", action="person.signed_in").order_by("-pk")[0]
    assert "trust" in str(entry.details)
    assert Notice.objects.filter(kind="outside_account_changed").count() == 1


def test_the_password_goes_on_working(linked: User) -> None:
    browser = Client()
    assert sign_in(browser, "bryn").status_code == 302
    assert who(browser) == "bryn"


def test_takeover_by_an_e_mail_address(cast: Cast, provider: Provider) -> None:
    """Somebody has Bryn's address written into an account of theirs at the provider."""
    provider.claims = {"email": cast.bryn.email, "email_verified": True, "preferred_username": "bryn"}
    browser = Client()
    answer = browser.get(go(browser, provider))
    assert answer.status_code == 403
    assert "We do not know this account yet" in answer.content.decode()
    assert who(browser) == ""


def test_linking_needs_the_password_given_just_before(cast: Cast, provider: Provider) -> None:
    """Otherwise whoever signs a victim's browser in at the provider as themselves would come into the victim's account."""
    browser = Client()
    sign_in(browser, "bryn")
    assert browser.get("/sign-in/with/trust/").url == "/account/"
    assert browser.post("/account/sign-in/trust/", {"present": "not-the-password"}).status_code == 422
    assert browser.get("/sign-in/with/trust/").url == "/account/"
    assert not OutsideAccount.objects.exists()


def test_an_answer_that_was_begun_as_a_visitor_links_nothing(cast: Cast, provider: Provider) -> None:
    browser = Client()
    back = go(browser, provider)
    sign_in(browser, "bryn")
    assert browser.get(back).status_code in {302, 400}
    assert not OutsideAccount.objects.exists()


def test_an_account_elsewhere_belongs_to_one_person(linked: User, provider: Provider) -> None:
    browser = Client()
    sign_in(browser, "dev")
    link(browser, provider)
    assert "belongs to somebody else" in browser.get("/account/").content.decode()
    assert OutsideAccount.objects.get().user_id == linked.pk


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another-client"},
        {"aud": None},
        {"iss": "https://issuer.example"},
        {"iss": None},
        {"exp": 1},
        {"exp": None},
        {"sub": None},
        {"sub": ""},
        {"iat": 4102444800},
    ],
    ids=str,
)
def test_a_token_with_a_wrong_claim_lets_nobody_in(linked: User, provider: Provider, wrong: dict[str, object]) -> None:
    provider.claims = wrong
    browser = Client()
    answer = browser.get(go(browser, provider))
    assert answer.status_code == 400
    assert "Nobody was let in" in answer.content.decode()
    assert who(browser) == ""


def test_a_token_that_somebody_else_signed_lets_nobody_in(linked: User, provider: Provider) -> None:
    provider.key = OTHER_KEY
    browser = Client()
    assert browser.get(go(browser, provider)).status_code == 400
    assert who(browser) == ""


@pytest.mark.parametrize(
    "by_hand",
    [("none", b""), ("HS256", KEY.as_pem(private=False)), ("HS256", SECRET.encode()), ("HS256", b"")],
    ids=["by nothing", "by the public key", "by our own secret", "by an empty secret"],
)
def test_a_token_signed_with_what_others_know_lets_nobody_in(
    linked: User, provider: Provider, by_hand: tuple[str, bytes]
) -> None:
    provider.by_hand = by_hand
    browser = Client()
    assert browser.get(go(browser, provider)).status_code == 400
    assert who(browser) == ""


def test_a_code_is_taken_once(linked: User, provider: Provider) -> None:
    browser = Client()
    back = go(browser, provider)
    assert browser.get(back).status_code == 302
    browser.post("/sign-out/")
    assert browser.get(back).status_code == 400
    assert who(browser) == ""


def test_an_answer_to_another_browser_is_not_taken(linked: User, provider: Provider) -> None:
    back = go(Client(), provider)
    browser = Client()
    go(browser, provider)
    assert browser.get(back).status_code == 400
    assert who(browser) == ""


@pytest.mark.parametrize("forged", ["", "state=", "code=x", "code=x&state=forged", "error=access_denied"])
def test_a_forged_answer_is_not_taken(linked: User, provider: Provider, forged: str) -> None:
    browser = Client()
    go(browser, provider)
    assert browser.get(f"/sign-in/with/trust/back/?{forged}").status_code == 400
    assert who(browser) == ""


def test_a_code_without_its_verifier_is_worth_nothing(linked: User, provider: Provider) -> None:
    browser, thief = Client(), Client()
    stolen = parse_qs(urlsplit(go(browser, provider)).query)["code"][0]
    own = parse_qs(urlsplit(go(thief, provider)).query)["state"][0]
    assert thief.get(f"/sign-in/with/trust/back/?code={stolen}&state={own}").status_code == 400
    assert who(thief) == ""


def test_a_provider_that_says_it_is_another_is_not_asked_further(linked: User, provider: Provider) -> None:
    provider.says_issuer = "https://issuer.example"
    provider_client.cache_clear()
    answer = Client().get("/sign-in/with/trust/")
    assert answer.status_code == 503
    assert provider.asked[-1] == "/.well-known/openid-configuration"


def test_a_provider_that_is_away_is_said_kindly_and_the_password_works(cast: Cast, settings: object) -> None:
    configure(settings, Provider(issuer="http://127.0.0.1:9"))
    browser = Client()
    answer = browser.get("/sign-in/with/trust/")
    assert answer.status_code == 503
    assert "Trust Sign-in cannot be reached now" in answer.content.decode()
    sign_in(browser, "bryn")
    assert who(browser) == "bryn"


def test_an_unknown_provider_is_not_found(cast: Cast) -> None:
    assert Client().get("/sign-in/with/trust/").status_code == 404
    assert Client().get("/sign-in/with/trust/back/").status_code == 404


def test_a_closed_account_is_not_let_in(linked: User, provider: Provider) -> None:
    User.objects.filter(pk=linked.pk).update(is_active=False)
    browser = Client()
    assert browser.get(go(browser, provider)).status_code == 403


def test_the_second_step_is_asked_for_unless_one_was_taken_there(cast: Cast, provider: Provider) -> None:
    browser = Client()
    browser.force_login(cast.lowri)
    link(browser, provider)
    browser = Client()
    assert browser.get(go(browser, provider)).url == "/sign-in/code/"
    assert who(browser) == ""
    assert browser.post("/sign-in/code/", {"code": code_at(APP_SECRET, timezone.now())}).status_code == 302
    assert who(browser) == "lowri"
    provider.claims = {"amr": ["pwd", "mfa"]}
    browser = Client()
    assert browser.get(go(browser, provider)).url == "/"
    assert who(browser) == "lowri"


def test_a_link_is_removed_and_lets_nobody_in_any_more(linked: User, provider: Provider) -> None:
    browser = Client()
    browser.get(go(browser, provider))
    assert "You can sign in with it" in browser.get("/account/").content.decode()
    browser.post("/account/sign-in/trust/remove/")
    other = Client()
    assert other.get(go(other, provider)).status_code == 403


GOOD = (
    '[{"key": "dfe", "issuer": "https://oidc.example", "client_id": "a", "client_secret": "b", "name": "DfE Sign-in"}]'
)


def test_a_new_password_by_a_link_ends_what_a_thief_may_have_linked(linked: User, provider: Provider) -> None:
    new = links.make_link(linked, LinkPurpose.NEW_PASSWORD, timezone.now())
    browser = Client()
    browser.get(new.address.removeprefix("http://127.0.0.1:8000"))
    chosen = {"username": "bryn", "password": "a-kettle-on-a-windowsill", "again": "a-kettle-on-a-windowsill"}
    assert browser.post("/link/", chosen).url == "/sign-in/"
    assert not OutsideAccount.objects.exists()
    assert Notice.objects.filter(kind="outside_account_changed", recipient=linked.email).count() == 2
    thief = Client()
    assert thief.get(go(thief, provider)).status_code == 403


def test_the_setting_is_a_list_of_providers() -> None:
    (found,) = parse_openid(GOOD)
    assert (found.key, found.subject, found.name_cy, found.second_step) == ("dfe", "sub", "DfE Sign-in", frozenset())
    assert parse_openid("") == ()
    assert "client_secret" not in repr(found)


@pytest.mark.parametrize(
    "wrong",
    [
        "x",
        "{}",
        "[1]",
        GOOD.replace("https", "http"),
        GOOD.replace('"dfe"', '"D f E"'),
        GOOD.replace('"b"', '""'),
        GOOD.replace("client_id", "klient_id"),
        GOOD.replace("]", f", {GOOD[1:]}"),
        GOOD.replace('"b"', '"b", "second_step": "mfa"'),
        GOOD.replace("oidc.example", "oidc.example/?tenant=1"),
    ],
)
def test_a_setting_that_cannot_be_read_is_refused_without_repeating_the_secret(wrong: str) -> None:
    with pytest.raises(ValueError) as fault:  # what is said is compared below
        parse_openid(wrong)
    assert wrong not in str(fault.value)
