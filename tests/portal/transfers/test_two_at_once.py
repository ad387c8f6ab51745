"""Two people, one file, the same moment: the transfer ends in exactly one state, and each of them is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection

from handover.portal import transaction
from handover.portal.audit.models import Entry
from handover.portal.audit.verify import verify
from handover.portal.locking import lock_rows
from handover.portal.notices.models import Notice
from handover.portal.transfers import clearing, collecting
from handover.portal.transfers.answers import erase
from handover.portal.transfers.flow import State
from handover.portal.transfers.intake import UploadVerdict
from handover.portal.transfers.models import PupilOnFile, SealedFile, Transfer
from handover.portal.transfers.moving import AlreadyMoved, take_step
from tests.cast import make_cast
from tests.files import send
from tests.moments import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases("who waits for whose rows")]


@pytest.fixture
def everybody():
    return make_cast()


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run each act in a thread of its own, all starting together; return what they returned or raised."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        except AlreadyMoved as moved:
            return moved
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(run, acts))


def test_two_colleagues_send_one_file_and_exactly_one_is_stored(everybody):
    outcomes = at_once(*(lambda: send(everybody.alis, "6814990") for _ in range(4)))
    assert sorted(outcome.verdict for outcome in outcomes) == [UploadVerdict.ACCEPTED] + 3 * [UploadVerdict.RESENT]
    assert Transfer.objects.count() == SealedFile.objects.count() == 1
    assert Notice.objects.filter(kind="arrived").count() == 1


def test_the_sender_calls_back_what_the_receiver_collects_and_one_of_them_wins(everybody):
    sent = send(everybody.alis, "6814990").transfer

    def moved(event, by):
        return take_step(event, Transfer.objects.get(pk=sent.pk), by=by, now=NOW)

    answers = at_once(lambda: moved("recall", everybody.alis), lambda: moved("collect", everybody.bryn))
    lost = [answer for answer in answers if isinstance(answer, AlreadyMoved)]
    assert len(lost) == 1
    assert Transfer.objects.get().stage in (State.RECALLED, State.COLLECTED)
    assert lost[0].state is Transfer.objects.get().stage


def test_two_colleagues_confirm_one_file_and_the_sender_is_told_once(everybody):
    sent = send(everybody.alis, "6814990").transfer
    collection = collecting.start_collection([sent.reference], everybody.bryn, NOW)
    collecting.take_out_collection(collection, everybody.bryn, NOW)
    told = Notice.objects.filter(kind="confirmed")
    answers = at_once(
        *(lambda: collecting.answer_collection(collection, arrived=True, by=everybody.bryn, now=NOW) for _ in range(3))
    )
    assert sorted(len(answer) for answer in answers) == [0, 0, 1]
    assert len(set(told.values_list("recipient", flat=True))) == told.count()


def test_the_audit_log_stays_whole_under_many_hands(everybody):
    at_once(*(lambda n=n: send(everybody.alis, "6814990", number=n, note=str(n)) for n in range(1, 7)))
    assert Transfer.objects.filter(state=State.SENT.value).count() == 6
    sequences = list(Entry.objects.order_by("sequence").values_list("sequence", flat=True))
    assert sequences == list(range(1, len(sequences) + 1))
    assert verify().ok


def somebody_waits() -> bool:
    """Say whether somebody waits for what another has locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def test_two_transfers_of_one_file_end_at_once_and_its_bytes_and_names_go_with_the_second(everybody):
    first = send(everybody.carys, "681LLLL").transfer
    clearing.forward(first, everybody.glan_high, everybody.efa, NOW)
    assert Transfer.objects.filter(sealed=first.sealed_id).count() == 2
    one, other = Transfer.objects.select_related("sealed").order_by("pk")
    erased, over = Event(), Event()

    def end_first():
        with transaction.atomic():
            lock_rows(Transfer.objects.filter(pk=one.pk)).get()
            erase(one, NOW)
            erased.set()
            while connection.vendor == "postgresql" and not (over.is_set() or somebody_waits()):
                pass

    def end_second():
        erased.wait()
        with transaction.atomic():
            lock_rows(Transfer.objects.filter(pk=other.pk)).get()
            erase(other, NOW)
        over.set()

    at_once(end_first, end_second)
    assert not SealedFile.objects.exists()
    assert not PupilOnFile.objects.exists()
