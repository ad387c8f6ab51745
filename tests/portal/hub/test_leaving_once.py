"""Whoever is killed, and whoever else does the same at the same moment: a leaver's record goes once, or not yet."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from handover.portal.hub.leaving.dispatching import CtfToSend, dispatch_record
from handover.portal.hub.leaving.sending import send_leaver
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import Move
from handover.portal.hub.moving import MoveNotThere
from handover.portal.hub.software import office_of
from handover.portal.transfers import answers, vault
from handover.portal.transfers.flow import State
from handover.portal.transfers.intake import Incoming, examine
from handover.portal.transfers.models import SealedFile, Transfer
from handover.portal.transfers.moving import AlreadyMoved, take_step
from tests.cast import Cast, make_cast
from tests.files import ctf
from tests.leavers import TODAY, OldSchool, enrolment, learner, open_old_school, record, school_info
from tests.moments import NOW

S = MoveState


class Killed(BaseException):
    """The process ends here."""


def kill_at(number: int) -> Callable[..., object]:
    """Return what ends the process when the database is asked for the statement of that number."""
    asked = iter(range(1, number + 1))

    def execute(call, sql, params, many, context):
        if next(asked, None) == number:
            raise Killed
        return call(sql, params, many, context)

    return execute


@pytest.fixture
def people() -> Cast:
    return make_cast()


@pytest.fixture
def nant(people) -> Iterator[OldSchool]:
    school = open_old_school(people.nant_primary)
    yield school.start()
    school.close()
    school.county.close()


@pytest.mark.django_db
def test_killed_at_any_statement_the_record_goes_once(nant):
    killed = sent = 0
    while killed == sent:
        number = 1 + killed * 7
        leaver = enrolment(ref_id=f"{number:032X}")
        nant.holds = [school_info(), learner(), leaver]
        nant.says(leaver)
        sent += 1
        try:
            with connection.execute_wrapper(kill_at(number)):
                nant.work()
        except Killed:
            killed += 1
            assert Transfer.objects.count() in (sent - 1, sent)
            nant.work()
        assert Transfer.objects.count() == SealedFile.objects.count() == sent
        assert set(Move.objects.values_list("state", flat=True)) == {"on_its_way"}
    assert killed > 5
    for sealed in SealedFile.objects.all():
        vault.check_stored(sealed)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run each act in a thread of its own, all starting together; return what they returned or raised."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        except (AlreadyMoved, MoveNotThere) as moved:
            return moved
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(run, acts))


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases("who waits for whose rows")
def test_two_processes_at_once_send_a_record_once(nant):
    nant.says(enrolment())
    move = Move.objects.get()
    at_once(*(lambda: send_leaver(move, nant.hub, lambda: NOW) for _ in range(3)))
    assert Transfer.objects.count() == SealedFile.objects.count() == 1
    assert Move.objects.get().stage is S.ON_ITS_WAY


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases("who waits for whose rows")
def test_an_event_heard_at_once_by_two_processes_is_one_leaving(nant):
    at_once(*(lambda: nant.says(enrolment()) for _ in range(3)))
    assert Move.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases("who waits for whose rows")
def test_a_correction_at_once_with_the_sending_ends_at_the_corrected_school(nant):
    nant.says(enrolment())
    move = Move.objects.get()
    nant.holds = record("6602991")
    at_once(lambda: send_leaver(move, nant.hub, lambda: NOW), lambda: nant.says(enrolment("6602991")))
    nant.work()
    live = Transfer.objects.exclude(state=State.RECALLED.value)
    assert [each.destination for each in live] == ["6602991"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases("who waits for whose rows")
def test_a_yes_at_once_with_a_taking_back_ends_one_way(nant, people):
    nant.choose(leaving="after_yes")
    transfer = nant.leaves().transfer
    at_once(
        lambda: answers.say_yes(transfer, people.alis, NOW),
        lambda: nant.says(enrolment(left_on=TODAY), action="Delete"),
    )
    move = Move.objects.get()
    transfer.refresh_from_db()
    assert (move.stage, move.reason) == (S.CANCELLED, "taken_back")
    assert transfer.stage in (State.WITHDRAWN, State.RECALLED)


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases("who waits for whose rows")
def test_a_person_who_calls_back_at_once_with_the_software_ends_one_way(nant, people):
    transfer = nant.leaves().transfer
    at_once(
        lambda: take_step("recall", Transfer.objects.get(), by=people.alis, now=NOW),
        lambda: nant.says(enrolment(), action="Delete"),
    )
    transfer.refresh_from_db()
    assert (Move.objects.get().stage, transfer.stage) == (S.CANCELLED, State.RECALLED)


@pytest.mark.django_db
def test_a_file_made_of_what_is_not_so_any_more_is_not_sent(nant):
    nant.says(enrolment())
    move = Move.objects.get()
    data = ctf("6812990", "6814990")
    file = Incoming("6812990_CTF_6814990_001.xml", len(data), too_large=False, read=lambda: data)
    draft = examine(file, office_of(nant.school), TODAY)
    ready = CtfToSend(file, draft, bytes(move.content), bytes(move.content), "", "", "")
    nant.says(enrolment("6602991"))
    dispatch_record(move, nant.school, ready, NOW)
    move.refresh_from_db()
    assert (move.stage, move.destination, Transfer.objects.count()) == (S.NOTICED, "6602991", 0)
    assert move.due_at > NOW
