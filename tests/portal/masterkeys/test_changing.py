"""What the operator may do when, what is refused, and what the audit log proves afterwards."""

import pytest
from django.db import connection

from handover.common.sealing import derived_key
from handover.portal import transaction
from handover.portal.audit.anchoring import anchors_path
from handover.portal.audit.chain import CHAIN_PURPOSE, ChainRow, seal_entry
from handover.portal.audit.log import SITE, AuditBroken, record
from handover.portal.audit.models import Entry
from handover.portal.audit.noting import begin_anchors, keep_anchors
from handover.portal.audit.verify import verify
from handover.portal.masterkeys.models import ChangeProgress, KeyChange
from handover.portal.masterkeys.resealing import count_left, reseal_rows, resealing_waits
from handover.portal.masterkeys.ring import KeyMissing, key_ring, look_again
from handover.portal.operations.background_jobs import reseal
from handover.portal.operations.changing_key import (
    CannotChange,
    begin_change,
    end_change,
    read_key_status,
    reopen_change,
)
from handover.portal.operations.health import write_metrics
from handover.portal.stores.belonging import proven_end_of_log
from handover.portal.stores.stops import Stopped
from handover.portal.transfers.models import DamagedFile, SealedFile
from handover.portal.transfers.vault import NoStore, read_sealed
from tests.audit_guards import unguard
from tests.files import NOW, send
from tests.master_keys import LATER, NEW_KEY, NEWEST_KEY, changer

__all__ = ["changer"]
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("rows are read and changed past the models")]


def test_with_both_keys_and_before_the_change_begins_nothing_is_different(cast, changer):
    before = key_ring()
    changer.give_keys(NEW_KEY, changer.old_key)
    assert (key_ring().current, key_ring().masters) == (1, before.masters)
    with pytest.raises(CannotChange, match="No change"):
        end_change(NOW)


def test_a_change_needs_two_keys_and_neither_from_before(cast, changer):
    with pytest.raises(CannotChange, match="one key only"):
        begin_change(NOW)
    changer.give_keys(changer.old_key, changer.old_key)
    with pytest.raises(CannotChange, match="the same key"):
        begin_change(NOW)
    first = changer.old_key
    changer.begin()
    with pytest.raises(CannotChange, match="under way"):
        begin_change(NOW)
    changer.finish()
    changer.give_keys(NEW_KEY, first)
    with pytest.raises(CannotChange, match="already seals"):
        begin_change(NOW)
    changer.give_keys(NEWEST_KEY, NEW_KEY)
    begin_change(NOW)
    reseal_rows()
    end_change(NOW)
    changer.give_keys(first, NEWEST_KEY)
    with pytest.raises(CannotChange, match="was this site's key before"):
        begin_change(NOW)


def test_the_old_key_opens_until_all_is_done_and_nothing_afterwards(cast, changer):
    sealed = send(cast.alis, "6814990").transfer.sealed
    changer.begin()
    left = count_left()
    assert left > 0
    with pytest.raises(CannotChange, match=f"{left} values"):
        end_change(NOW)
    changer.give_keys(NEW_KEY)
    with pytest.raises(KeyMissing, match="HANDOVER_MASTER_KEY_OLD must still be"):
        key_ring()
    changer.give_keys(NEW_KEY, changer.old_key)
    assert resealing_waits(NOW)
    assert reseal(NOW) == left
    assert reseal(NOW) == 0
    assert not resealing_waits(NOW)
    assert {row.passed for row in ChangeProgress.objects.all()} == {True}
    end_change(NOW)
    assert key_ring().masters.keys() == {2}
    SealedFile.objects.filter(pk=sealed.pk).update(wrapped_key=bytes(sealed.wrapped_key))
    with pytest.raises(NoStore):
        read_sealed(SealedFile.objects.get(pk=sealed.pk))
    assert reopen_change(NOW) == 2
    assert b"".join(read_sealed(SealedFile.objects.get(pk=sealed.pk)))
    assert reseal_rows() == 1


def test_what_does_not_open_any_more_holds_the_end_up_only_until_it_is_given_up(cast, changer):
    sealed = send(cast.alis, "6814990").transfer.sealed
    SealedFile.objects.filter(pk=sealed.pk).update(wrapped_key=b"x" * 60)
    changer.begin()
    reseal_rows()
    with pytest.raises(CannotChange, match="1 values"):
        end_change(NOW)
    end_change(NOW, leave_unreadable=True)
    assert Entry.objects.latest("sequence").facts == {"generation": "2", "left": "1"}


