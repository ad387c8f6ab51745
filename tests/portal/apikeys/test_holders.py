"""A program comes with a key: whom it stands for, what it may do, and why it is turned away."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handover.portal.apikeys.holders import KeyHolder, KeyRefused, find_key_holder, refuse_key_in_address
from handover.portal.apikeys.making import withdraw_api_key
from handover.portal.apikeys.models import ApiKey, KeyOrigin
from handover.portal.audit.log import Actor
from handover.portal.audit.models import Entry
from handover.portal.expected.permissions import EXPECT
from handover.portal.lostpupils.permissions import RELEASE_LOST, SEARCH_LOST
from handover.portal.transfers.permissions import COLLECT_CTF, SEND_CTF
from tests.cast import Cast
from tests.keys import AT_HOME, NETWORKS, bearer, give_key

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


def refusal(header: str, address: str = AT_HOME, now: datetime = NOON) -> KeyRefused:
    with pytest.raises(KeyRefused) as caught:
        find_key_holder(header, address, now)
    return caught.value


def test_a_school_s_program_stands_for_its_school(cast: Cast) -> None:
    made = give_key(cast.alis, "send", name="SIMS export", now=NOON)
    holder = find_key_holder(bearer(made), AT_HOME, NOON)
    assert isinstance(holder, KeyHolder)
    assert (holder.establishment, holder.role, holder.mailbox) == (cast.nant_primary, "school", "6812990")
    assert holder.actor == Actor(f"key SIMS export ({made.text.prefix})", "key", "6812990")


def test_it_may_do_what_its_right_opens_and_nothing_else_that_a_school_may(cast: Cast) -> None:
    holder = find_key_holder(bearer(give_key(cast.alis, "send", now=NOON)), AT_HOME, NOON)
    assert holder.may(SEND_CTF)
    assert not holder.may(COLLECT_CTF)
    assert not holder.may(EXPECT)
    assert holder.may(COLLECT_CTF, SEND_CTF)


def test_a_right_opens_no_more_than_the_role_of_the_key(cast: Cast) -> None:
    made = give_key(cast.lowri, "search_lost", role="lea-lost-pupil", networks=NETWORKS, now=NOON)
    ApiKey.objects.update(rights=["search_lost", "release_lost", "send"])
    holder = find_key_holder(bearer(made), AT_HOME, NOON)
    assert holder.may(SEARCH_LOST)
    assert not holder.may(RELEASE_LOST)
    assert not holder.may(SEND_CTF)


def test_an_authority_s_key_works_with_the_mailbox_of_its_role(cast: Cast) -> None:
    made = give_key(cast.lowri, "send", role="lea-admissions", now=NOON)
    assert find_key_holder(bearer(made), AT_HOME, NOON).mailbox == "681ADMS"


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer  "])
def test_without_a_key_the_program_is_told_how_to_send_one(cast: Cast, header: str) -> None:
    refused = refusal(header)
    assert (refused.problem.code, refused.status) == ("key.missing", 401)
    assert "Authorization: Bearer" in refused.problem.remedy("cy")


def test_a_key_in_another_scheme_or_with_a_letter_changed_is_unknown(cast: Cast) -> None:
    text = give_key(cast.alis, "send", now=NOON).text.text
    changed = text[:-1] + ("a" if text[-1] != "a" else "b")
    for header in (
        f"Basic {text}",
        f"Bearer {changed}",
        f"Bearer {text}x",
        "Bearer hnd_live_",
        f"Bearer {text} {text}",
    ):
        assert (refusal(header).problem.code, refusal(header).status) == ("key.unknown", 401)


def test_a_key_works_to_the_end_of_its_last_day(cast: Cast) -> None:
    made = give_key(cast.alis, "send", name="SIMS export", now=NOON, days=10)
    find_key_holder(bearer(made), AT_HOME, datetime(2026, 9, 11, 22, 59, tzinfo=UTC))
    refused = refusal(bearer(made), now=datetime(2026, 9, 11, 23, 1, tzinfo=UTC))
    assert (refused.problem.code, refused.status) == ("key.ended", 401)
    assert refused.problem.message() == "The key “SIMS export” ended on 11 September 2026."


def test_a_withdrawn_key_is_refused_at_once(cast: Cast) -> None:
    made = give_key(cast.alis, "send", now=NOON)
    find_key_holder(bearer(made), AT_HOME, NOON)
    withdraw_api_key(cast.alis, made.key, NOON)
    assert refusal(bearer(made)).problem.code == "key.withdrawn"


def test_the_key_of_a_school_that_has_closed_is_refused_with_its_name(cast: Cast) -> None:
    made = give_key(cast.alis, "send", now=NOON)
    cast.nant_primary.closed_on = date(2026, 9, 1)
    cast.nant_primary.save()
    refused = refusal(bearer(made))
    assert (refused.problem.code, refused.status) == ("key.office_closed", 403)
    assert "Ysgol Gynradd Nant y Wennol" in refused.problem.message("cy")


@pytest.mark.parametrize("address", ["192.0.2.200", "::ffff:192.0.2.200", "2001:db8:1::5"])
def test_a_key_with_ranges_works_inside_them(cast: Cast, address: str) -> None:
    made = give_key(cast.alis, "send", networks=("192.0.2.0/24", "2001:db8:1::/48"), now=NOON)
    assert find_key_holder(bearer(made), address, NOON)


@pytest.mark.parametrize("address", ["192.0.3.1", "2001:db8:2::5", "", "unix socket"])
def test_a_key_with_ranges_does_not_work_elsewhere(cast: Cast, address: str) -> None:
    made = give_key(cast.alis, "send", networks=("192.0.2.0/24", "2001:db8:1::/48"), now=NOON)
    refused = refusal(bearer(made), address)
    assert (refused.problem.code, refused.status) == ("key.elsewhere", 403)


def test_a_key_in_an_address_is_refused_and_told_what_to_do(cast: Cast) -> None:
    text = give_key(cast.alis, "send", now=NOON).text.text
    with pytest.raises(KeyRefused) as caught:
        refuse_key_in_address(f"/api/v1/inbox?key={text}&limit=5")
    assert (caught.value.problem.code, caught.value.status) == ("key.in_address", 400)
    assert "Withdraw that key" in caught.value.problem.remedy()
    refuse_key_in_address("/api/v1/inbox?limit=5")


def test_a_use_is_written_down_at_most_once_a_minute(cast: Cast) -> None:
    made = give_key(cast.alis, "send", now=NOON)
    find_key_holder(bearer(made), AT_HOME, NOON)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        find_key_holder(bearer(made), AT_HOME, NOON + timedelta(seconds=59))
    assert len(asked) == 1
    assert ApiKey.objects.get().last_used_at == NOON
    find_key_holder(bearer(made), AT_HOME, NOON + timedelta(seconds=61))
    assert ApiKey.objects.get().last_used_at == NOON + timedelta(seconds=61)
    assert KeyOrigin.objects.get().last_used_at == NOON + timedelta(seconds=61)


def test_the_first_use_from_each_address_is_in_the_audit_log(cast: Cast) -> None:
    made = give_key(cast.alis, "send", now=NOON)
    for seconds, address in enumerate((AT_HOME, "198.51.100.4", AT_HOME, "2001:db8::1", "2001:db8::2")):
        find_key_holder(bearer(made), address, NOON + timedelta(seconds=seconds))
    entries = Entry.objects.filter(action="key.new_origin")
    assert [entry.subject for entry in entries] == [str(made.key.reference)] * 3
    assert {entry.username for entry in entries} == {f"key Autumn import ({made.text.prefix})"}
    assert sorted(origin.place for origin in KeyOrigin.objects.all()) == [AT_HOME, "198.51.100.4", "2001:db8::/64"]
