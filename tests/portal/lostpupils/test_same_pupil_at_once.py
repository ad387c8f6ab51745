"""Two people, one pair of files, the same moment: no answer is lost unseen, and no pupil vanishes behind one who has left."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from handover.portal import transaction
from handover.portal.audit.models import Entry
from handover.portal.audit.verify import verify
from handover.portal.lostpupils.models import LostPupil, SamePupilCase
from handover.portal.lostpupils.releasing import release_file
from handover.portal.lostpupils.same_pupil import AnsweredMeanwhile, PupilLeft, answer_case
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import AlreadyMoved, take_step
from tests.cast import make_cast
from tests.files import send
from tests.lost import say_of
from tests.moments import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases("who waits for whose rows")]


@pytest.fixture
def everybody():
    return make_cast()


def lost(sender, number=1) -> LostPupil:
    return send(sender, "XXXXXXX", number=number, note=str(number)).transfer.lost_pupil


def at_once(*acts):
    """Run each act in a thread of its own, all starting together; return what they returned or were told."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return transaction.retry(act)
        except (AlreadyMoved, AnsweredMeanwhile, PupilLeft) as told:
            return told
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(run, acts))


def nobody_is_hidden() -> bool:
    """Say whether each pupil in the store is listed, or another in the store is listed for him."""
    in_store = LostPupil.objects.filter(in_store=True)
    return (
        not in_store.filter(superseded_by__in_store=False).exists()
        and not in_store.filter(superseded_by__superseded_by__isnull=False).exists()
    )


def test_of_two_officers_who_answer_at_once_the_later_is_told_of_the_other_answer(everybody):
    first, second = lost(everybody.alis), lost(everybody.carys, 2)
    case = SamePupilCase.objects.get()

    def answer(said, by):
        return lambda: answer_case(SamePupilCase.objects.get(pk=case.pk), said, seen=0, by=by, now=NOW)

    answers = at_once(answer("same", everybody.hana), answer("two", everybody.jac))
    assert sum(isinstance(told, AnsweredMeanwhile) for told in answers) == 1
    case.refresh_from_db()
    assert (case.answers, Entry.objects.filter(action="lost.alike_answered").count()) == (1, 1)
    hidden = LostPupil.objects.filter(superseded_by__isnull=False).count()
    assert (case.answer, hidden) in {("same", 1), ("two", 0)}
    assert {first, second} == set(LostPupil.objects.all())
    assert verify().ok


def test_two_answers_that_join_three_files_leave_one_of_them_listed(everybody):
    first, second, third = (lost(everybody.alis, number) for number in (1, 2, 3))
    at_once(
        lambda: say_of(first, second, "same", everybody.hana),
        lambda: say_of(second, third, "same", everybody.hana),
    )
    assert LostPupil.objects.get(superseded_by=None) == third
    assert nobody_is_hidden()
    assert verify().ok


def test_a_file_that_arrives_while_a_pair_is_decided_is_listed_and_asked_about(everybody):
    first, second = lost(everybody.alis), lost(everybody.alis, 2)
    at_once(lambda: say_of(first, second, "same", everybody.hana), lambda: lost(everybody.carys, 3))
    third = LostPupil.objects.get(la_number="660")
    assert third.listed
    assert LostPupil.objects.get(pk=first.pk).superseded_by == second
    assert SamePupilCase.objects.filter(later=third, earlier=second).exists()
    assert nobody_is_hidden()


def test_a_pair_that_is_joined_while_one_of_the_two_is_confirmed_hides_nobody(everybody):
    first, second = lost(everybody.alis), lost(everybody.alis, 2)
    sent = release_file(second, everybody.grug_primary, everybody.jac, NOW)
    take_step("collect", sent, by=everybody.carys, now=NOW)
    at_once(
        lambda: say_of(first, second, "same", everybody.hana),
        lambda: take_step("confirm", Transfer.objects.get(pk=sent.pk), by=everybody.carys, now=NOW),
    )
    left = LostPupil.objects.get(pk=first.pk)
    assert not LostPupil.objects.get(pk=second.pk).in_store
    assert nobody_is_hidden()
    assert left.listed or left.left_because == "confirmed"
    assert verify().ok
