"""What is not converted: lost pupils' files for a zone, pupils of whom nobody says who they are, what is nobody's business."""

from dataclasses import replace

import pytest

from handover.bridge import LossKind, LostPupilFile, convert_to_ctf, convert_to_sif
from handover.ctf.model import DestinationSchool
from handover.ctf.writer import write_ctf
from handover.sif.objects import LearnerPersonal
from tests.bridge.records import HEADER, SIAN, file_of, losses_of, the_one, to_sif


@pytest.mark.parametrize(
    ("la", "estab"), [("XXX", "XXXX"), ("MMM", "MMMM"), ("xxx", "xxxx"), ("XXX", None), (None, "MMMM")]
)
def test_a_lost_pupils_record_is_not_turned_into_objects_for_a_zone(la: str | None, estab: str | None) -> None:
    file = file_of(SIAN, header=replace(HEADER, destination=DestinationSchool(la=la, estab=estab)))
    with pytest.raises(LostPupilFile, match="not published"):
        convert_to_sif(file)
    assert len(convert_to_sif(file, offline=True).pupils) == 1


def test_the_markers_of_a_lost_pupil_are_no_destination_even_offline() -> None:
    header = replace(HEADER, destination=DestinationSchool(la="XXX", estab="XXXX"))
    conversion = convert_to_sif(file_of(SIAN, header=header), offline=True)
    assert the_one(conversion, "LearnerSchoolEnrolment").exit_type.destination is None


@pytest.mark.parametrize("field", ["surname", "forename", "birth_date"])
def test_a_pupil_of_whom_the_file_does_not_say_who_it_is_is_left_out_alone(field: str) -> None:
    tags = {"surname": "Surname", "forename": "Forename", "birth_date": "DOB"}
    nobody = replace(SIAN, upn="C681299005070", **{field: None})
    conversion = to_sif(nobody, SIAN)
    assert [each.position for each in conversion.pupils] == [2]
    (loss,) = losses_of(conversion, "identity_missing")
    assert (loss.kind, loss.pupil, loss.given) == (LossKind.LEFT_OUT, 1, tags[field])
    assert "this pupil is left out" in loss.message()
    assert "gadewir y disgybl hwn allan" in loss.message("cy")


def test_child_protection_pregnancy_and_alerts_never_go_into_a_file() -> None:
    learner = the_one(to_sif(SIAN), "LearnerPersonal").replace(
        alert_msg_list=(LearnerPersonal.AlertMsg(type="Legal", value="Kestrel"),),
        child_protection_register=LearnerPersonal.ChildProtectionRegister(
            is_registered="Yes", la_id="681", sibling_registered="Yes"
        ),
        pregnant="Yes",
    )
    conversion = convert_to_ctf([learner], HEADER)
    assert conversion.file.pupils[0].full_name == "Siân Prydderch"
    assert b"Kestrel" not in write_ctf(conversion.file)
    forbidden = losses_of(conversion, "forbidden")
    assert [loss.path.partition("/")[2] for loss in forbidden] == [
        "AlertMsgList",
        "ChildProtectionRegister",
        "Pregnant",
    ]
    assert all((loss.kind, loss.value, loss.given) == (LossKind.LEFT_OUT, "", "") for loss in forbidden)
    assert "Kestrel" not in "".join(loss.message(language) for loss in conversion.losses for language in ("en", "cy"))
