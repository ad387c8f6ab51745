"""The tables of the hub agree with each other."""

from handover.bridge import MAPPING
from handover.portal.hub.zones.hearing import ANSWERED, HEARD
from handover.portal.hub.zones.rights import HEARD_OBJECTS, HUB_RIGHTS, RECORD_OBJECTS, rights_of_hub
from handover.portal.hub.zones.zone_faults import ZONE_FAULTS, name_fault
from handover.zone.rights import Right


def test_hub_has_the_right_to_hear_what_it_listens_to_and_no_other() -> None:
    assert {ear.object_name for ear in HEARD} == set(HEARD_OBJECTS)


def test_hub_has_the_right_to_answer_what_it_hands_out() -> None:
    assert {answer.object_name for answer in ANSWERED} <= set(RECORD_OBJECTS)


def test_record_is_made_of_the_objects_between_which_the_bridge_carries_values() -> None:
    carried = {row.sif.partition("/")[0] for row in MAPPING if row.sif and row.ways != "none"}
    assert carried == set(RECORD_OBJECTS)


def test_hub_provides_nothing_and_deletes_nothing() -> None:
    rights = {right for alone in (False, True) for right, _ in rights_of_hub(alone=alone)}
    assert rights == {Right.SUBSCRIBE, Right.REQUEST, Right.RESPOND, Right.PUBLISH_ADD, Right.PUBLISH_CHANGE}
    assert all(row.why.cy for row in HUB_RIGHTS)


def test_hub_publishes_in_the_zone_of_one_school_and_nowhere_else() -> None:
    publishing = [any("publish" in right for right, _ in rights_of_hub(alone=alone)) for alone in (False, True)]
    assert publishing == [False, True]


def test_every_fault_has_a_name_in_the_table() -> None:
    keys = {fault.key for fault in ZONE_FAULTS}
    assert name_fault(ValueError("anything")) == "own_fault"
    assert {
        "own_fault",
        "away",
        "paused",
        "wrong_address",
        "not_admitted",
        "rights_missing",
        "refused",
        "id_in_use",
    } == keys
