"""A key or token that is bound to a client certificate works with that one alone, as the proxy passes it on."""

from base64 import b64encode
from collections.abc import Callable
from urllib.parse import quote

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handover.portal.accounts.models import User
from handover.portal.accounts.second_step import keep_app
from handover.portal.apikeys.changing import replace_api_key
from handover.portal.apikeys.client_certificate import read_certificate_field
from handover.portal.apikeys.making import KeyNotMade
from handover.portal.apikeys.models import ApiKey
from tests.cast import SECRET, Cast
from tests.keys import bearer, give_key
from tests.programs import Program
from tests.vendors import approve, make_vendor, software_of

SHOWN = x509.load_pem_x509_certificate(trustme.CA().issue_cert("program.example").cert_chain_pems[0].bytes())
OTHER = "ab" * 32
MINE = SHOWN.fingerprint(SHA256()).hex()
PEM, DER = SHOWN.public_bytes(Encoding.PEM).decode(), SHOWN.public_bytes(Encoding.DER)


@pytest.fixture
def _behind_proxy(settings: object) -> None:
    values = {"HANDOVER_PROXY": True, "HANDOVER_API_CERTIFICATE_FIELD": "Client-Cert"}
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, **values})  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "field",
    [
        MINE,
        MINE.upper(),
        ":".join(MINE[at : at + 2] for at in range(0, 64, 2)),
        f":{b64encode(DER).decode()}:",
        PEM,
        quote(PEM),
        PEM.replace("\n", " "),
    ],
    ids=["hexadecimal", "capitals", "colons", "RFC 9440", "PEM", "escaped PEM", "PEM in a line"],
)
def test_a_certificate_is_known_in_every_form_in_which_proxies_write_it(field: str) -> None:
    assert read_certificate_field(field) == MINE


@pytest.mark.parametrize(
    "field",
    ["", "(null)", "CN=program", MINE[:-1], MINE + "0", ":!!:", ":QUJ:", "x" * 40_000],
    ids=["empty", "null", "a name", "too short", "too long", "no base 64", "half base 64", "very long"],
)
def test_what_is_no_certificate_is_none(field: str) -> None:
    assert read_certificate_field(field) == ""


@pytest.mark.usefixtures("_behind_proxy")
def test_a_key_that_is_bound_works_with_its_certificate_alone(cast: Cast) -> None:
    made = give_key(cast.alis, "send", certificate=MINE)
    free = Program(bearer(give_key(cast.alis, "send")))
    program = Program(bearer(made))
    assert program.get("/me", client_cert=quote(PEM)).status_code == 200
    for other in ({}, {"client_cert": OTHER}, {"client_cert": ""}, {"x_client_cert": MINE}):
        refused = program.get("/me", **other)
        assert (refused.status_code, refused.json()["code"]) == (403, "key.certificate")
    assert free.get("/me").status_code == 200
    assert replace_api_key(cast.alis, made.key, 365, 14, timezone.now()).key.certificate == MINE


def test_without_a_proxy_the_field_is_believed_from_nobody(cast: Cast, settings: object) -> None:
    values = {"HANDOVER_PROXY": False, "HANDOVER_API_CERTIFICATE_FIELD": "Client-Cert"}
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, **values})  # type: ignore[attr-defined]
    program = Program(bearer(give_key(cast.alis, "send", certificate=MINE)))
    assert program.get("/me", client_cert=MINE).json()["code"] == "key.certificate"


@pytest.mark.usefixtures("_behind_proxy")
def test_a_vendors_token_is_bound_to_the_certificate_with_which_it_was_asked_for(cast: Cast) -> None:
    made = make_vendor(cast)
    approve(cast.alis, made.secret.vendor, "send")
    for scope, place in (("establishment:6812990", "/me"), ("", "/vendor/establishments")):
        given = software_of(made).ask_token(scope, headers={"HTTP_CLIENT_CERT": MINE}).json()
        program = Program(f"Bearer {given['access_token']}")
        assert program.get(place, client_cert=MINE).status_code == 200
        assert program.get(place, client_cert=OTHER).json()["code"] == "key.certificate"
        assert program.get(place).json()["code"] == "key.certificate"
    assert software_of(made).program("establishment:6812990").get("/me", client_cert=OTHER).status_code == 200
    metadata = Client().get("/.well-known/oauth-authorization-server").json()
    assert metadata["tls_client_certificate_bound_access_tokens"] is True


def test_what_is_no_fingerprint_is_not_taken(cast: Cast) -> None:
    with pytest.raises(KeyNotMade) as caught:
        give_key(cast.alis, "send", certificate="the one of SIMS")
    assert caught.value.problems["certificate"].code == "key.fingerprint_shape"


@pytest.mark.usefixtures("_behind_proxy")
def test_the_page_asks_for_a_fingerprint_where_a_proxy_passes_it_on(
    cast: Cast, signed_in: Callable[[User], Client]
) -> None:
    keep_app(cast.bryn, SECRET, timezone.now())
    office, day = signed_in(cast.bryn), timezone.localdate()
    boxes = {"ends_on-day": 28, "ends_on-month": day.month, "ends_on-year": day.year + 1}
    asked = {"name": "SIMS", "rights": ["send"], "networks": "", "certificate": MINE.upper(), **boxes}
    assert "SHA-256 fingerprint" in office.get(reverse("new-key")).content.decode()
    assert office.post(reverse("new-key"), {**asked, "certificate": "no"}).status_code == 422
    office.post(reverse("new-key"), asked)
    key = ApiKey.objects.get()
    assert key.certificate == MINE
    assert MINE in office.get(reverse("key", args=[key.reference])).content.decode().replace("<wbr>", "")


def test_the_page_asks_for_none_where_no_proxy_passes_one_on(cast: Cast, signed_in: Callable[[User], Client]) -> None:
    keep_app(cast.bryn, SECRET, timezone.now())
    assert "SHA-256 fingerprint" not in signed_in(cast.bryn).get(reverse("new-key")).content.decode()
