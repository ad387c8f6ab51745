"""Every act is written down, in order, and stays with the change it tells of."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from handover.portal.audit.actions import ACTIONS
from handover.portal.audit.log import SITE, Actor, AuditBroken, record
from handover.portal.audit.models import Entry, Head
from handover.portal.audit.verify import verify
from tests.audit_guards import unguard

pytestmark = pytest.mark.both_databases("triggers, written for each database")

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
Acts = Callable[[int], list[Entry]]


def test_an_act_is_kept_with_who_did_what_to_what_and_when(acts: Acts) -> None:
    acts(1)
    entry = Entry.objects.get()
    assert (entry.sequence, entry.action, entry.username, entry.establishment) == (1, "file.sent", "alis", "6812990")
    assert entry.subject == "T0"
    assert entry.facts == {"bytes": "2048", "to": "6814990"}
    assert entry.at == datetime(2026, 9, 1, 12, 0, 0, 123456, tzinfo=UTC)


def test_each_entry_follows_the_one_before(acts: Acts) -> None:
    first, second = acts(2)
    assert second.previous == first.hash


def test_a_log_of_several_batches_is_read_to_its_end(acts: Acts, monkeypatch) -> None:
    monkeypatch.setattr("handover.portal.audit.verify.BATCH", 2)
    acts(5)
    found = verify()
    assert (found.ok, found.checked, found.sequence) == (True, 5, 5)
    unguard(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET subject = 'T9' WHERE sequence = 4")
        cursor.execute("DELETE FROM audit_entry WHERE sequence = 2")
    assert [(finding.fault.value, finding.first, finding.last) for finding in verify().findings] == [
        ("removed", 2, 2),
        ("changed", 4, 4),
    ]


def test_more_faults_than_are_listed_are_counted(acts: Acts, monkeypatch) -> None:
    monkeypatch.setattr("handover.portal.audit.verify.MOST_FINDINGS", 2)
    acts(7)
    unguard(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET subject = 'T9' WHERE sequence IN (1, 3, 5, 6)")
    found = verify()
    assert (len(found.findings), found.faults) == (2, 3)


def test_an_act_that_is_undone_leaves_no_entry(acts: Acts) -> None:
    acts(1)

    with transaction.atomic():
        record("file.sent", actor=SITE, now=NOON)
        transaction.set_rollback(True)
    assert Entry.objects.count() == 1
    acts(1)
    assert verify().ok


def test_an_act_that_is_not_in_the_table_cannot_be_recorded(db: None) -> None:
    with pytest.raises(KeyError):
        record("file.juggled", actor=SITE, now=NOON)


def test_text_that_a_database_cannot_hold_is_made_storable(db: None) -> None:
    record("person.sign_in_failed", actor=Actor("a\0b\ud800", "nobody", ""), subject="x" * 999, now=NOON)
    entry = Entry.objects.get()
    assert entry.username == "a?b?"
    assert len(entry.subject) == 200
    assert verify().ok


def test_nothing_is_recorded_on_a_head_that_somebody_changed(acts: Acts) -> None:
    acts(3)
    Head.objects.update(sequence=2)
    with pytest.raises(AuditBroken, match="verify_audit"):
        acts(1)


def test_nothing_is_recorded_without_a_head(acts: Acts) -> None:
    acts(1)
    Head.objects.all().delete()
    with pytest.raises(AuditBroken, match="verify_audit"):
        acts(1)


@pytest.mark.django_db(transaction=True)
def test_people_who_act_at_once_make_one_unbroken_chain() -> None:
    def work(name: str) -> None:
        try:
            for _ in range(10):
                record("file.collected", actor=Actor(name, "school", "6812990"), now=NOON)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(name,)) for name in ("alis", "bryn", "carys", "dev")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Entry.objects.count() == 40
    assert verify().ok


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_every_action_has_words_in_both_languages(action) -> None:
    assert action.name.en
    assert action.name.cy != action.name.en
    assert len(action.code) <= 40
