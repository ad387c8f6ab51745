"""A vendor registers a public key and proves who it is by signing: nothing that anybody could copy is ever sent."""

import json
import time
import warnings
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from joserfc import jwt
from joserfc.jwk import ECKey, Key, OctKey, OKPKey, RSAKey

from handover.portal.audit.models import Entry
from handover.portal.vendors.models import UsedAssertion, Vendor, VendorSecret, VendorToken
from handover.portal.vendors.registering import VendorRefused, register_public_key, withdraw_vendor_secret
from handover.portal.vendors.tokens import forget_old_tokens
from tests.cast import Cast
from tests.vendors import approve, make_vendor, post_form, software_of

pytestmark = pytest.mark.django_db
HERE = "establishment:6812990"
TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
EC = ECKey.generate_key("P-256")


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def public(key: Key) -> str:
    return json.dumps(key.as_dict(private=False))


def make_keyed_vendor(cast: Cast, key: Key = EC) -> tuple[Vendor, VendorSecret]:
    vendor = make_vendor(cast).secret.vendor
    approve(cast.alis, vendor, "send", "collect")
    return vendor, register_public_key(cast.gwilym, vendor, public(key), timezone.now())


def token_address() -> str:
    return Client().get("/.well-known/oauth-authorization-server").json()["token_endpoint"]


def sign(vendor: Vendor, key: Key = EC, algorithm: str = "ES256", **changes: Any) -> str:
    claims = {
        "iss": vendor.client_id,
        "sub": vendor.client_id,
        "aud": token_address(),
        "exp": int(time.time()) + 60,
        "jti": str(uuid4()),
        **changes,
    }
    claims = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode({"alg": algorithm}, claims, key, algorithms=[algorithm])


def ask(assertion: str, **changes: Any):
    form = {"grant_type": "client_credentials", "client_assertion_type": TYPE, "client_assertion": assertion}
    return post_form({**form, "scope": HERE, **changes})


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [
        (EC, "ES256"),
        (RSAKey.generate_key(2048), "RS256"),
        (RSAKey.generate_key(2048), "PS256"),
        (OKPKey.generate_key("Ed25519"), "EdDSA"),
    ],
    ids=["ES256", "RS256", "PS256", "EdDSA"],
)
def test_an_assertion_that_the_vendor_signed_gets_a_token_for_the_school(cast: Cast, key: Key, algorithm: str) -> None:
    vendor, row = make_keyed_vendor(cast, key)
    answer = ask(sign(vendor, key, algorithm))
    assert answer.status_code == 200, answer.content
    given = {"HTTP_AUTHORIZATION": f"Bearer {answer.json()['access_token']}"}
    assert Client().get("/api/v1/me", **given).json()["mailbox"] == "6812990"
    row.refresh_from_db()
    assert (row.last_used_at is not None, row.digest) == (True, "")


def test_an_assertion_is_taken_once(cast: Cast) -> None:
    vendor, _ = make_keyed_vendor(cast)
    assertion = sign(vendor)
    assert ask(assertion).status_code == 200
    again = ask(assertion)
    assert (again.status_code, again.json()["error"]) == (401, "invalid_client")
    assert "jti" in again.json()["error_description"]
    assert VendorToken.objects.count() == 1


def soon(seconds: int) -> int:
    return int(time.time()) + seconds


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"aud": "https://elsewhere.example/api/oauth/token"}, "aud"),
        ({"aud": None}, "aud"),
        ({"aud": []}, "aud"),
        ({"exp": None}, "exp"),
        ({"exp": "soon"}, "exp"),
        ({"jti": None}, "jti"),
        ({"jti": ""}, "jti"),
        ({"jti": "x" * 201}, "jti"),
        ({"jti": 7}, "jti"),
        ({"iss": "hnd_vendor_another"}, "iss"),
    ],
)
def test_claims_that_are_not_those_of_this_client_and_site_are_named(cast: Cast, changes: Any, told: str) -> None:
    vendor, _ = make_keyed_vendor(cast)
    refused = ask(sign(vendor, **changes))
    assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")
    assert refused.json()["error_description"].startswith(told)
    assert not VendorToken.objects.exists()


@pytest.mark.parametrize(
    ("exp", "nbf", "status"), [(60, -60, 200), (-60, -90, 401), (310, 0, 200), (400, 0, 401), (200, 100, 401)]
)
def test_an_assertion_holds_for_minutes_and_a_clock_may_be_half_a_minute_wrong(
    cast: Cast, exp: int, nbf: int, status: int
) -> None:
    vendor, _ = make_keyed_vendor(cast)
    assert ask(sign(vendor, exp=soon(exp), nbf=soon(nbf))).status_code == status


def test_what_another_signed_with_another_key_or_with_none_opens_nothing(cast: Cast) -> None:
    vendor, row = make_keyed_vendor(cast)
    claims = {"iss": vendor.client_id, "sub": vendor.client_id, "aud": token_address(), "exp": soon(60), "jti": "a"}
    with_public = jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(row.public_key), algorithms=["HS256"])
    unsigned = jwt.encode({"alg": "none"}, claims, OctKey.import_key("x"), algorithms=["none"])
    for assertion in (sign(vendor, ECKey.generate_key("P-256")), with_public, unsigned, "a.b.c", "", "\x00é"):
        refused = ask(assertion)
        assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")
    # Who did not sign does not use up what the vendor will sign.
    assert ask(sign(vendor, jti="a")).status_code == 200


