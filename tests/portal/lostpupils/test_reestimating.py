"""What officers said of pairs changes the weights of the matching when an operator asks for it, and can be taken back."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from handover.matching.child import Child
from handover.matching.fields import ComparedField, FieldAgreement
from handover.matching.findings import FINDINGS
from handover.portal.audit.models import Entry
from handover.portal.lostpupils import census
from handover.portal.lostpupils.models import Finding, Matching, Reestimation
from handover.portal.lostpupils.reestimating import (
    current_weights,
    keep_weights,
    new_decisions,
    propose_weights,
    withdraw_weights,
)
from tests.files import send
from tests.lost import lost_pupil, make_pair
from tests.moments import NOW

pytestmark = pytest.mark.django_db

SWAPPED = [["surname", "same"], ["birth_date", "swapped"]]
LATER = NOW + timedelta(days=366)


def decide(cast, evidence, *, same: bool, count: int, at=NOW) -> None:
    """Let so many pairs with this evidence have been decided."""
    columns = {"pupil": lost_pupil("Siân"), "establishment": "6602991", "line": 1, "score": 1}
    rows = (
        Finding(
            matching=Matching.objects.get(),
            evidence=evidence,
            same_child=same,
            decided_by="jac",
            decided_at=at,
            **columns,
        )
        for _ in range(count)
    )
    Finding.objects.bulk_create(rows)


@pytest.fixture
def decided(cast):
    """Six hundred pairs of one child were decided, in all of which day and month had changed places."""
    send(cast.alis, "XXXXXXX")
    make_pair(cast, lost_pupil("Siân"), Child("Prydderch"))
    decide(cast, SWAPPED, same=True, count=600)
    return cast


def swapped_weight(table) -> float:
    return round(table[ComparedField.BIRTH_DATE][FieldAgreement.SWAPPED].points, 2)


def run(*options: str) -> list[str]:
    out = StringIO()
    call_command("reestimate_matching", *options, stdout=out)
    return out.getvalue().splitlines()


def test_the_command_shows_what_would_change_and_changes_nothing(decided):
    decide(decided, [["surname", "different"]], same=False, count=3)
    said = run()
    assert said[0] == "Decisions since the weights were last changed: 603 (600 of one child, 3 of two)."
    assert any("met in 600 of 600 of one child and in 0 of two children" in line for line in said)
    assert said[-1] == "Nothing was changed."
    assert current_weights() == FINDINGS
    assert not Reestimation.objects.exists()


def test_changes_that_are_kept_weigh_in_every_matching_from_then_on(decided):
    before = swapped_weight(FINDINGS)
    assert run("--apply")[-1] == "Kept, for every matching from now on."
    assert swapped_weight(current_weights()) > before + 2
    entry = Entry.objects.get(action="lost.weights_changed")
    assert entry.facts["pairs"] == "600"


def test_a_matching_weighs_with_what_was_kept(cast):
    send(cast.alis, "XXXXXXX")
    roll = (
        "UPN,Surname,Forename,Date of birth,Establishment\n"
        "B681299003017,Prydderch,Sian,2015-02-11,6602991\n,Jones,Non,2014-03-01,6602991\n"
    )

    def score() -> float:
        census.queue_matching([roll.encode()], cast.gwilym, NOW)
        assert census.run_waiting_matching(NOW)
        return Finding.objects.get().score

    before = score()
    share = FINDINGS[ComparedField.UPN][FieldAgreement.SAME].m
    Reestimation.objects.create(number=1, made_at=NOW, pairs=1, changes=[["upn", "same", share / 8]])
    assert round(before - score(), 1) == 3.0


def test_each_decision_counts_once(decided):
    keep_weights(NOW + timedelta(hours=1))
    kept = swapped_weight(current_weights())
    assert list(new_decisions(LATER)) == []
    assert run("--apply") == [
        "Decisions since the weights were last changed: 0 (0 of one child, 0 of two).",
        "They change nothing.",
    ]
    decide(decided, [["birth_date", "same"]], same=True, count=600, at=LATER)
    assert propose_weights(LATER).pairs == 600
    keep_weights(LATER + timedelta(hours=1))
    assert swapped_weight(current_weights()) < kept


def test_what_was_kept_is_taken_back_the_last_first_and_its_decisions_are_new_again(decided):
    keep_weights(NOW + timedelta(hours=1))
    first = swapped_weight(current_weights())
    decide(decided, [["birth_date", "same"]], same=True, count=600, at=LATER)
    keep_weights(LATER + timedelta(hours=1))
    assert run("--take-back")[0].startswith("Taken back: changes of")
    assert swapped_weight(current_weights()) == first
    assert len(list(new_decisions(LATER))) == 600
    assert withdraw_weights(LATER).number == 1
    assert current_weights() == FINDINGS
    assert len(list(new_decisions(LATER))) == 1200
    assert run("--take-back") == ["Nothing was kept."]
    assert Entry.objects.filter(action="lost.weights_withdrawn").count() == 2


def test_after_taking_back_another_can_be_kept(decided):
    keep_weights(NOW + timedelta(hours=1))
    withdraw_weights(NOW + timedelta(hours=2))
    keep_weights(NOW + timedelta(hours=3))
    assert list(Reestimation.objects.values_list("number", flat=True)) == [1, 2]
    assert swapped_weight(current_weights()) > swapped_weight(FINDINGS)


def test_what_another_version_called_otherwise_is_left_out(decided):
    decide(decided, [["shoe_size", "same"], ["birth_date", "same"]], same=True, count=1)
    assert list(new_decisions(LATER))[-1].findings == ((ComparedField.BIRTH_DATE, FieldAgreement.SAME),)
    changes = [["shoe_size", "same", 0.5], ["birth_date", "swapped", 0.25], ["birth_date", "initial", 0.5]]
    Reestimation.objects.create(number=1, made_at=NOW, pairs=1, changes=changes)
    assert current_weights()[ComparedField.BIRTH_DATE][FieldAgreement.SWAPPED].m == 0.25


def test_a_pair_without_a_decision_is_not_taken_in(decided):
    Finding.objects.update(same_child=None)
    assert list(new_decisions(LATER)) == []
