"""A child with support of today goes to a school whose software knows the codes of 2010."""

from dataclasses import replace
from datetime import date

import pytest

from handover.bridge import LossKind, convert_to_ctf
from handover.ctf.model import SenHistory, SenNeed, SenStage, WelshDetails
from handover.sif.objects import LearnerSpecialNeeds, SchoolInfo
from tests.bridge.records import HEADER, SIAN, extended_texts, losses_of, objects_of, the_one, there_and_back, to_sif

STARTED = date(2024, 9, 2)


def with_stage(provision: str, *needs: SenNeed):
    return replace(SIAN, sen=SenHistory(stages=(SenStage(start=STARTED, provision=provision),), needs=needs))


@pytest.mark.parametrize(("today", "then"), [("K", "A"), ("E", "S"), ("Q", "P")])
def test_a_provision_of_today_is_written_as_the_nearest_and_comes_back_as_itself(today: str, then: str) -> None:
    conversion = to_sif(with_stage(today))
    stage = the_one(conversion, "LearnerSpecialNeeds")
    assert (stage.provision, extended_texts(stage)["CTF_SENprovision"]) == (then, today)
    assert there_and_back(with_stage(today)).sen.stages[0].provision == today


@pytest.mark.parametrize("code", ["N", "A", "P", "S"])
def test_a_provision_that_both_sides_know_is_nobodys_loss(code: str) -> None:
    conversion = to_sif(with_stage(code))
    assert the_one(conversion, "LearnerSpecialNeeds").provision == code
    assert losses_of(conversion, "sen_provision") == []


def test_the_secretary_is_told_that_support_does_not_mean_school_action() -> None:
    (loss,) = losses_of(to_sif(with_stage("K")), "sen_provision")
    assert (loss.kind, loss.pupil, loss.path) == (LossKind.CHANGED, 1, "Pupil/SENhistory/SEN[1]/SENprovision")
    assert loss.message() == (
        "Additional needs › Provision 1 › Provision: SIF does not know “K”; the nearest, “A”, does not mean the same. "
        "The original travels along in an extended element."
    )
    assert loss.message("cy").startswith(
        "Anghenion ychwanegol › Darpariaeth 1 › Darpariaeth: Nid yw SIF yn gwybod am “K”"
    )


def test_what_the_school_changed_since_is_not_undone_by_the_kept_code() -> None:
    objects = list(to_sif(with_stage("K")).objects)
    changed = [each.replace(provision="S") if isinstance(each, LearnerSpecialNeeds) else each for each in objects]
    assert convert_to_ctf(changed, HEADER).file.pupils[0].sen.stages[0].provision == "S"


def test_a_provision_of_which_nothing_is_near_has_no_object_and_still_comes_back() -> None:
    pupil = with_stage("LIDP")
    conversion = to_sif(pupil)
    assert objects_of(conversion, "LearnerSpecialNeeds") == []
    assert [loss.value for loss in losses_of(conversion, "no_sif_code")] == ["LIDP"]
    assert there_and_back(pupil) == pupil


def test_needs_of_today_stand_under_those_of_then_and_come_back() -> None:
    needs = (SenNeed(need="SEMH", rank=1), SenNeed(need="ASD", rank=2), SenNeed(need="NSA", rank=3))
    pupil = with_stage("K", *needs)
    listed = the_one(to_sif(pupil), "LearnerSpecialNeeds").sen_type_list
    assert [(each.value, each.ranking) for each in listed] == [("BESD", 1), ("ASD", 2), ("OTH", 3)]
    assert there_and_back(pupil).sen.needs == needs


def test_needs_are_ranked_without_gaps_in_their_order_and_come_back_with_their_own_ranks() -> None:
    pupil = with_stage("S", SenNeed(need="HI", rank=5), SenNeed(need="VI", rank=2))
    conversion = to_sif(pupil)
    listed = the_one(conversion, "LearnerSpecialNeeds").sen_type_list
    assert [(each.value, each.ranking) for each in listed] == [("VI", 1), ("HI", 2)]
    assert [(loss.value, loss.given) for loss in losses_of(conversion, "needs_ranked")] == [("VI", "1"), ("HI", "2")]
    assert there_and_back(pupil) == pupil


def test_needs_and_levels_stand_with_the_stage_that_runs() -> None:
    stages = (
        SenStage(start=date(2022, 9, 1), provision="A", end=date(2023, 7, 20)),
        SenStage(start=date(2023, 9, 1), provision="P"),
    )
    pupil = replace(
        SIAN, sen=SenHistory(stages=stages, needs=(SenNeed(need="ASD", rank=1),)), wales=WelshDetails(grouping="GS2")
    )
    old, now = sorted(objects_of(to_sif(pupil), "LearnerSpecialNeeds"), key=lambda each: each.start_date)
    assert (old.sen_type_list, old.grouping_and_support_level) == (None, None)
    assert (now.sen_type_list[0].value, now.grouping_and_support_level) == ("ASD", "GS2")
    assert there_and_back(pupil) == pupil


def test_needs_without_any_stage_travel_beside_the_learner() -> None:
    pupil = replace(SIAN, sen=SenHistory(needs=(SenNeed(need="SEMH", rank=1),)))
    assert objects_of(to_sif(pupil), "LearnerSpecialNeeds") == []
    assert there_and_back(pupil) == pupil


def test_school_action_of_a_provider_is_not_turned_into_support_of_today() -> None:
    learner = the_one(to_sif(SIAN), "LearnerPersonal")
    school = SchoolInfo(
        ref_id="F" * 32, la_id="681", establishment_id="2990", school_name="Nant y Wennol", sessions_per_day=2
    )
    stage = LearnerSpecialNeeds(
        ref_id="E" * 32,
        learner_personal_ref_id=learner.ref_id,
        school_info_ref_id="F" * 32,
        provision="A",
        start_date=STARTED,
    )
    file = convert_to_ctf([school, learner, stage], HEADER).file
    assert file.pupils[0].sen.stages == (SenStage(start=STARTED, provision="A"),)
