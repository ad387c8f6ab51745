"""Who may make a key, of which kind, and what becomes of it: replaced, lowered, withdrawn, told before its end."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from handover.portal.accounts.models import User
from handover.portal.apikeys import listing
from handover.portal.apikeys.changing import lower_key_rights, replace_api_key
from handover.portal.apikeys.holders import KeyRefused, find_key_holder
from handover.portal.apikeys.making import KeyNotMade, WantedKey, make_api_key, roles_for_keys, withdraw_api_key
from handover.portal.apikeys.models import ApiKey
from handover.portal.apikeys.rights import RIGHTS, rights_of_role
from handover.portal.apikeys.telling import tell_of_ends
from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from tests.cast import Cast
from tests.keys import AT_HOME, NETWORKS, bearer, give_key

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


def codes(by: User, *rights: str, **changes: object) -> dict[str, str]:
    with pytest.raises(KeyNotMade) as caught:
        give_key(by, *rights, now=NOON, **changes)  # type: ignore[arg-type]
    return {field: problem.code for field, problem in caught.value.problems.items()}


def test_an_authority_s_administrator_gives_a_key_the_roles_that_they_may_give_people(cast: Cast) -> None:
    assert [role.key for role in roles_for_keys(cast.lowri)] == [
        "lea-user",
        "lea-lost-pupil",
        "lea-lost-pupil-transfer",
        "lea-dba-view",
        "lea-school",
        "lea-plasc",
        "lea-admissions",
    ]
    assert [role.key for role in roles_for_keys(cast.alis)] == ["school"]


@pytest.mark.parametrize("name", ["efa", "hana", "macsen", "nerys", "owain", "padrig", "gwilym"])
def test_nobody_else_makes_keys(cast: Cast, name: str) -> None:
    assert roles_for_keys(getattr(cast, name)) == ()
    with pytest.raises(PermissionDenied):
        give_key(getattr(cast, name), "send", now=NOON)


def test_a_school_s_key_can_be_given_what_a_school_does(cast: Cast) -> None:
    assert [right.key for right in rights_of_role("school")] == ["send", "collect", "webhooks", "messages", "expected"]
    assert codes(cast.alis, "send", "search_lost", "invite") == {"rights": "key.rights_beyond"}


def test_no_right_opens_the_looking_after_of_people_schools_or_keys() -> None:
    opened = {permission.key for right in RIGHTS.values() for permission in right.opens}
    kept_for_people = {"invite", "change_people", "check_people", "manage_keys", "oversee_keys", "keep_schools"}
    assert opened.isdisjoint(kept_for_people)


@pytest.mark.parametrize("role", ["lea-dba", "national", "school", "nothing"])
def test_a_key_never_has_a_role_that_its_maker_may_not_give(cast: Cast, role: str) -> None:
    assert codes(cast.lowri, "send", role=role) == {"role": "key.role_beyond"}


def test_whoever_has_no_second_step_makes_no_key(cast: Cast) -> None:
    with pytest.raises(KeyNotMade) as caught:
        make_api_key(cast.bryn, WantedKey("Import", ("send",), date(2026, 12, 1)), NOON)
    assert [problem.code for problem in caught.value.problems.values()] == ["key.second_step_needed"]
    assert not ApiKey.objects.exists()


def test_a_role_that_takes_a_second_step_needs_addresses_in_its_place(cast: Cast) -> None:
    assert codes(cast.lowri, "search_lost", role="lea-lost-pupil") == {"networks": "key.networks_needed"}
    assert give_key(cast.lowri, "search_lost", role="lea-lost-pupil", networks=NETWORKS, now=NOON)


@pytest.mark.parametrize(
    ("networks", "code"),
    [
        (("192.0.2.0/33",), "key.network_shape"),
        (("the office",), "key.network_shape"),
        (("0.0.0.0/0",), "key.network_wide"),
        (("128.0.0.0/7",), "key.network_wide"),
        (("2001::/16",), "key.network_wide"),
        (("192.0.2.1",) * 21, "key.networks_many"),
    ],
)
def test_ranges_that_are_none_or_everywhere_are_not_taken(cast: Cast, networks: tuple[str, ...], code: str) -> None:
    assert codes(cast.alis, "send", networks=networks) == {"networks": code}


def test_ranges_are_kept_as_networks(cast: Cast) -> None:
    made = give_key(cast.alis, "send", networks=(" 192.0.2.77/24", "192.0.2.7", "2001:db8::7/64"), now=NOON)
    assert made.key.networks == ["192.0.2.0/24", "192.0.2.7/32", "2001:db8::/64"]


def test_a_key_works_400_days_at_most_and_is_named(cast: Cast) -> None:
    assert codes(cast.alis, "send", days=401) == {"ends_on": "key.end_day"}
    assert codes(cast.alis, "send", days=-1) == {"ends_on": "key.end_day"}
    assert codes(cast.alis, name=" ") == {"name": "key.name_shape", "rights": "key.no_rights"}
    assert codes(cast.alis, "send", name="n" * 46) == {"name": "key.name_shape"}
    assert codes(cast.alis, "send", name="a\nb") == {"name": "key.name_shape"}
    assert give_key(cast.alis, "send", days=400, name="n" * 45, now=NOON).key.ends_on == date(2027, 10, 6)


def test_an_office_has_a_hundred_working_keys_at_most(cast: Cast) -> None:
    first = give_key(cast.alis, "send", now=NOON).key
    ApiKey.objects.bulk_create(
        ApiKey(
            establishment=first.establishment,
            role="school",
            name=f"key {number}",
            prefix=f"abcd{number:04}",
            digest="",
            made_at=NOON,
            made_by=cast.alis,
            ends_on=first.ends_on,
        )
        for number in range(99)
    )
    assert codes(cast.alis, "send") == {"": "key.many"}
    withdraw_api_key(cast.alis, first, NOON)
    assert give_key(cast.alis, "send", now=NOON)


def test_two_keys_made_for_one_office_are_different(cast: Cast) -> None:
    one, other = give_key(cast.alis, "send", now=NOON), give_key(cast.alis, "send", now=NOON)
    assert one.text.prefix != other.text.prefix
    assert one.text.text != other.text.text


def test_making_and_withdrawing_are_written_down_and_told(cast: Cast) -> None:
    made = give_key(cast.alis, "send", "collect", name="SIMS", networks=("192.0.2.0/24",), now=NOON, days=30)
    assert withdraw_api_key(cast.alis, made.key, NOON)
    assert not withdraw_api_key(cast.alis, made.key, NOON)
    entries = Entry.objects.filter(subject=str(made.key.reference)).order_by("sequence")
    assert [(entry.action, entry.username, entry.establishment) for entry in entries] == [
        ("key.made", "alis", "6812990"),
        ("key.withdrawn", "alis", "6812990"),
    ]
    assert '"ends": "2026-10-01"' in entries[0].details
    assert '"rights": "send collect"' in entries[0].details
    notices = Notice.objects.order_by("pk")
    assert [(notice.kind, notice.recipient) for notice in notices] == [
        ("key_made", "nant-primary@example.org"),
        ("key_made", "alis@example.org"),
        ("key_withdrawn", "nant-primary@example.org"),
        ("key_withdrawn", "alis@example.org"),
    ]
    assert "SIMS" in notices[1].body
    assert made.text.text[18:] not in "".join(notice.body for notice in notices)


def test_an_office_without_an_address_is_told_through_those_who_look_after_its_keys(cast: Cast) -> None:
    cast.caerwennol.email = ""
    cast.caerwennol.save()
    give_key(cast.lowri, "send", role="lea-user", now=NOON)
    assert list(Notice.objects.values_list("recipient", flat=True)) == ["lowri@example.org"]


def test_a_key_in_another_s_place_works_beside_it_for_some_days(cast: Cast) -> None:
    old = give_key(cast.alis, "send", "collect", networks=("192.0.2.0/24",), now=NOON)
    new = replace_api_key(cast.alis, old.key, 365, 14, NOON)
    assert (new.key.rights, new.key.networks, new.key.name) == (["send", "collect"], ["192.0.2.0/24"], "Autumn import")
    assert new.key.follows == old.key
    last = datetime(2026, 9, 15, 21, tzinfo=UTC)
    for made in (old, new):
        assert find_key_holder(bearer(made), AT_HOME, last)
    with pytest.raises(KeyRefused) as caught:
        find_key_holder(bearer(old), AT_HOME, last + timedelta(days=1))
    assert caught.value.problem.code == "key.ended"
    assert find_key_holder(bearer(new), AT_HOME, last + timedelta(days=1))
    assert Entry.objects.filter(action="key.replaced", subject=str(new.key.reference)).count() == 1


def test_a_replaced_key_never_works_longer_than_it_would_have(cast: Cast) -> None:
    old = give_key(cast.alis, "send", now=NOON, days=5)
    replace_api_key(cast.alis, old.key, 365, 14, NOON)
    assert ApiKey.objects.get(pk=old.key.pk).ends_on == date(2026, 9, 6)


def test_a_withdrawn_or_ended_key_is_not_replaced(cast: Cast) -> None:
    old = give_key(cast.alis, "send", now=NOON, days=5)
    with pytest.raises(KeyNotMade):
        replace_api_key(cast.alis, old.key, 365, 14, NOON + timedelta(days=6))
    withdraw_api_key(cast.alis, old.key, NOON)
    with pytest.raises(KeyNotMade):
        replace_api_key(cast.alis, old.key, 365, 14, NOON)
    assert ApiKey.objects.count() == 1


def test_a_right_that_a_colleague_has_just_taken_away_does_not_come_back_with_the_key_in_its_place(cast: Cast) -> None:
    seen = give_key(cast.alis, "send", "collect", now=NOON).key
    lower_key_rights(cast.alis, ApiKey.objects.get(pk=seen.pk), ("collect",), NOON)
    assert replace_api_key(cast.alis, seen, 365, 14, NOON).key.rights == ["collect"]


def test_no_rights_are_taken_from_a_withdrawn_or_ended_key(cast: Cast) -> None:
    key = give_key(cast.alis, "send", "collect", now=NOON, days=5).key
    with pytest.raises(KeyNotMade):
        lower_key_rights(cast.alis, key, ("send",), NOON + timedelta(days=6))
    withdraw_api_key(cast.alis, key, NOON)
    with pytest.raises(KeyNotMade):
        lower_key_rights(cast.alis, key, ("send",), NOON)
    assert ApiKey.objects.get().rights == ["send", "collect"]


def test_rights_are_taken_away_and_never_added(cast: Cast) -> None:
    made = give_key(cast.alis, "send", "collect", now=NOON)
    assert lower_key_rights(cast.alis, made.key, ("collect", "messages"), NOON)
    assert ApiKey.objects.get().rights == ["collect"]
    assert not lower_key_rights(cast.alis, made.key, ("collect", "send"), NOON)
    with pytest.raises(KeyNotMade):
        lower_key_rights(cast.alis, made.key, ("messages",), NOON)
    assert ApiKey.objects.get().rights == ["collect"]


def told_on(*days: date) -> list[tuple[str, str]]:
    Notice.objects.all().delete()
    for day in days:
        tell_of_ends(datetime(day.year, day.month, day.day, 6, tzinfo=UTC))
    return [(notice.kind, notice.recipient) for notice in Notice.objects.order_by("pk")]


def test_the_office_is_told_a_fortnight_and_a_day_before_the_end_once_each(cast: Cast) -> None:
    give_key(cast.alis, "send", now=NOON, days=30)  # its last day is 1 October
    once = [("key_ending", "nant-primary@example.org")]
    assert told_on(date(2026, 9, 16)) == []
    assert told_on(date(2026, 9, 17), date(2026, 9, 17), date(2026, 9, 18), date(2026, 9, 29)) == once
    assert told_on(date(2026, 9, 30), date(2026, 9, 30), date(2026, 10, 1)) == once
    assert told_on(date(2026, 10, 2)) == []


def test_a_worker_that_stood_still_tells_once_what_is_left_to_tell(cast: Cast) -> None:
    give_key(cast.alis, "send", now=NOON, days=30)
    assert len(told_on(date(2026, 10, 1), date(2026, 10, 1))) == 1


def test_a_key_that_was_made_for_a_few_days_is_not_told_of_at_once(cast: Cast) -> None:
    give_key(cast.alis, "send", now=NOON, days=7)
    assert told_on(date(2026, 9, 1), date(2026, 9, 6)) == []
    assert len(told_on(date(2026, 9, 7))) == 1


def test_nobody_is_told_of_a_withdrawn_key(cast: Cast) -> None:
    withdraw_api_key(cast.alis, give_key(cast.alis, "send", now=NOON, days=7).key, NOON)
    assert told_on(date(2026, 9, 7)) == []


def test_a_school_that_has_closed_is_not_told_to_make_another_key(cast: Cast) -> None:
    give_key(cast.alis, "send", now=NOON, days=7)
    give_key(cast.bryn, "send", now=NOON, days=7)
    cast.nant_primary.closed_on = date(2026, 9, 5)
    cast.nant_primary.save()
    assert told_on(date(2026, 9, 7)) == [("key_ending", cast.glan_high.email)]


def test_the_e_mail_before_the_end_is_true_of_a_key_whose_place_another_has_taken(cast: Cast) -> None:
    old = give_key(cast.alis, "send", now=NOON, days=30).key
    replace_api_key(cast.alis, old, 365, 7, NOON)
    assert told_on(date(2026, 9, 7)) == [("key_ending", "nant-primary@example.org")]
    body = Notice.objects.get().body
    assert "If the program is still needed, see that it has a key that takes this one's place before then" in body
    assert "Make a key" not in body


def looked_at(by: User, now: datetime = NOON) -> list[str]:
    found = listing.keys_to_look_at(listing.keys_within_reach(by), now, now.date())
    return sorted(key.name for key in found)


def test_the_administrator_is_shown_the_key_of_somebody_who_has_left(cast: Cast) -> None:
    made = give_key(cast.alis, "send", name="SIMS", now=NOON)
    give_key(cast.carys, "send", name="Of another authority", now=NOON)
    assert looked_at(cast.lowri) == []
    for person in (cast.alis, cast.carys):
        person.offices.update(is_open=False)
    assert looked_at(cast.lowri) == ["SIMS"]
    assert looked_at(cast.gwilym) == ["Of another authority", "SIMS"]
    assert find_key_holder(bearer(made), AT_HOME, NOON)


def test_the_administrator_is_shown_keys_of_closed_schools_and_those_that_nothing_uses(cast: Cast) -> None:
    give_key(cast.alis, "send", name="Closed", now=NOON)
    used = give_key(cast.bryn, "send", name="Used", now=NOON)
    give_key(cast.bryn, "send", name="Forgotten", now=NOON)
    cast.nant_primary.closed_on = date(2026, 9, 1)
    cast.nant_primary.save()
    later = NOON + timedelta(days=61)
    find_key_holder(bearer(used), AT_HOME, later - timedelta(days=1))
    assert looked_at(cast.lowri) == ["Closed"]
    assert looked_at(cast.lowri, later) == ["Closed", "Forgotten"]
