"""Somebody without a right to it reaches for a key: in the database, in logs, in addresses, of another office, by trying."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from handover.portal.accounts.models import User
from handover.portal.accounts.sign_in_models import WrongTries
from handover.portal.accounts.tries import sign_in_buckets, take_try
from handover.portal.apikeys.changing import lower_key_rights
from handover.portal.apikeys.holders import KeyRefused, find_key_holder
from handover.portal.apikeys.key_text import invent_key, read_key
from handover.portal.apikeys.models import ApiKey
from handover.portal.audit.models import Entry
from handover.portal.request_log import without_secrets
from handover.portal.transfers.kinds import KINDS
from handover.portal.transfers.mailbox import find_transfer, list_received, visible
from handover.portal.transfers.moving import NotTheirs, take_step
from tests.cast import Cast
from tests.files import send
from tests.keys import AT_HOME, bearer, give_key

SignedIn = Callable[[User], Client]
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


def try_key(text: str, address: str = AT_HOME, now: datetime = NOON) -> KeyRefused:
    with pytest.raises(KeyRefused) as caught:
        find_key_holder(f"Bearer {text}", address, now)
    return caught.value


def test_a_stolen_database_holds_no_key_and_no_address_from_which_one_is_used(cast: Cast) -> None:
    made = give_key(cast.alis, "send", now=NOON)
    find_key_holder(bearer(made), "198.51.100.77", NOON)
    secret = made.text.text.rpartition("_")[2]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = [bytes(cell) if isinstance(cell, memoryview) else cell for row in cursor.fetchall() for cell in row]
            assert secret not in repr(rows), table
            assert "198.51.100.77" not in repr(rows), table


def test_the_digest_of_a_key_is_no_key(cast: Cast) -> None:
    made = give_key(cast.alis, "send", now=NOON)
    for stolen in (made.key.digest, f"hnd_live_{made.key.prefix}_{made.key.digest[:43]}"):
        assert try_key(stolen).problem.code == "key.unknown"


def test_a_digest_that_was_put_into_another_s_row_opens_only_that_row_s_office(cast: Cast) -> None:
    mine, theirs = give_key(cast.alis, "send", now=NOON), give_key(cast.bryn, "send", now=NOON)
    ApiKey.objects.filter(pk=theirs.key.pk).update(digest=mine.key.digest)
    assert find_key_holder(bearer(mine), AT_HOME, NOON).establishment == cast.nant_primary
    assert try_key(theirs.text.text).problem.code == "key.unknown"


def test_no_key_is_in_a_log_an_exception_or_the_audit_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    made = give_key(cast.alis, "send", now=NOON)
    secret = made.text.text.rpartition("_")[2]
    wrong = made.text.text[:-1] + "-"
    with caplog.at_level(logging.DEBUG):
        find_key_holder(bearer(made), AT_HOME, NOON)
        refused = [try_key(made.text.text, "10.0.0.1", NOON + timedelta(days=200)), try_key(wrong)]
    told = [repr(made), repr(made.text), str(made.key), *(f"{each!r} {each.problem!r}" for each in refused)]
    entries = [f"{entry.subject} {entry.username} {entry.details}" for entry in Entry.objects.all()]
    assert secret[:-1] not in "\n".join([caplog.text, *told, *entries])


@pytest.mark.parametrize("place", ["/api/v1/{}/inbox", "/api/v1/inbox?key={}", "/api/v1/inbox?limit=1&key={}&x=1"])
def test_a_key_in_an_address_is_not_written_into_the_log_of_requests(place: str) -> None:
    text = "hnd_live_abcdefgh_" + "s3cret" * 7 + "x"
    assert read_key(text)
    assert "s3cret" not in without_secrets(place.format(text))


@pytest.mark.parametrize("name", ["key", "replace-key", "lower-key-rights", "withdraw-api-key"])
@pytest.mark.parametrize("who", ["carys", "bryn"])
def test_the_key_of_another_school_is_not_there(cast: Cast, signed_in: SignedIn, name: str, who: str) -> None:
    made = give_key(cast.alis, "send", "collect")
    give_key(getattr(cast, who), "send")  # so that a second step does not stand before
    place = reverse(name, args=[made.key.reference])
    browser = signed_in(getattr(cast, who))
    answers = [browser.get(place), *([browser.post(place, {"overlap": 1, "rights": "send"})] if name != "key" else [])]
    assert {answer.status_code for answer in answers} == {404}
    key = ApiKey.objects.get(pk=made.key.pk)
    assert (key.withdrawn_at, key.rights, key.followers.count()) == (None, ["send", "collect"], 0)


@pytest.mark.parametrize("who", ["lowri", "gwilym"])
def test_an_administrator_reaches_no_key_of_another_authority_and_makes_none_for_it(
    cast: Cast, signed_in: SignedIn, who: str
) -> None:
    theirs = give_key(cast.carys, "send").key
    answer = signed_in(getattr(cast, who)).post(reverse("withdraw-api-key", args=[theirs.reference]))
    assert answer.status_code == (404 if who == "lowri" else 302)
    assert signed_in(cast.gwilym).get(reverse("new-key")).status_code == 403


def test_the_key_of_one_school_opens_no_file_of_another(cast: Cast) -> None:
    transfer = send(cast.alis, "6814990").transfer
    receiver = find_key_holder(bearer(give_key(cast.bryn, "send", "collect")), AT_HOME, NOON)
    stranger = find_key_holder(bearer(give_key(cast.carys, "send", "collect")), AT_HOME, NOON)
    assert find_transfer(transfer.reference, receiver) == transfer
    assert find_transfer(transfer.reference, stranger) is None
    for event in ("collect", "reject", "recall"):
        with pytest.raises(NotTheirs):
            take_step(event, transfer, by=stranger, now=NOON)


def test_a_key_that_only_sends_neither_lists_nor_takes_what_came_to_its_school(cast: Cast) -> None:
    transfer = send(cast.alis, "6814990").transfer
    sender = find_key_holder(bearer(give_key(cast.bryn, "send")), AT_HOME, NOON)
    assert not list_received(sender).exists()
    assert not visible(sender).exists()
    with pytest.raises(NotTheirs):
        take_step("collect", transfer, by=sender, now=NOON)


def test_lowered_rights_hold_from_the_next_request_on(cast: Cast) -> None:
    made = give_key(cast.alis, "send", "collect", now=NOON)
    collect = KINDS["ctf"].collect
    assert find_key_holder(bearer(made), AT_HOME, NOON).may(collect)
    lower_key_rights(cast.alis, made.key, ("send",), NOON)
    assert not find_key_holder(bearer(made), AT_HOME, NOON).may(collect)


def test_wrong_keys_are_braked_and_a_right_one_from_the_same_address_is_not(cast: Cast) -> None:
    made = give_key(cast.alis, "send", now=NOON)
    WrongTries.objects.create(kind="key", place_hash="", level=0, level_at=NOON)
    refused = [try_key(invent_key().text) for _ in range(2)]
    WrongTries.objects.filter(kind="key").exclude(place_hash="").update(level=10_000)
    braked = try_key(invent_key().text)
    assert {each.problem.code for each in refused} == {"key.unknown"}
    assert (braked.problem.code, braked.status) == ("key.too_many_tries", 429)
    assert braked.wait > timedelta(minutes=1)
    assert find_key_holder(bearer(made), AT_HOME, NOON)
    assert try_key(invent_key().text, "203.0.113.9").problem.code == "key.unknown"


def test_wrong_keys_keep_nobody_of_the_same_address_from_signing_in(cast: Cast) -> None:
    for _ in range(3):
        try_key(invent_key().text)
    WrongTries.objects.update(level=10_000)
    assert not take_try(sign_in_buckets("alis", AT_HOME, None), NOON).wait


def test_a_flood_of_wrong_keys_fills_neither_the_audit_log_nor_a_table(cast: Cast) -> None:
    made = give_key(cast.alis, "send", now=NOON)
    before = Entry.objects.count()
    for number in range(20):
        try_key(made.text.text[:-2] + f"{number:02}" if number else "nonsense")
    assert Entry.objects.count() - before == 2  # one about the key whose prefix is known, one about nobody's
    assert WrongTries.objects.count() == 1