def test_a_public_key_is_no_secret(cast: Cast) -> None:
    vendor, row = make_keyed_vendor(cast)
    software = software_of(make_vendor(cast, "Another"))
    software.client_id, software.secret = vendor.client_id, f"hnd_secret_{row.prefix}_{'A' * 43}"
    assert software.ask_token(HERE).status_code == 401


def test_one_proof_alone_is_taken(cast: Cast) -> None:
    vendor, _ = make_keyed_vendor(cast)
    assert ask(sign(vendor), client_secret="hnd_secret_x").json()["error"] == "invalid_request"
    both = ask([sign(vendor), sign(vendor)])
    assert both.json()["error"] == "invalid_request"


def test_two_keys_work_at_once_and_a_withdrawn_one_ends_with_its_tokens(cast: Cast) -> None:
    made = make_vendor(cast)
    vendor, newer = made.secret.vendor, ECKey.generate_key("P-256")
    approve(cast.alis, vendor, "send")
    withdraw_vendor_secret(cast.gwilym, made.secret, timezone.now())
    first = register_public_key(cast.gwilym, vendor, public(EC), timezone.now())
    register_public_key(cast.gwilym, vendor, public(newer), timezone.now())
    tokens = [ask(sign(vendor, key)).json()["access_token"] for key in (EC, newer)]
    withdraw_vendor_secret(cast.gwilym, first, timezone.now())
    headers = [{"HTTP_AUTHORIZATION": f"Bearer {each}"} for each in tokens]
    assert [Client().get("/api/v1/me", **each).status_code for each in headers] == [401, 200]
    assert [ask(sign(vendor, key)).status_code for key in (EC, newer)] == [401, 200]


def test_a_public_key_whose_name_is_d_is_no_private_one(cast: Cast) -> None:
    vendor = make_vendor(cast).secret.vendor
    text = json.dumps({**EC.as_dict(private=False), "kid": "d"})
    assert register_public_key(cast.gwilym, vendor, text, timezone.now()).public_key


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "vendor.key_shape"),
        ("a key", "vendor.key_shape"),
        ("{", "vendor.key_shape"),
        ("[]", "vendor.key_shape"),
        ('{"kty": "EC"}', "vendor.key_shape"),
        (json.dumps(EC.as_dict(private=True)), "vendor.key_private"),
        (EC.as_pem(private=True).decode(), "vendor.key_private"),
        (public(ECKey.generate_key("P-384")), "vendor.key_weak"),
        ('{"kty": "oct", "k": "c2VjcmV0"}', "vendor.key_weak"),
    ],
    ids=["empty", "words", "broken", "list", "half", "private-jwk", "private-pem", "p-384", "oct"],
)
def test_what_is_no_good_public_key_is_not_registered(cast: Cast, text: str, code: str) -> None:
    vendor = make_vendor(cast).secret.vendor
    with pytest.raises(VendorRefused) as refused:
        register_public_key(cast.gwilym, vendor, text, timezone.now())
    assert refused.value.problems["public_key"].code == code
    assert VendorSecret.objects.count() == 1


def test_the_administrator_pastes_a_key_in_pem_and_sees_it_among_the_secrets(cast: Cast, client: Client) -> None:
    vendor = make_vendor(cast).secret.vendor
    client.force_login(cast.gwilym)
    place = reverse("new-vendor-key", args=[vendor.reference])
    assert (
        "That is a private key" in client.post(place, {"public_key": EC.as_pem(private=True).decode()}).content.decode()
    )
    page = client.post(place, {"public_key": EC.as_pem(private=False).decode()}, follow=True).content.decode()
    assert "The public key is registered" in page
    row = vendor.secrets.exclude(public_key="").get()
    assert f"public key {row.prefix}" in page
    assert "has 2 secrets that work" in client.post(place, {"public_key": public(EC)}).content.decode()
    assert (
        "Withdraw the public key"
        in client.get(reverse("withdraw-vendor-secret", args=[vendor.reference, row.prefix])).content.decode()
    )
    assert Entry.objects.filter(action="vendor.key_registered").count() == 1


def test_nobody_else_registers_a_key(cast: Cast, client: Client) -> None:
    vendor = make_vendor(cast).secret.vendor
    client.force_login(cast.lowri)
    assert (
        client.post(reverse("new-vendor-key", args=[vendor.reference]), {"public_key": public(EC)}).status_code == 403
    )


def test_used_assertions_are_forgotten_when_they_could_not_be_taken_anyway(cast: Cast) -> None:
    vendor, _ = make_keyed_vendor(cast)
    ask(sign(vendor))
    now = timezone.now()
    forget_old_tokens(now)
    assert UsedAssertion.objects.count() == 1
    forget_old_tokens(now + timedelta(minutes=6))
    assert not UsedAssertion.objects.exists()