def test_a_process_with_only_the_old_key_answers_that_it_has_the_wrong_one_and_damages_nothing(cast, changer):
    changer.begin()
    sealed = send(cast.alis, "6814990").transfer.sealed
    entries = Entry.objects.count()
    changer.give_keys(changer.old_key)
    with pytest.raises(Stopped, match="not the key"):
        proven_end_of_log()
    with pytest.raises(NoStore):
        read_sealed(sealed)
    with pytest.raises(AuditBroken, match="HANDOVER_MASTER_KEY is not the key"):
        record("job.asked", actor=SITE, now=NOW)
    assert (Entry.objects.count(), DamagedFile.objects.count()) == (entries, 0)


def test_a_process_that_has_not_looked_yet_writes_what_the_work_comes_back_to(cast, changer):
    changer.begin()
    reseal_rows()
    ring = look_again()
    old = type(ring)(1, {1: ring.masters[1]})
    sealed = send(cast.alis, "6814990").transfer.sealed
    key = ring.unwrap(bytes(sealed.wrapped_key), str(sealed.name))
    SealedFile.objects.filter(pk=sealed.pk).update(wrapped_key=old.wrap(key, str(sealed.name)))
    assert count_left() == 1
    ChangeProgress.objects.update(passed=True)
    assert reseal_rows() == 1
    assert end_change(LATER) == 2


def test_the_log_is_whole_over_changes_and_says_when_they_began_and_ended(cast, changer):
    begin_anchors(NOW)
    changer.reach("twice")
    record("job.asked", actor=SITE, now=NOW)
    keep_anchors(NOW)
    result = verify()
    assert (result.ok, result.findings) == (True, ())
    said = Entry.objects.filter(action__startswith="keys.").order_by("sequence")
    assert [(entry.action, entry.facts["generation"]) for entry in said] == [
        ("keys.change_begun", "2"),
        ("keys.change_ended", "2"),
        ("keys.change_begun", "3"),
        ("keys.change_ended", "3"),
    ]
    assert anchors_path().read_text().count("\n") > 1


@pytest.mark.parametrize("which", ["before", "after"])
def test_who_has_the_old_key_can_neither_change_the_log_of_before_nor_go_on_with_it(cast, changer, which):
    record("job.asked", actor=SITE, subject="sweep", now=NOW)
    changer.begin()
    changer.finish()
    rows = Entry.objects.order_by("sequence")
    target = rows.filter(action="job.asked").get() if which == "before" else rows.last()
    key = derived_key(changer.old_key, CHAIN_PURPOSE)
    values = {name: getattr(target, name) for name in ChainRow._fields} | {"subject": "another"}
    forged = seal_entry(key, ChainRow(**values))
    unguard(connection)
    Entry.objects.filter(pk=target.pk).update(subject="another", hash=forged)
    assert [finding.fault for finding in verify().findings][:1] == ["changed"]


def test_an_undone_beginning_leaves_the_old_key_in_place(cast, changer):
    changer.give_keys(NEW_KEY, changer.old_key)
    with transaction.atomic():
        begin_change(NOW)
        transaction.set_rollback(True)
    assert look_again().current == 1
    assert not KeyChange.objects.exists()
    record("job.asked", actor=SITE, now=NOW)
    assert verify().ok


def test_a_row_that_somebody_changed_is_believed_by_nobody(cast, changer):
    changer.begin()
    KeyChange.objects.update(content=b"\x01" + bytes(60))
    with pytest.raises(KeyMissing, match="was changed"):
        look_again()


def test_the_status_counts_what_is_done_and_left(cast, changer):
    send(cast.alis, "6814990")
    changer.begin()
    before = read_key_status()
    assert (before.generation, before.resealed) == (2, 0)
    reseal_rows()
    after = read_key_status()
    assert (after.resealed, after.left) == (before.left, 0)


def test_the_page_of_the_background_work_and_the_metric_say_how_far_it_is(cast, signed_in, changer):
    send(cast.alis, "6814990")
    client = signed_in(cast.gwilym)
    assert "The master key is being changed" not in client.get("/work/").content.decode()
    changer.begin()
    assert "The master key is being changed" in client.get("/work/").content.decode()
    assert "\nhandover_master_key_columns_left 0\n" not in write_metrics(NOW)
    reseal_rows()
    assert "run “handover keys finish”" in client.get("/work/").content.decode()
    assert "\nhandover_master_key_columns_left 0\n" in write_metrics(NOW)
