import doctest
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover import agent
from handover.agent import Condition, Conditions, Q, TooDeep
from handover.agent import conditions as conditions_module
from handover.agent.conditions import query
from handover.sif.messages import QueryNotSupported, select
from handover.sif.objects import LearnerPersonal

family = Q("PersonalInformation/Name/FamilyName")
born = Q("PersonalInformation/Demographics/BirthDate")


def found(where, learners):
    return list(select(query("LearnerPersonal", where), learners))


def test_integrator_writes_conditions_as_comparisons():
    assert str((family == "Bevan") & (born >= date(2015, 9, 1))) == (
        "PersonalInformation/Name/FamilyName EQ Bevan And PersonalInformation/Demographics/BirthDate GE 2015-09-01"
    )


def test_the_examples_beside_the_code_are_true():
    for module in (agent, conditions_module):
        assert doctest.testmod(module).failed == 0


def test_conditions_choose_the_objects_they_say(learners):
    name = learners[0].personal_information.name.family_name
    middle = sorted(each.personal_information.demographics.birth_date for each in learners)[15]
    older = [each for each in learners if each.personal_information.demographics.birth_date < middle]
    others = [each for each in learners if each.personal_information.name.family_name != name]
    assert found(None, learners) == learners
    assert found(born < middle, learners) == older
    assert found(family != name, learners) == others
    assert found((born < middle) & (family != name), learners) == [each for each in older if each in others]
    assert found((born < middle) | (family != name), learners) == [
        each for each in learners if each in older or each in others
    ]


def test_groups_are_joined_in_two_levels_and_no_more(learners):
    one, other = learners[:2]
    either = (Q("@RefId") == one.ref_id) | (Q("@RefId") == other.ref_id)
    named = family == one.personal_information.name.family_name
    assert one in found(either & named, learners)
    with pytest.raises(TooDeep):
        ((either & named) | (born > date(2000, 1, 1))) & named


def test_values_are_written_as_sif_writes_them():
    assert (Q("A") == True, Q("A") > 3, Q("A") <= date(2026, 1, 2)) == (  # noqa: E712 - a comparison makes a condition
        Condition("A", "EQ", "true"),
        Condition("A", "GT", "3"),
        Condition("A", "LE", "2026-01-02"),
    )


def test_a_slip_is_found_where_it_is_made():
    with pytest.raises(TypeError, match="joined with &"):
        _ = family == "Bevan" and born > date(2000, 1, 1)
    with pytest.raises(QueryNotSupported):
        Q("Name[")


conditions = st.builds(Condition, st.sampled_from("AB"), st.sampled_from(["EQ", "NE"]), st.sampled_from("12"))


@given(st.lists(conditions, min_size=2, max_size=5), st.booleans())
def test_conditions_that_are_joined_the_same_way_are_one_flat_group(parts, both):
    where = parts[0]
    for part in parts[1:]:
        where = where & part if both else where | part
    assert where == Conditions("And" if both else "Or", tuple(parts))
    group = query(LearnerPersonal.__name__, where).sif_condition_group
    assert (group.type, len(group.sif_conditions[0].sif_condition)) == ("None", len(parts))
