"""A vendor asks for tokens as RFC 6749 has it, and its software works for the schools that approve it."""

from datetime import timedelta

import pytest
from authlib.integrations.requests_client import OAuth2Session
from django.test import Client
from django.utils import timezone
from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter

from handover.portal.apikeys.changing import lower_key_rights
from handover.portal.apikeys.making import withdraw_api_key
from handover.portal.audit.models import Entry
from handover.portal.vendors.models import VendorToken
from handover.portal.vendors.registering import make_vendor_secret, withdraw_vendor, withdraw_vendor_secret
from handover.portal.vendors.tokens import forget_old_tokens
from tests.cast import Cast
from tests.files import ctf, name_of
from tests.vendors import approve, make_vendor, post_form, software_of

HERE = "establishment:6812990"


def test_a_token_works_for_the_school_that_approves_and_is_that_schools_software(cast: Cast) -> None:
    made = make_vendor(cast)
    approval = approve(cast.alis, made.secret.vendor, "send")
    answer = software_of(made).ask_token(HERE)
    assert answer.status_code == 200
    body = answer.json()
    assert body.keys() == {"access_token", "token_type", "expires_in", "scope"}
    assert (body["token_type"], body["expires_in"], body["scope"]) == ("Bearer", 1800, HERE)
    assert answer["Cache-Control"] == "no-store"
    program = software_of(made).program(HERE)
    me = program.get("/me").json()
    assert me["establishment"]["number"] == "6812990"
    assert me["vendor"] == {"name": "Branwen MIS", "client_id": made.secret.vendor.client_id}
    assert me["rights"] == ["send"]
    sent = program.send(name_of("6812990", "6814990"), ctf("6812990", "6814990"))
    assert sent.status_code == 201, sent.content
    acted = Entry.objects.filter(role="key", establishment="6812990").exclude(action="key.new_origin")
    assert {entry.username for entry in acted} == {"vendor Branwen MIS"}
    approval.key.refresh_from_db()
    assert approval.key.last_used_at is not None


def test_the_secret_may_stand_in_the_form_as_well(cast: Cast) -> None:
    made = make_vendor(cast)
    form = {"grant_type": "client_credentials", "client_id": made.secret.vendor.client_id}
    assert post_form({**form, "client_secret": made.text.text}).status_code == 200


class SiteAdapter(BaseAdapter):
    """The way of the library `requests` to the site of the test."""

    def send(self, request: PreparedRequest, **_: object) -> Response:
        headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
        kind = request.headers.get("Content-Type", "text/plain")
        found = Client().generic(request.method, request.path_url, request.body or "", kind, **headers)
        response = Response()
        response.status_code, response._content, response.request = found.status_code, found.content, request
        return response

    def close(self) -> None:
        pass


def test_a_library_for_clients_of_oauth_gets_a_token_and_uses_it(cast: Cast) -> None:
    made = make_vendor(cast)
    approve(cast.alis, made.secret.vendor, "send")
    with OAuth2Session(made.secret.vendor.client_id, made.text.text, scope=HERE) as session:
        session.mount("https://", SiteAdapter())
        session.fetch_token("https://testserver/api/oauth/token", grant_type="client_credentials")
        assert session.get("https://testserver/api/v1/me").json()["mailbox"] == "6812990"


def test_the_document_of_the_token_endpoint_is_as_rfc_8414_has_it(db: None) -> None:
    answer = Client().get("/.well-known/oauth-authorization-server")
    document = answer.json()
    assert document["token_endpoint"].endswith("/api/oauth/token")
    assert document["grant_types_supported"] == ["client_credentials"]
    methods = ["client_secret_basic", "client_secret_post", "private_key_jwt"]
    assert document["token_endpoint_auth_methods_supported"] == methods
    assert document["token_endpoint_auth_signing_alg_values_supported"] == ["ES256", "RS256", "PS256", "EdDSA"]
    assert "Set-Cookie" not in answer


FORM = {"grant_type": "client_credentials"}


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({}, "invalid_request"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": 'authorization_code\x00"é'}, "unsupported_grant_type"),
        ({"grant_type": ["client_credentials", "client_credentials"]}, "invalid_request"),
        ({**FORM, "scope": "everything"}, "invalid_scope"),
        ({**FORM, "scope": "establishment:6812990 establishment:6814990"}, "invalid_scope"),
        ({**FORM, "scope": "establishment:6814990"}, "invalid_scope"),
        ({**FORM, "scope": "establishment:0000000"}, "invalid_scope"),
        ({**FORM, "client_secret": "hnd_secret_x"}, "invalid_request"),
    ],
)
def test_what_is_wrong_is_told_with_the_codes_of_rfc_6749(cast: Cast, form: dict[str, object], error: str) -> None:
    made = make_vendor(cast)
    approve(cast.alis, made.secret.vendor, "send")
    software = software_of(made)
    answer = software.ask_token(**{"grant_type": "", **form})
    assert (answer.status_code, answer.json()["error"]) == (400, error)
    assert answer["Cache-Control"] == "no-store"
    assert answer.json()["error_description"].isascii()
    assert not VendorToken.objects.exists()


