"""A program whose connection broke, or that was killed, sends its request again: nothing is done twice, nothing is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from handover.portal import transaction
from handover.portal.api.forgetting import forget_old_requests
from handover.portal.api.models import RememberedAnswer
from handover.portal.audit.models import Entry
from handover.portal.transfers.models import SealedFile, Transfer
from tests.files import ctf, name_of
from tests.programs import program_of
from tests.stores import sealed_path

pytestmark = pytest.mark.django_db
FILE, NAME = ctf("6812990", "6814990"), name_of("6812990", "6814990")


def test_the_same_request_again_gets_the_same_answer_and_sends_nothing(cast):
    program = program_of(cast.alis)
    first = program.send(NAME, FILE, idempotency_key="a1", sender_reference="leaver 17")
    again = program.send(NAME, FILE, idempotency_key="a1", sender_reference="leaver 17")
    assert (again.status_code, again.json(), again["ETag"]) == (201, first.json(), first["ETag"])
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert Transfer.objects.count() == 1
    assert Entry.objects.filter(action="file.resent").count() == 0


def test_without_a_key_the_same_file_again_is_known_by_its_bytes(cast):
    program = program_of(cast.alis)
    reference = program.send(NAME, FILE).json()["transfer"]["reference"]
    again = program.send(NAME, FILE)
    assert (again.status_code, again.json()["verdict"]) == (200, "resent")
    assert again.json()["transfer"]["reference"] == reference
    assert Transfer.objects.count() == 1


def test_the_same_key_with_another_body_name_or_reference_is_refused_and_not_looked_at(cast):
    program = program_of(cast.alis)
    program.send(NAME, FILE, idempotency_key="a1")
    other = ctf("6812990", "6814990", note="another")
    for answer in (
        program.send(name_of("6812990", "6814990", 2), other, idempotency_key="a1"),
        program.send(NAME, other, idempotency_key="a1"),
        program.send(NAME, FILE, idempotency_key="a1", sender_reference="mine"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (422, "api.key_reused")
    assert Transfer.objects.count() == 1


def test_a_refusal_is_remembered_too(cast):
    program = program_of(cast.alis)
    first = program.send(NAME, b"no file at all", idempotency_key="a1")
    again = program.send(NAME, b"no file at all", idempotency_key="a1")
    assert (first.status_code, again.status_code) == (422, 422)
    assert again.json() == first.json()
    assert again["Content-Type"] == "application/problem+json"
    assert Entry.objects.filter(action="file.refused").count() == 1


def test_keys_of_other_programs_and_operations_are_other_keys(cast):
    first, second = program_of(cast.alis), program_of(cast.alis)
    reference = first.send(NAME, FILE, idempotency_key="a1").json()["transfer"]["reference"]
    assert second.send(NAME, FILE, idempotency_key="a1").json()["verdict"] == "resent"
    assert first.post(f"/transfers/{reference}/recall", idempotency_key="a1").json()["state"] == "recalled"


@pytest.mark.parametrize("act", ["recall", "reject", "answer"])
def test_a_step_whose_answer_was_lost_is_answered_as_the_first_time(cast, act):
    old, new = program_of(cast.alis), program_of(cast.bryn)
    name = "6812990_CTF_6814990_1.xml" if act == "answer" else NAME
    reference = old.send(name, FILE).json()["transfer"]["reference"]
    program, body = {
        "recall": (old, None),
        "reject": (new, {"reason": "not_ours"}),
        "answer": (old, {"answer": "yes"}),
    }[act]
    first = program.post(f"/transfers/{reference}/{act}", body, idempotency_key="k")
    again = program.post(f"/transfers/{reference}/{act}", body, idempotency_key="k")
    assert first.status_code == again.status_code == 200
    assert again.json() == first.json()
    without = program.post(f"/transfers/{reference}/{act}", body)
    assert (without.status_code, without.json()["code"]) == (409, "api.moved")


def test_a_day_later_the_key_is_free_again(cast):
    program = program_of(cast.alis)
    program.send(NAME, FILE, idempotency_key="a1")
    RememberedAnswer.objects.update(answered_at=timezone.now() - timedelta(hours=24))
    assert program.send(NAME, FILE, idempotency_key="a1").json()["verdict"] == "resent"
    assert RememberedAnswer.objects.count() == 1
    assert forget_old_requests(timezone.now() + timedelta(hours=25)) == 1
    assert RememberedAnswer.objects.count() == 0


class Killed(BaseException):
    """The process ends here, as kill -9 would end it."""


@pytest.mark.parametrize("place", ["before", "after"])
def test_a_kill_leaves_the_file_with_its_answer_or_neither(cast, monkeypatch, place):
    program = program_of(cast.alis)
    before = set(SealedFile.objects.values_list("name", flat=True))

    def die(self):
        raise Killed

    with monkeypatch.context() as killing:
        if place == "before":  # everything was done, and is not committed
            killing.setattr(transaction, "_finish", lambda: die(None))
        else:  # committed, and the answer never goes out
            killing.setattr("handover.portal.api.answers.ApiAnswer.write", die)
        with pytest.raises(Killed):
            program.send(NAME, FILE, idempotency_key="a1")
    stored = 0 if place == "before" else 1
    assert (Transfer.objects.count(), RememberedAnswer.objects.count()) == (stored, stored)
    again = program.send(NAME, FILE, idempotency_key="a1")
    assert (again.status_code, again.json()["verdict"]) == (201, "accepted")
    assert Transfer.objects.count() == 1
    (sealed,) = set(SealedFile.objects.values_list("name", flat=True)) - before
    assert sealed_path(sealed).exists()
