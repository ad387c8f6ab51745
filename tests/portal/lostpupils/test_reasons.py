"""Why two may be one child: the heaviest first, with what it really weighed; how likely, in words; what to ask the school."""

import pytest

from handover.matching.child import Child
from handover.matching.fields import ComparedField, FieldAgreement
from handover.portal.lostpupils.models import Finding
from handover.portal.lostpupils.reasons import (
    say_likelihood,
    say_probability,
    say_rarity,
    say_weight,
    weigh_reasons,
)
from handover.portal.lostpupils.roll_row import RollRow
from handover.portal.lostpupils.school_questions import questions_for_school

EVIDENCE = [
    ["upn", "different"],
    ["surname", "same"],
    ["forename", "sound"],
    ["birth_date", "same"],
    ["gender", "same"],
]


def pair(points: tuple[float, ...] = (), evidence=None, conflicts=()) -> Finding:
    finding = Finding(evidence=EVIDENCE if evidence is None else evidence, conflicts=list(conflicts))
    if points:
        finding.roll_row = RollRow(Child("Prydderch"), points)
    return finding


def test_reasons_are_told_by_what_they_weighed_in_this_matching_and_not_in_the_order_of_fields():
    told = weigh_reasons(pair((-3.0, 12.25, 5.0, 8.5, 1.0), conflicts=["may_be_twins"]))
    assert [(each.words.en, each.weight.en, each.rarity.en if each.rarity else "") for each in told.supporting] == [
        ("The surname is the same.", "More than 1,000 times likelier", "A rare name on this roll."),
        ("The date of birth is the same.", "400 times likelier", ""),
        ("The forenames sound alike.", "30 times likelier", ""),
        ("The gender is the same.", "2 times likelier", ""),
    ]
    assert [(each.words.en, each.weight.en) for each in told.opposing] == [
        ("The UPNs are different: another child, or a child who was given a second number.", "8 times less likely")
    ]
    assert [words.en[:27] for words in told.in_order] == [
        "The surname is the same.",
        "The date of birth is the sa",
        "The forenames sound alike.",
        "The UPNs are different: ano",
        "The gender is the same.",
        "The forenames do not tell t",
    ]


def test_reasons_without_a_row_are_told_without_weights():
    told = weigh_reasons(pair())
    assert [each.words.en for each in told.supporting][:2] == ["The surname is the same.", "The forenames sound alike."]
    assert len(told.opposing) == 1
    assert not any(each.weight or each.rarity for each in told.supporting + told.opposing)


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (0.2, "Hardly says anything"),
        (-0.5, "Hardly says anything"),
        (1.0, "2 times likelier"),
        (-2.0, "4 times less likely"),
        (3.3, "10 times likelier"),
        (-6.0, "60 times less likely"),
        (9.9, "1,000 times likelier"),
        (11.0, "More than 1,000 times likelier"),
        (-11.0, "More than 1,000 times less likely"),
    ],
)
def test_a_weight_is_said_as_how_much_likelier_it_makes_one_child(points, said):
    assert say_weight(points).en == said


@pytest.mark.parametrize(
    ("field", "met", "points", "said"),
    [
        ("surname", "same", 9.5, "A rare name on this roll."),
        ("forename", "same", 6.0, "A common name on this roll."),
        ("forename", "same", 8.0, None),
        ("middle_names", "same", 10.0, "A rare name on this roll."),
        ("surname", "sound", 10.0, None),
        ("postcode", "same", 11.0, None),
    ],
)
def test_rare_and_common_names_are_told_where_they_are_the_same(field, met, points, said):
    words = say_rarity(ComparedField(field), FieldAgreement(met), points)
    assert (words.en if words else None) == said


@pytest.mark.parametrize(
    ("probability", "words", "figures"),
    [
        (0.9999, "Very likely one child", "more than 999 in 1,000 such pairs are one child"),
        (0.9994, "Very likely one child", "about 999 in 1,000 such pairs are one child"),
        (0.995, "Very likely one child", "about 995 in 1,000 such pairs are one child"),
        (0.97, "Likely one child", "about 97 in 100 such pairs are one child"),
        (0.7, "Rather likely one child", "about 70 in 100 such pairs are one child"),
        (0.5, "As likely one child as two", "about 50 in 100 such pairs are one child"),
        (0.12, "Rather likely two children", "about 12 in 100 such pairs are one child"),
        (0.004, "Likely two children", "fewer than 1 in 100 such pairs is one child"),
    ],
)
def test_how_likely_a_pair_is_one_child_is_said_in_words_and_in_figures(probability, words, figures):
    assert (say_likelihood(probability).en, say_probability(probability).en) == (words, figures)


def test_what_to_ask_follows_from_what_disagrees_and_is_short():
    asked = questions_for_school(pair(evidence=[["upn", "different"], ["birth_date", "letter"], ["forename", "same"]]))
    assert [words.en.partition(" ")[0] for words in asked] == ["Which", "Which", "Did"]
    assert asked[0].en.startswith("Which school was the pupil at before")
    assert asked[1].en.startswith("Which date of birth stands in a birth certificate")
    everything = [
        [field.value, "different"] for field in ComparedField if field.value in ("upn", "surname", "forename")
    ]
    doubtful = questions_for_school(pair(evidence=everything, conflicts=["may_be_twins"]))
    assert len(doubtful) == 4
    assert doubtful[0].en.startswith("Has the pupil a twin")


def test_where_everything_agrees_the_last_school_is_asked_for():
    assert len(questions_for_school(pair(evidence=[["surname", "same"], ["birth_date", "same"]]))) == 1


def test_what_another_version_found_is_left_out_and_the_rest_keeps_its_weight():
    kept = [["shoe_size", "same"], ["surname", "same"], ["gender", "swapped"]]
    told = weigh_reasons(pair((5.0, 8.0, 5.0), kept, conflicts=["of a later version", "two_lost"]))
    assert [(each.words.en, each.points) for each in told.supporting] == [("The surname is the same.", 8.0)]
    assert len(told.doubts) == 1
    assert len(questions_for_school(pair(evidence=kept, conflicts=["of a later version"]))) == 1
