"""Somebody without an account tries to fill the audit log for good, or to hide among what they write into it."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from handover.portal.audit.log import NOBODY, Actor, locked_head
from handover.portal.audit.models import Entry, Noise
from handover.portal.audit.noise import record_noise, write_due
from handover.portal.audit.verify import verify

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
OVER = NOON + timedelta(minutes=15)
BRYN = Actor("bryn", "school", "6814990")


def fail(times: int = 1, *, origin: str = "203.0.113.7", now: datetime = NOON) -> None:
    for _ in range(times):
        record_noise("person.sign_in_failed", actor=NOBODY, origin=origin, now=now)


def fail_as(name: str, times: int = 1, now: datetime = NOON) -> None:
    for _ in range(times):
        record_noise("person.sign_in_failed", actor=Actor(name, "school", "6814990"), subject=name, now=now)


def counted() -> int:
    """How many failures the log tells of."""
    return sum(int(entry.facts["more"]) if "more" in entry.facts else 1 for entry in Entry.objects.all())


@pytest.mark.django_db
def test_many_failures_of_one_kind_are_two_entries_and_every_one_is_counted() -> None:
    fail(38)
    assert Entry.objects.count() == 1
    assert write_due(OVER - timedelta(seconds=1)) == 0
    assert write_due(OVER) == 1
    assert write_due(OVER) == 0
    assert [entry.facts.get("more") for entry in Entry.objects.order_by("sequence")] == [None, "37"]
    assert Entry.objects.first().facts["since"] == "2026-09-01T12:00:00+00:00"
    assert Noise.objects.count() == 0
    assert verify().ok


@pytest.mark.django_db
def test_a_single_failure_stays_one_entry() -> None:
    fail()
    assert write_due(OVER) == 0
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_a_new_window_begins_with_an_entry_and_what_was_counted_before() -> None:
    fail(5)
    fail(2, now=OVER)
    assert [entry.facts.get("more") for entry in Entry.objects.order_by("sequence")] == [None, "4", None]
    write_due(OVER + timedelta(minutes=15))
    assert counted() == 7


@pytest.mark.django_db
def test_a_hundred_addresses_do_not_make_a_hundred_entries() -> None:
    for number in range(100):
        fail(origin=f"2001:db8::{number:x}")
    assert Entry.objects.count() == 15
    write_due(OVER)
    assert Entry.objects.count() == 16
    assert Entry.objects.first().facts["shared"] == "yes"
    assert counted() == 100


@pytest.mark.django_db
def test_noise_about_nobody_does_not_hide_failures_with_somebodys_name() -> None:
    for number in range(20):
        fail(origin=f"2001:db8::{number:x}")
    fail_as("bryn", 3)
    write_due(OVER)
    assert [entry.facts.get("more") for entry in Entry.objects.filter(subject="bryn").order_by("sequence")] == [
        None,
        "2",
    ]


@pytest.mark.django_db
def test_failures_with_very_many_names_are_bounded_too_and_counted() -> None:
    for number in range(160):
        fail_as(f"person{number}", 2)
    assert Entry.objects.count() == 150
    write_due(OVER)
    assert Entry.objects.count() == 150 + 150 + 1
    assert counted() == 320


@pytest.mark.django_db
def test_different_acts_and_details_are_told_apart() -> None:
    fail_as("bryn", 4)
    record_noise("person.locked_out", actor=BRYN, subject="bryn", details={"locked": "yes"}, now=NOON)
    record_noise("person.sign_in_failed", actor=BRYN, subject="bryn", details={"locked": "yes"}, now=NOON)
    assert Entry.objects.count() == 3


@pytest.mark.django_db
def test_neither_an_address_nor_a_name_that_was_typed_is_kept() -> None:
    fail(2)
    for row in (*Noise.objects.values(), *Entry.objects.values()):
        assert "203.0.113.7" not in str(row)


@pytest.mark.django_db(transaction=True)
def test_failures_at_once_are_all_counted() -> None:
    def work() -> None:
        try:
            fail(20)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    write_due(OVER)
    assert Entry.objects.count() == 2
    assert counted() == 120
    assert verify().ok


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="on SQLite the second waits before it looks at all")
@pytest.mark.django_db(transaction=True)
def test_of_two_first_failures_at_the_same_moment_one_is_an_entry() -> None:
    def work() -> None:
        try:
            fail()
        finally:
            connection.close()

    second = threading.Thread(target=work)
    with transaction.atomic():
        locked_head()
        second.start()
        with connection.cursor() as cursor:
            waiting = 0
            while not waiting:  # it has looked, found nothing counted, and waits for the head
                cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                waiting = cursor.fetchone()[0]
        fail()
    second.join()
    assert Entry.objects.count() == 1
    assert Noise.objects.get().more == 1


@pytest.mark.django_db
def test_somebody_who_tries_passwords_on_the_site_writes_two_entries(cast, client) -> None:
    for _ in range(4):
        client.post("/sign-in/", {"username": "nobody-has-this-name", "password": "wrong"})
        client.post("/sign-in/", {"username": "bryn", "password": "wrong"})
    assert sorted(Entry.objects.values_list("subject", flat=True)) == ["", "bryn"]
    assert sorted(Noise.objects.values_list("more", flat=True)) == [3, 3]