@pytest.mark.parametrize("name", ["secret", "client_id"])
def test_a_wrong_secret_or_client_id_is_refused_in_the_same_words(cast: Cast, name: str) -> None:
    software = software_of(make_vendor(cast))
    given = getattr(software, name)
    setattr(software, name, given[:-1] + ("a" if given[-1] != "a" else "b"))
    answer = software.ask_token()
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert answer["WWW-Authenticate"] == 'Basic realm="Handover"'


def test_two_secrets_work_at_once_and_a_withdrawn_one_ends_with_its_tokens(cast: Cast) -> None:
    old = make_vendor(cast)
    approve(cast.alis, old.secret.vendor, "send")
    new = make_vendor_secret(cast.gwilym, old.secret.vendor, timezone.now())
    of_old, of_new = (software_of(each).program(HERE) for each in (old, new))
    assert [each.get("/me").status_code for each in (of_old, of_new)] == [200, 200]
    assert withdraw_vendor_secret(cast.gwilym, old.secret, timezone.now())
    assert [each.get("/me").status_code for each in (of_old, of_new)] == [401, 200]
    assert software_of(old).ask_token().status_code == 401


def test_a_lowered_or_withdrawn_approval_holds_for_tokens_already_given(cast: Cast) -> None:
    made = make_vendor(cast)
    key = approve(cast.alis, made.secret.vendor, "send", "collect").key
    program = software_of(made).program(HERE)
    assert program.get("/inbox").status_code == 200
    lower_key_rights(cast.alis, key, ("send",), timezone.now())
    assert program.get("/inbox").json()["code"] == "api.not_allowed"
    withdraw_api_key(cast.alis, key, timezone.now())
    assert program.get("/me").json()["code"] == "key.withdrawn"
    assert software_of(made).ask_token(HERE).json()["error"] == "invalid_scope"


def test_a_withdrawn_vendor_is_out_at_once(cast: Cast) -> None:
    made = make_vendor(cast)
    approve(cast.alis, made.secret.vendor, "send")
    program, own = software_of(made).program(HERE), software_of(made).program()
    withdraw_vendor(cast.gwilym, made.secret.vendor, timezone.now())
    assert program.get("/me").status_code == own.get("/vendor/establishments").status_code == 401
    assert software_of(made).ask_token().json()["error"] == "invalid_client"


def test_a_token_ends_after_half_an_hour_and_says_so_for_a_day(cast: Cast) -> None:
    made = make_vendor(cast)
    approve(cast.alis, made.secret.vendor, "send")
    program = software_of(made).program(HERE)
    VendorToken.objects.update(ends_at=timezone.now())
    assert program.get("/me").json()["code"] == "key.token_ended"
    assert forget_old_tokens(timezone.now() + timedelta(hours=23)) == 0
    assert forget_old_tokens(timezone.now() + timedelta(hours=25)) == 1
    assert program.get("/me").json()["code"] == "key.unknown"


def test_a_vendor_lists_the_offices_that_approve_it_and_nothing_else(cast: Cast) -> None:
    made, other = make_vendor(cast), make_vendor(cast, "Another MIS")
    approve(cast.alis, made.secret.vendor, "send", "collect")
    approve(cast.lowri, made.secret.vendor, "monitor", role="lea-user")
    withdraw_api_key(cast.bryn, approve(cast.bryn, made.secret.vendor, "send").key, timezone.now())
    approve(cast.carys, other.secret.vendor, "send")
    own = software_of(made).program()
    first = own.get("/vendor/establishments?limit=1").json()
    rest = own.get(f"/vendor/establishments?cursor={first['next']}").json()
    listed = [*first["items"], *rest["items"]]
    assert [(each["scope"], each["rights"], each["mailbox"]) for each in listed] == [
        ("establishment:6812990", ["send", "collect"], "6812990"),
        ("establishment:681LLLL", ["monitor"], "681LLLL"),
    ]
    assert rest["next"] is None
    assert own.get("/inbox").json()["code"] == "key.token_of_no_office"
    assert software_of(made).program(HERE).get("/vendor/establishments").json()["code"] == "key.for_vendors"
