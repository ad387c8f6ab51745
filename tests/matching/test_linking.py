from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handover.common.identifiers import make_upn
from handover.invented.county import County
from handover.matching.evidence import Child, score_evidence
from handover.matching.findings import FINDINGS, ComparedField, FieldAgreement
from handover.matching.linking import STAGES, MatchingStage, ResourceLimits, link_pupils, open_database
from handover.matching.links import CONFLICTS, Certainty, Conflict, Links, LostRecord, OnRoll, found_keys
from handover.matching.rarity import NO_RARITY
from handover.matching.scoring import score_pairs, splink_settings
from handover.matching.tables import fill_tables
from handover.matching.weighing import PairWeighing

SMALL = ResourceLimits(threads=1, memory=512)
COUNTY = County(seed=5, lost=120, on_roll=2500)
SIAN = Child(
    surname="Llywelyn",
    forename="Siân",
    birth_date=date(2015, 3, 11),
    upn=make_upn("681", "2990", 2020, 17),
    middle_names="Haf",
    gender="F",
    postcode="CF97 1AA",
)
OTHER_UPN, THIRD_UPN = make_upn("660", "4001", 2021, 5), make_upn("660", "4001", 2021, 6)


@pytest.fixture(scope="module")
def strangers() -> list[OnRoll]:
    """A roll of children who are not asked for, so that names have their usual frequencies."""
    return [row for row in COUNTY.roll() if row.child.surname.casefold() not in {"llywelyn", "llewellyn"}]


def matched(lost: list[Child], roll: list[Child], strangers: list[OnRoll]) -> Links:
    rows = [OnRoll(100_000 + number, child, "6812990") for number, child in enumerate(roll)]
    pupils = [LostRecord(str(number), child) for number, child in enumerate(lost)]
    return link_pupils(pupils, [*strangers, *rows], limits=SMALL)


def test_a_child_with_the_same_upn_is_found_for_certain(strangers) -> None:
    links = matched([SIAN], [replace(SIAN, forename="Shan", postcode="LL99 2BB")], strangers)
    (one,) = links.links
    assert (one.certainty, one.by_upn, one.on_roll.line) == (Certainty.CERTAIN, True, 100_000)
    assert (links.lost, links.on_roll) == (1, len(strangers) + 1)


def test_a_former_upn_is_as_good(strangers) -> None:
    (one,) = matched([SIAN], [replace(SIAN, upn=OTHER_UPN, former_upn=SIAN.upn)], strangers).links
    assert one.by_upn
    assert one.certainty is Certainty.CERTAIN


@pytest.mark.parametrize(
    "change",
    [
        {"surname": "Llewellyn"},
        {"surname": "LLYWELYN", "forename": "Sharn"},
        {"birth_date": date(2015, 11, 3)},
        {"forename": "SIAN HAF"},
    ],
)
def test_a_child_without_a_upn_is_found_under_another_spelling(change: dict, strangers) -> None:
    (one,) = matched([SIAN], [replace(SIAN, upn="", **change)], strangers).certain()
    assert not one.by_upn
    assert {each.field for each in one.evidence} == set(ComparedField)


def test_three_spellings_of_one_lost_child_are_all_found(strangers) -> None:
    lost = [replace(SIAN, upn=""), replace(SIAN, surname="Llewelyn", upn=""), replace(SIAN, forename="Shan", upn="")]
    links = matched(lost, [SIAN], strangers)
    assert found_keys(links.certain()) == {"0", "1", "2"}


def test_a_upn_of_another_child_is_for_a_person_to_look_at(strangers) -> None:
    stranger = strangers[0].child
    links = matched([SIAN], [replace(stranger, upn=SIAN.upn), replace(SIAN, upn=OTHER_UPN)], strangers)
    by_line = {one.on_roll.line: one for one in links.of("0")}
    assert (by_line[100_000].certainty, by_line[100_000].conflicts) == (Certainty.UPN, (Conflict.UPN_OF_ANOTHER,))
    assert links.sharing_only_a_upn() == (by_line[100_000],)
    assert by_line[100_001].certainty is Certainty.CERTAIN


def test_a_number_of_a_child_who_shares_little_else_is_for_a_person_to_look_at(strangers) -> None:
    """The number supports what the rest says; it does not outweigh a roll of strangers."""
    thin = Child(surname="Llywelyn", upn=SIAN.upn)
    (one,) = matched([thin], [Child(surname="Llywelyn", forename="Mair", upn=SIAN.upn)], strangers).links
    assert (one.by_upn, one.on_roll.line) == (True, 100_000)
    assert one.score < score_evidence(one.evidence)


