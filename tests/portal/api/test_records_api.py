"""A file's records as SIF objects: for the two sides of a file that may look into it, with every loss told."""

import pytest

from handover.portal.audit.models import Entry
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import take_step
from tests.files import SIAN, TOMOS, send
from tests.moments import NOW
from tests.programs import program_of

pytestmark = pytest.mark.django_db


def test_the_receivers_software_gets_objects_and_losses_and_the_file_still_waits(cast):
    transfer = send(cast.alis, "6814990", children=[SIAN, TOMOS]).transfer
    program = program_of(cast.bryn, "collect")
    found = program.get(f"/transfers/{transfer.reference}/sif").json()
    learners = [each for each in found["objects"] if each["name"] == "LearnerPersonal"]
    assert [each["pupil"] for each in learners] == [1, 2]
    assert SIAN.upn in learners[0]["xml"]
    assert learners[0]["xml"].startswith("<LearnerPersonal")
    assert {each["pupil"] for each in found["objects"] if each["name"] == "SchoolInfo"} == {None}
    assert found["losses"]
    assert {"kind", "pupil", "path", "value", "given", "kept", "row", "message"} == set(found["losses"][0])
    entry = Entry.objects.get(action="file.opened")
    assert (entry.subject, entry.facts["as"]) == (str(transfer.reference), "sif")
    assert Transfer.objects.get().state == "sent"
    program.language = "cy"
    welsh = program.get(f"/transfers/{transfer.reference}/sif").json()
    assert welsh["losses"][0]["message"] != found["losses"][0]["message"]


def test_a_lost_pupils_record_is_given_to_nobody_as_objects(cast):
    transfer = send(cast.alis, "XXXXXXX").transfer
    answer = program_of(cast.alis, "send", "collect").get(f"/transfers/{transfer.reference}/sif")
    assert (answer.status_code, answer.json()["code"]) == (422, "api.not_in_sif")
    assert not Entry.objects.filter(action="file.opened").exists()


def test_a_file_that_was_called_back_is_looked_into_by_its_sender_alone(cast):
    transfer = send(cast.alis, "6814990").transfer
    take_step("recall", transfer, by=cast.alis, now=NOW)
    path = f"/transfers/{transfer.reference}/sif"
    assert program_of(cast.bryn, "collect").get(path).json()["code"] == "api.not_found"
    assert program_of(cast.alis, "send", "collect").get(path).status_code == 200


def test_others_do_not_find_the_file_and_a_key_without_the_right_may_not_look(cast):
    transfer = send(cast.alis, "6814990").transfer
    path = f"/transfers/{transfer.reference}/sif"
    assert program_of(cast.carys, "collect").get(path).json()["code"] == "api.not_found"
    assert program_of(cast.bryn, "send").get(path).json()["code"] == "api.not_allowed"
