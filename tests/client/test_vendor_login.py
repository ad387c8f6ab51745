"""A vendor's software with the client: it gets tokens by itself, uses each until its end, and gets another."""

import json
import time
from base64 import b64decode
from urllib.parse import parse_qsl

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from handover.client import ApiAway, ApiProblem, AsyncClient, Client, NotTheApi, RetryRules, VendorLogin
from handover.client.assertions import read_private_key
from handover.client.logins import SavedLogin, read_login, write_login
from handover.client.vendor_login import VendorAuth
from tests.client.sites import KeyedSite
from tests.client.talking import run_async
from tests.files import ctf, name_of

LOGIN = VendorLogin("hnd_vendor_abc", "s3cret", "6812990")
ME = {"key": "Branwen", "establishment": {"number": "6812990"}, "mailbox": "6812990"}
HASTY = RetryRules(first_seconds=0, longest_seconds=0, tries=3)


def answer(status: int, said: object = None) -> httpx.Response:
    """An answer as it comes over a line: nobody has read it yet."""
    return httpx.Response(status, stream=httpx.ByteStream(json.dumps(said).encode()))


class PlayedSite:
    """A site that gives token 1, 2, 3 … and takes only those that it is told to take."""

    def __init__(self, *taken: str) -> None:
        self.taken, self.given, self.forms, self.bodies = list(taken), 0, [], []
        self.refusals: list[httpx.Response] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/oauth/token":
            self.forms.append((request.headers.get("Authorization"), request.content.decode()))
            if self.refusals:
                return self.refusals.pop(0)
            self.given += 1
            return answer(200, {"access_token": f"t{self.given}", "expires_in": 1800})
        token = request.headers["Authorization"].removeprefix("Bearer ")
        self.bodies.append((token, request.content))
        if token not in self.taken:
            return answer(401, {"code": "key.token_ended", "title": "It has ended"})
        return answer(200, ME)

    def client(self, login: VendorLogin = LOGIN) -> Client:
        transport = httpx.MockTransport(self)
        return Client("https://site.test", login, retries=HASTY, transport=transport, sleep=lambda _: None)


def test_one_token_is_asked_for_and_used_again():
    site = PlayedSite("t1")
    with site.client() as client:
        assert [client.me().mailbox for _ in range(3)] == ["6812990"] * 3
    ((proof, form),) = site.forms
    assert b64decode(proof.removeprefix("Basic ")) == b"hnd_vendor_abc:s3cret"
    assert form == "grant_type=client_credentials&scope=establishment%3A6812990"


def test_without_an_establishment_no_scope_is_asked_for():
    site = PlayedSite("t1")
    with site.client(VendorLogin("hnd_vendor_abc", "s3cret")) as client:
        client.me()
    assert site.forms[0][1] == "grant_type=client_credentials"


def test_another_token_is_asked_for_a_minute_before_the_end():
    now = [0.0]
    site, auth = PlayedSite("t1", "t2"), VendorAuth(LOGIN, "https://site.test/api/oauth/token", lambda: now[0])
    with httpx.Client(auth=auth, transport=httpx.MockTransport(site)) as client:
        for at in (0.0, 1739.0, 1741.0):
            now[0] = at
            client.get("https://site.test/api/v1/me")
    assert [token for token, _ in site.bodies] == ["t1", "t1", "t2"]


def test_a_file_is_sent_whole_again_after_its_token_was_refused():
    site = PlayedSite("t1")
    with site.client() as client:
        client.me()
        site.taken = ["t2"]
        with pytest.raises(NotTheApi):  # the played site has no verdicts
            client.check(b"x" * 200_000, name="a.xml")
    assert site.bodies[1:] == [("t1", b"x" * 200_000), ("t2", b"x" * 200_000)]


def test_a_token_that_is_refused_as_soon_as_it_is_given_is_not_asked_for_for_ever():
    site = PlayedSite()
    with site.client() as client, pytest.raises(ApiProblem) as caught:
        client.me()
    assert (caught.value.code, site.given) == ("key.token_ended", 1)


def test_asyncio_gets_tokens_as_well():
    site = PlayedSite("t2")

    async def ask() -> str:
        transport = httpx.MockTransport(site)
        async with AsyncClient("https://site.test", LOGIN, retries=HASTY, transport=transport) as client:
            client._http.auth._token, client._http.auth._ends = "old", float("inf")
            site.given = 1
            return (await client.me()).mailbox

    assert run_async(ask()) == "6812990"
    assert [token for token, _ in site.bodies] == ["old", "t2"]