@pytest.mark.parametrize(
    ("change", "conflicts"),
    [
        ({"forename": "Mabli", "birth_date": date(2016, 9, 20)}, (Conflict.UPN_OF_ANOTHER,)),
        ({"forename": "Mabli"}, (Conflict.MAY_BE_TWINS,)),
        ({"birth_date": date(2016, 9, 20)}, (Conflict.UPN_OF_ANOTHER,)),
        ({"birth_date": date(2018, 3, 11)}, (Conflict.UPN_OF_ANOTHER,)),  # one figure, and three years
        ({"birth_date": date(2014, 3, 11)}, ()),
        ({"birth_date": date(2015, 9, 20)}, ()),
    ],
)
def test_the_same_number_with_another_name_and_another_day_is_perhaps_a_brother_or_sister(
    change: dict, conflicts: tuple[Conflict, ...], strangers
) -> None:
    (one,) = [each for each in matched([SIAN], [replace(SIAN, **change)], strangers).links if each.by_upn]
    assert one.conflicts == conflicts
    assert (one.certainty is Certainty.CERTAIN) == (not conflicts)


def test_of_two_lost_children_on_one_line_the_better_one_stays_certain(strangers) -> None:
    """The other has a number of that child's too, and little else that would make the two one child."""
    other = replace(SIAN, upn=OTHER_UPN, birth_date=None, postcode="", middle_names="", gender="")
    for lost, better, worse in (([SIAN, other], "0", "1"), ([other, SIAN], "1", "0")):
        links = matched(lost, [replace(SIAN, former_upn=OTHER_UPN)], strangers)
        told = {one.lost.key: (one.certainty, one.conflicts) for one in links.links}
        assert told == {better: (Certainty.CERTAIN, ()), worse: (Certainty.LOOK, (Conflict.TWO_LOST,))}


def test_weights_follow_from_the_size_of_the_roll() -> None:
    told = splink_settings(0.5 / 4000)
    assert told["probability_two_random_records_match"] == 0.000125
    assert told["link_type"] == "link_only"
    assert [each["output_column_name"] for each in told["comparisons"]][:2] == ["surname", "forename"]
    frequent = [
        level.get("tf_adjustment_weight")
        for level in told["comparisons"][0]["comparison_levels"]
        if "tf_adjustment_column" in level
    ]
    assert frequent == [1.0] * 2
    assert told["comparisons"][0]["comparison_levels"][0]["is_null_level"] is True


def test_pairs_come_by_lost_pupil_and_the_best_first(strangers) -> None:
    lost = [replace(SIAN, upn=""), replace(SIAN, surname="Llewelyn", upn="")]
    roll = [replace(SIAN, upn=OTHER_UPN), replace(SIAN, forename="Shan", postcode="", upn=THIRD_UPN)]
    with open_database(SMALL) as database:
        rows = [OnRoll(100_000 + number, child, "6812990") for number, child in enumerate(roll)]
        fill_tables(
            database, [LostRecord(str(n), child) for n, child in enumerate(lost)], [*strangers, *rows], lambda n: None
        )
        pairs = [pair for pair in score_pairs(database, [], -20.0, None) if int(pair[1]) >= 100_000]
        assert [pair[:2] for pair in pairs] == [("0", "100000"), ("0", "100001"), ("1", "100000"), ("1", "100001")]
        assert pairs[0][2] > pairs[1][2]
        assert pairs[2][2] > pairs[3][2]
        assert {pair[0] for pair in score_pairs(database, ["1"], -20.0, None)} == {"0"}
        least = pairs[1][2]
        assert all(pair[2] >= least for pair in score_pairs(database, [], least, None))


def test_twins_are_looked_at_and_never_certain(strangers) -> None:
    twin = replace(SIAN, forename="Mabli", upn=OTHER_UPN, middle_names="")
    links = matched([SIAN], [twin], strangers)
    assert [(one.certainty, one.conflicts) for one in links.links] in ([], [(Certainty.LOOK, (Conflict.MAY_BE_TWINS,))])
    (one,) = matched([SIAN], [twin, replace(SIAN, upn=THIRD_UPN)], strangers).links
    assert (one.on_roll.line, one.certainty) == (100_001, Certainty.CERTAIN)


def test_what_may_be_a_twin_is_never_certain(strangers) -> None:
    twin = replace(SIAN, forename="Mabli", upn="", middle_names="")
    assert all(Conflict.MAY_BE_TWINS in one.conflicts for one in matched([SIAN], [twin], strangers).links)


def test_a_number_given_years_after_school_began_speaks_for_a_child_who_came_from_elsewhere(strangers) -> None:
    started_here = replace(SIAN, upn=make_upn("660", "4001", 2019, 5))
    came_later = replace(SIAN, upn=make_upn("660", "4001", 2025, 5))
    (one,), (other,) = (matched([SIAN], [child], strangers).links for child in (started_here, came_later))
    assert one.score + 4 < other.score
    assert one.certainty is other.certainty is Certainty.CERTAIN


