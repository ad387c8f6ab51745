"""Somebody without a right to it reaches for what a vendor may do: in the database, in logs and addresses, by trying, with the
token of another school, and with every operation once the school has said no.
"""

import logging
from base64 import b64encode
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from handover.portal.accounts.sign_in_models import WrongTries
from handover.portal.api.operations import OPERATIONS
from handover.portal.apikeys.changing import lower_key_rights
from handover.portal.apikeys.making import withdraw_api_key
from handover.portal.audit.models import Entry
from handover.portal.request_log import without_secrets
from handover.portal.vendors.limits import MOST_TOKENS
from handover.portal.vendors.models import Vendor, VendorToken
from handover.portal.vendors.tokens import give_token
from tests.cast import Cast
from tests.files import send
from tests.keys import bearer, give_key
from tests.programs import Program
from tests.vendors import TOKEN, VendorSoftware, approve, make_vendor, post_form, software_of

HERE = "establishment:6812990"
NOBODY = str(UUID(int=7))
OF_OFFICES = {key: row for key, row in OPERATIONS.items() if not row.for_vendors}


def ask_all(program: Program) -> dict[str, tuple[int, str]]:
    """Return the status and code with which each operation of an office answers a program, about things that are not there."""
    told = {}
    for key, row in OF_OFFICES.items():
        names = {"number": "6814990", "key": "general"}
        path = row.public_path
        for part in path.split("{")[1:]:
            name = part.partition("}")[0]
            path = path.replace("{" + name + "}", names.get(name, NOBODY))
        answer = program.ask(row.method, path)
        refused = answer.status_code >= 400 and row.method != "HEAD"
        code = answer.json()["code"] if refused else ""
        told[key] = (answer.status_code, code)
    return told


def test_a_vendor_does_with_every_operation_what_a_key_with_these_rights_does(cast: Cast) -> None:
    made = make_vendor(cast)
    key = approve(cast.alis, made.secret.vendor, "send", "collect").key
    program = software_of(made).program(HERE)
    with_key = ask_all(Program(bearer(give_key(cast.alis, "send", "collect"))))
    assert ask_all(program) == with_key
    assert with_key["list_inbox"][0] == 200
    assert with_key["list_messages"] == (403, "api.not_allowed")
    lower_key_rights(cast.alis, key, ("send",), timezone.now())
    lowered = ask_all(program)
    assert lowered == ask_all(Program(bearer(give_key(cast.alis, "send"))))
    assert lowered["list_inbox"] == (403, "api.not_allowed")
    withdraw_api_key(cast.alis, key, timezone.now())
    answers = ask_all(program)
    assert set(answers.values()) - {(401, "")} == {(401, "key.withdrawn")}


def test_a_vendor_that_no_school_approves_opens_no_operation_of_one(cast: Cast) -> None:
    software = software_of(make_vendor(cast))
    assert software.ask_token(HERE).json()["error"] == "invalid_scope"
    answers = ask_all(software.program())
    assert set(answers.values()) - {(403, "")} == {(403, "key.token_of_no_office")}


def test_a_token_for_one_school_opens_no_file_of_another(cast: Cast) -> None:
    made = make_vendor(cast)
    for person in (cast.alis, cast.bryn, cast.carys):
        approve(person, made.secret.vendor, "send", "collect")
    transfer = send(cast.alis, "6814990").transfer
    receiver, stranger = (software_of(made).program(f"establishment:{number}") for number in ("6814990", "6602991"))
    assert receiver.get(f"/transfers/{transfer.reference}").status_code == 200
    for method, path in (("GET", ""), ("GET", "/content"), ("POST", "/acknowledge"), ("POST", "/recall")):
        assert stranger.ask(method, f"/transfers/{transfer.reference}{path}").status_code == 404


def test_the_secret_of_one_vendor_opens_nothing_of_another(cast: Cast) -> None:
    mine, theirs = make_vendor(cast), make_vendor(cast, "Another MIS")
    mixed = VendorSoftware(theirs.secret.vendor.client_id, mine.text.text)
    assert mixed.ask_token().json()["error"] == "invalid_client"
    approve(cast.alis, theirs.secret.vendor, "send")
    assert software_of(mine).ask_token(HERE).json()["error"] == "invalid_scope"


@pytest.mark.parametrize("change", ["closed", "inactive"])
def test_a_school_that_has_closed_is_closed_to_its_vendor(cast: Cast, change: str) -> None:
    made = make_vendor(cast)
    approve(cast.alis, made.secret.vendor, "send")
    program = software_of(made).program(HERE)
    if change == "closed":
        cast.nant_primary.closed_on = timezone.localdate()
    else:
        cast.nant_primary.active = False
    cast.nant_primary.save()
    assert program.get("/me").json()["code"] == "key.office_closed"


def test_an_approval_with_address_ranges_holds_for_the_vendors_tokens(cast: Cast) -> None:
    made = make_vendor(cast)
    approve(cast.alis, made.secret.vendor, "send", networks=("192.0.2.0/24",))
    assert software_of(made).program(HERE).get("/me").json()["code"] == "key.elsewhere"