def test_a_busy_site_is_asked_again_and_one_that_stays_busy_is_away():
    site = PlayedSite("t1")
    site.refusals = [answer(503), answer(429)]
    with site.client() as client:
        assert client.me().mailbox == "6812990"
        site.refusals, site.taken = [answer(502) for _ in range(9)], []  # its token is refused, and no other given
        with pytest.raises(ApiAway) as caught:
            client.me()
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(("said", "code"), [({"error": "invalid_client", "error_description": "No"}, "invalid_client")])
def test_a_wrong_secret_is_told_with_the_code_of_the_site(said: dict[str, str], code: str):
    site = PlayedSite()
    site.refusals = [answer(401, said)]
    with site.client() as client, pytest.raises(ApiProblem) as caught:
        client.me()
    assert (caught.value.code, caught.value.status) == (code, 401)
    assert "s3cret" not in repr(LOGIN)


def test_a_vendor_sends_for_a_school_and_lists_the_schools_that_approve_it(keyed_site: KeyedSite):
    secret, client_id = keyed_site.keys["vendor"], keyed_site.keys["client_id"]
    with Client(keyed_site.url, VendorLogin(client_id, secret)) as client:
        (approval,) = client.vendor_establishments()
    assert (approval.establishment.number, approval.rights) == ("9364990", ("send", "collect"))
    with Client(keyed_site.url, VendorLogin(client_id, secret, "9364990")) as client:
        outcome = client.send(ctf("9364990", "6814990"), name=name_of("9364990", "6814990", 77))
        assert outcome.transfer is not None
        assert client.track(outcome.transfer.reference).source.number == "9364990"
    with (
        Client(keyed_site.url, VendorLogin(client_id, secret, "6812990")) as client,
        pytest.raises(ApiProblem) as caught,
    ):
        client.me()
    assert caught.value.code == "invalid_scope"


def test_a_login_of_a_vendor_is_kept_and_read_again(tmp_path):
    home = {"XDG_CONFIG_HOME": str(tmp_path)}
    login = SavedLogin("https://site.test", "s3cret", "cy", "hnd_vendor_abc", "6812990")
    write_login(login, environment=home)
    assert read_login(environment=home) == login
    assert read_login(environment=home).credentials == LOGIN
    assert read_login(environment={**home, "HANDOVER_KEY": "k"}).credentials == "k"


def test_with_a_private_key_an_assertion_is_signed_anew_for_each_token_and_no_secret_is_sent():
    key = ECKey.generate_key("P-256")
    site = PlayedSite("t1", "t2")
    login = VendorLogin("hnd_vendor_abc", establishment="6812990", private_key=key.as_pem(private=True).decode())
    assert "PRIVATE" not in repr(login)
    with site.client(login) as client:
        client.me()
        site.taken.remove("t1")
        client.me()
    said = []
    for proof, form in site.forms:
        fields = dict(parse_qsl(form))
        assert proof is None
        assert "client_secret" not in fields
        assert fields["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
        said.append(jwt.decode(fields["client_assertion"], key, algorithms=["ES256"]).claims)
    assert {each["aud"] for each in said} == {"https://site.test/api/oauth/token"}
    assert {(each["iss"], each["sub"]) for each in said} == {("hnd_vendor_abc", "hnd_vendor_abc")}
    assert len({each["jti"] for each in said}) == 2
    assert all(0 < each["exp"] - time.time() <= 300 for each in said)


@pytest.mark.parametrize("text", ["", "no key", "{}", "{"])
def test_what_is_no_private_key_is_said_at_once(text):
    with pytest.raises(ValueError, match=r"not? .*key"):
        Client("https://site.test", VendorLogin("hnd_vendor_abc", private_key=text))


def test_a_public_key_is_no_private_one():
    with pytest.raises(ValueError, match="no private key"):
        read_private_key(ECKey.generate_key("P-256").as_pem(private=False).decode())


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [(RSAKey.generate_key(2048), "PS256"), (ECKey.generate_key("P-256"), "ES256")],
    ids=["rsa", "ec"],
)
def test_the_algorithm_is_that_of_the_key(key, algorithm):
    assert read_private_key(json.dumps(key.as_dict(private=True)))[1] == algorithm