@pytest.mark.parametrize(
    ("born", "year", "expected"),
    [
        (date(2015, 8, 31), 2019, FieldAgreement.FIRST),  # reception in the September after the fourth birthday
        (date(2015, 8, 31), 2020, FieldAgreement.LATER),
        (date(2015, 9, 1), 2020, FieldAgreement.FIRST),
        (date(2015, 9, 1), 2021, FieldAgreement.LATER),
        (None, 2019, FieldAgreement.LATER),
    ],
)
def test_a_number_from_the_year_in_which_a_child_starts_school_is_no_second_one(
    born: date | None, year: int, expected: FieldAgreement
) -> None:
    lost = LostRecord("1", replace(SIAN, upn=make_upn("681", "2990", 2018, 17), birth_date=born))
    on_roll = OnRoll(1, replace(SIAN, upn=make_upn("660", "4001", year, 5), birth_date=born), "6604001")
    evidence = PairWeighing(NO_RARITY, FINDINGS).weigh_pair(lost, on_roll).evidence
    assert [each.finding for each in evidence if each.field is ComparedField.ARRIVAL] == [expected]


@pytest.mark.parametrize(
    "change",
    [
        {"forename": "Sin"},  # a slip in a short name
        {"birth_date": date(2014, 3, 11), "surname": "Llewellyn"},
        {"surname": "Siân", "forename": "Llywelyn"},
        {"forename": "Haf", "surname": "Llewelyn", "middle_names": ""},
        {"upn": SIAN.upn[:6] + SIAN.upn[5:], "postcode": "LL99 2BB"},  # a figure too many
    ],
)
def test_a_slip_in_one_place_hides_no_child(change: dict, strangers) -> None:
    (one,) = matched([SIAN], [replace(SIAN, **{"upn": ""} | change)], strangers).certain()
    assert one.on_roll.line == 100_000


def test_every_doubt_has_words_in_both_languages() -> None:
    assert set(CONFLICTS) == set(Conflict)
    assert all(words.en != words.cy for words in CONFLICTS.values())


def test_two_answers_are_no_answer(strangers) -> None:
    links = matched([replace(SIAN, upn="")], [replace(SIAN, upn=OTHER_UPN), replace(SIAN, upn=THIRD_UPN)], strangers)
    assert [one.on_roll.line for one in links.of("0")] == [100_000, 100_001]
    assert all(one.conflicts == (Conflict.TWO_ON_ROLL,) for one in links.links)
    assert not links.certain()


def test_one_on_roll_is_not_two_lost_children(strangers) -> None:
    sister = replace(SIAN, forename="Mair", birth_date=date(2015, 3, 12), upn=OTHER_UPN, middle_names="")
    links = matched([SIAN, replace(sister, upn=SIAN.upn)], [SIAN], strangers)
    assert found_keys(links.certain()) == {"0"}


def test_a_child_who_is_not_on_roll_is_not_found(strangers) -> None:
    assert not matched([SIAN], [], strangers).certain()


@pytest.mark.parametrize(("lost", "roll"), [([], []), ([SIAN], []), ([], [SIAN]), ([Child()], [Child(surname="X")])])
def test_nothing_to_match_is_no_error(lost: list[Child], roll: list[Child]) -> None:
    assert matched(lost, roll, []).links == ()


def test_a_formula_or_a_quotation_mark_in_a_name_is_only_a_name(strangers) -> None:
    hostile = replace(SIAN, surname="=1+1'; DROP TABLE roll; --", upn="")
    (one,) = matched([hostile], [hostile], strangers).links
    assert one.on_roll.child == hostile


def test_the_same_records_give_the_same_links() -> None:
    once, again = (link_pupils(COUNTY.lost_pupils(), COUNTY.roll(), limits=SMALL) for _ in range(2))
    assert once == again
    backwards = link_pupils(
        list(COUNTY.lost_pupils())[::-1], list(COUNTY.roll())[::-1], limits=ResourceLimits(threads=2, memory=512)
    )
    assert set(backwards.links) == set(once.links)


def test_nearly_all_who_are_there_are_found_and_nobody_else() -> None:
    links = link_pupils(COUNTY.lost_pupils(), COUNTY.roll(), limits=SMALL)
    truth = COUNTY.truth()
    certain = links.certain()
    assert all(truth.get(one.lost.key) == one.on_roll.line for one in certain)
    assert len(found_keys(certain)) > 0.9 * len(truth)


def test_progress_is_told_and_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, strangers
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    told: list[MatchingStage] = []
    link_pupils([LostRecord("1", SIAN)], strangers, limits=SMALL, progress=lambda stage, rows: told.append(stage))
    assert list(dict.fromkeys(told)) == list(MatchingStage) == list(STAGES)
    assert not list(tmp_path.iterdir())


def test_a_matching_can_be_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, strangers) -> None:
    class Stopped(Exception): ...

    def stop(stage: MatchingStage, rows: int) -> None:
        if stage is MatchingStage.WEIGHING:
            raise Stopped

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(Stopped):
        link_pupils([LostRecord("1", SIAN)], strangers, limits=SMALL, progress=stop)
    assert not list(tmp_path.iterdir())


def test_the_roll_is_read_once_and_not_kept() -> None:
    rows: Iterator[OnRoll] = COUNTY.roll()
    link_pupils([LostRecord("1", SIAN)], rows, limits=SMALL)
    assert next(rows, None) is None


def test_the_site_starts_without_the_linkage_libraries() -> None:
    import subprocess
    import sys

    code = (
        "import sys, handover.matching.linking; print([m for m in ('duckdb', 'splink', 'pyarrow') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"[]"