def test_no_token_opens_a_page_and_no_approval_is_a_key(cast: Cast) -> None:
    made = make_vendor(cast)
    key = approve(cast.alis, made.secret.vendor, "send").key
    program = software_of(made).program(HERE)
    page = Client().get("/keys/", HTTP_AUTHORIZATION=program.authorization)
    assert page.status_code == 302
    for text in (f"hnd_live_{key.prefix}_{'a' * 43}", made.text.text, f"hnd_token_{key.prefix}_{'a' * 43}"):
        assert Program(f"Bearer {text}").get("/me").json()["code"] == "key.unknown"


def test_a_stolen_database_holds_no_secret_and_no_token(cast: Cast) -> None:
    made = make_vendor(cast)
    approve(cast.alis, made.secret.vendor, "send")
    program = software_of(made).program(HERE)
    secrets = [each.rpartition("_")[2] for each in (made.text.text, program.authorization)]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = repr(cursor.fetchall())
            assert not any(secret in rows for secret in secrets), table
    digest = VendorToken.objects.get().digest
    assert Program(f"Bearer hnd_token_abcdefgh_{digest[:43]}").get("/me").status_code == 401


def test_no_secret_and_no_token_is_in_a_log_or_the_audit_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    made = make_vendor(cast)
    approve(cast.alis, made.secret.vendor, "send")
    with caplog.at_level(logging.DEBUG):
        software = software_of(made)
        program = software.program(HERE)
        program.get("/me")
        software.ask_token("establishment:9999999")
        VendorSoftware(software.client_id, made.text.text[:-1] + "-").ask_token()
        wrong = post_form({"grant_type": "client_credentials", "client_id": "x", "client_secret": made.text.text})
        VendorToken.objects.update(ends_at=timezone.now())
        program.get("/me")
    assert wrong.status_code == 401
    entries = [f"{entry.subject} {entry.username} {entry.details}" for entry in Entry.objects.all()]
    told = "\n".join([caplog.text, *entries, repr(made), repr(made.text)])
    for text in (made.text.text, program.authorization):
        assert text.rpartition("_")[2][:-1] not in told


@pytest.mark.parametrize("name", ["client_secret", "anything"])
def test_a_secret_or_token_in_an_address_is_refused_and_not_written_down(cast: Cast, name: str) -> None:
    made = make_vendor(cast)
    token = software_of(made).program().authorization.removeprefix("Bearer ")
    for text, place in ((made.text.text, TOKEN), (token, "/api/v1/me"), (token, TOKEN)):
        answer = Client().post(f"{place}?{name}={text}") if place == TOKEN else Client().get(f"{place}?{name}={text}")
        assert (answer.status_code, answer.json()["code"]) == (400, "key.in_address")
        assert text not in without_secrets(f"{place}?{name}={text}")
    assert post_form({"grant_type": "client_credentials"}).status_code == 401
    by_address = Client().post(f"{TOKEN}?grant_type=client_credentials&client_id={made.secret.vendor.client_id}")
    assert by_address.json()["error"] == "invalid_request"


def test_wrong_secrets_are_braked_and_the_right_one_from_the_same_address_is_not(cast: Cast) -> None:
    made = make_vendor(cast)
    wrong = VendorSoftware(made.secret.vendor.client_id, "hnd_secret_abcdefgh_" + "x" * 43)
    assert wrong.ask_token().status_code == 401
    WrongTries.objects.filter(kind="key").update(level=10_000)
    braked = wrong.ask_token()
    assert (braked.status_code, braked.json()["code"]) == (429, "key.too_many_tries")
    assert int(braked["Retry-After"]) > 60
    assert software_of(made).ask_token().status_code == 200


@pytest.mark.parametrize(
    "header",
    ["Basic", "Basic !!!", "Basic " + b64encode(b"\xff\xfe:\x00").decode(), "Basic " + b64encode(b"a\0b:c").decode()],
)
def test_proofs_that_are_none_are_refused_without_a_fault(cast: Cast, header: str) -> None:
    answer = post_form({"grant_type": "client_credentials"}, HTTP_AUTHORIZATION=header)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert post_form({"grant_type": "client_credentials", "client_id": "a\0", "client_secret": "b"}).status_code == 401


def test_a_browser_is_asked_for_no_token_and_gets_no_cookie(cast: Cast) -> None:
    assert Client().get(TOKEN).status_code == 405
    answer = software_of(make_vendor(cast)).ask_token()
    assert "Set-Cookie" not in answer
    assert "Access-Control-Allow-Origin" not in answer


def test_a_vendor_cannot_fill_the_database_with_tokens(cast: Cast) -> None:
    secret, now = make_vendor(cast).secret, timezone.now()
    first = give_token(secret, None, now)
    for number in range(MOST_TOKENS + 4):
        give_token(secret, None, now + timedelta(seconds=number))
    assert VendorToken.objects.count() == MOST_TOKENS
    assert not VendorToken.objects.filter(digest=first.digest).exists()


def test_a_vendor_that_asks_without_end_is_told_to_wait(cast: Cast, settings: object) -> None:
    values = {**settings.CONFIG.values, "HANDOVER_API_REQUESTS_A_MINUTE": 2}  # type: ignore[attr-defined]
    settings.CONFIG = type(settings.CONFIG)(values)  # type: ignore[attr-defined]
    software = software_of(make_vendor(cast))
    told = [software.ask_token().status_code for _ in range(5)]
    assert told.count(200) <= 4  # two for each of the minutes in which this may have run
    assert told[-1] == 429
    assert Vendor.objects.count() == 1
