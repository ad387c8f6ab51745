import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.common.text import Text
from handover.ctf.filename import FORMS, build_name, describe_form, parse_name, recognise
from handover.ctf.name_faults import NAME_FAULTS
from handover.ctf.repair import REPAIRS
from handover.ctf.verdict import FileVerdict


def rows(table: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


CASES = rows(Path(__file__).parent / "fixtures" / "filename-cases.csv")

places = st.from_regex(r"[0-9]{3}([0-9]{4}|LLLL)", fullmatch=True)
destinations = places | st.sampled_from(["XXXXXXX", "MMMMMMM"])
numbers = st.integers(1, 999)


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["name"]))
def test_every_name_is_read_as_the_table_of_cases_says(case: dict[str, str]) -> None:
    reading = parse_name(case["name"])
    read = (reading.verdict.value, reading.kind or "", reading.source or "", reading.destination or "")
    assert read == (case["verdict"], case["kind"], case["source"], case["destination"]), case["note"]


def test_the_table_of_cases_has_every_verdict_and_every_kind() -> None:
    assert len(CASES) == 42
    assert {case["verdict"] for case in CASES} == {"accept", "repair", "refuse"}
    assert {case["kind"].split(":")[0] for case in CASES} == {
        "ctf",
        "ctf-lost",
        "ctf-outside",
        "ctf-self",
        "generic",
        "xml-transfer",
        "admissions",
        "",
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["name"]))
def test_a_canonical_name_is_accepted_and_stays_as_it_is(case: dict[str, str]) -> None:
    canonical = parse_name(case["name"]).canonical
    if canonical is not None:
        again = parse_name(canonical)
        assert (again.verdict, again.canonical) == (FileVerdict.ACCEPT, canonical)


def test_a_refusal_and_a_repair_say_why_in_both_languages() -> None:
    for case in CASES:
        for problem in parse_name(case["name"]).problems:
            assert problem.message("en") != problem.message("cy")
            assert "{" not in problem.message() + problem.remedy()
        assert case["verdict"] == "accept" or parse_name(case["name"]).problems


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("6812990_CTF_XXXXXX_005.xml", "XXXXXX is neither"),
        ("6812990_CTF_681499_001.xml", "681499 is not an establishment number"),
        ("681299_CTF_6814990_001.xml", "681299 is not an establishment number"),
        ("6812990_CTF_6814990_001.xml.exe", "something after .xml"),
        ("6812990_CTF_6814990_001.xml.zip", ".zip is for generic files"),
        ("6812990_CTF_6814990_001.txt", "ends in .txt"),
        ("3021990_3022990_CTF_20250711.xml", "wrong order"),
        ("681LLLL_6812990_my file.zip", "my file, holds a blank"),
        ("681LLLL_6812990_abcdefghijklmnop.zip", "has 16"),
        ("transfer.xml", "does not say who sends"),
        ("3022990_MTC_3022990_001.xml", "kind MTC"),
        ("3022990_CML_302LLLL_001.xml", "kind CML"),
        ("../6812990_CTF_6814990_001.xml", "a folder"),
    ],
)
def test_a_refused_name_hears_its_own_reason(name: str, message: str) -> None:
    (problem,) = parse_name(name).problems
    assert message in problem.message()


@pytest.mark.parametrize(
    "name",
    [
        "6812990_CTF_6814990_001.xml\n",
        "6812990_CTF_6814990_001\x00.xml",
        "６812990_CTF_6814990_001.xml",
        "6812990_CTF_6814990_٠٠١.xml",
        "6812990_CTF_6814990_001.xml" + " " * 100,
        "/6812990_CTF_6814990_001.xml",
        "",
    ],
)
def test_a_name_with_odd_characters_is_refused(name: str) -> None:
    assert parse_name(name).verdict is FileVerdict.REFUSE


def test_several_small_slips_are_repaired_together() -> None:
    reading = parse_name(" 681lllll_CTF6812990_7 (1).xml ")
    assert reading.verdict is FileVerdict.REPAIR
    assert reading.canonical == "681LLLL_CTF_6812990_007.xml"
    assert len(reading.repairs) == 5


def test_a_missing_number_waits_for_the_site_to_give_one() -> None:
    reading = parse_name("681LLLL_CTF_6812049.xml")
    assert (reading.number, reading.canonical) == (None, None)
    numbered = reading.with_number(4)
    assert (numbered.number, numbered.canonical) == (4, "681LLLL_CTF_6812049_004.xml")
    assert numbered.verdict is FileVerdict.REPAIR


def test_a_refused_name_gets_no_number() -> None:
    assert parse_name("transfer.xml").with_number(4).canonical is None


@given(source=places, destination=destinations, number=numbers)
def test_a_built_name_reads_back(source: str, destination: str, number: int) -> None:
    reading = parse_name(build_name(source, destination, number))
    assert (reading.source, reading.destination, reading.number) == (source, destination, number)
    assert reading.verdict is FileVerdict.ACCEPT


@pytest.mark.parametrize(
    ("source", "destination", "number"),
    [
        *(("XXXXXXX", "6812990", 1), ("681299", "6814990", 1), ("6812990", "XXXXXX", 1)),
        *(("6812990", "6814990", 1000), ("6812990", "6814990", 0), ("6812990", "6814990", -1)),
    ],
)
def test_no_name_is_built_that_would_be_refused(source: str, destination: str, number: int) -> None:
    with pytest.raises(ValueError, match="no file name"):
        build_name(source, destination, number)


@given(name=st.text(max_size=60) | st.from_regex(r"[0-9XML]{5,9}_?(CTF|ATF)?_?[0-9XML]{5,9}(_[0-9]{0,4})?\.\w{3}"))
def test_any_text_gets_a_verdict_and_no_repair_touches_a_digit(name: str) -> None:
    reading = parse_name(name)
    if reading.verdict is FileVerdict.REFUSE:
        assert reading.canonical is None
        assert reading.problems
    elif reading.is_ctf and reading.source and reading.destination:
        assert reading.source in reading.given.upper()
        assert reading.destination.rstrip("L") in reading.given.upper()


def test_every_form_reads_its_own_example() -> None:
    for form in FORMS:
        kind = parse_name(form.example).kind
        assert kind is not None
        assert kind.split(":")[0] == form.kind


def test_every_repair_is_in_the_table_of_faults() -> None:
    assert {repair.kind for repair in REPAIRS} <= set(NAME_FAULTS.values())


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("6812990_CTF_6812990_001.xml", ["name.own_school"]),
        ("6812990_CTF_6602991_001.xml", []),
        ("6812990_CTF_681LLLL_001.xml", []),
        ("6812990_CTF_660LLLL_001.xml", ["name.other_la"]),
        ("6812990_CTF_671LLLL_001.xml", ["name.other_la"]),
        ("681LLLL_CTF_660LLLL_001.xml", []),
        ("6602990_ATF_681LLLL_001.xml", []),
    ],
)
def test_a_name_that_may_be_meant_otherwise_is_noted_and_accepted(name: str, codes: list[str]) -> None:
    reading = recognise(name)
    assert (reading.verdict, [problem.code for problem in reading.problems]) == (FileVerdict.ACCEPT, codes)


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        (" 6812990_CTF_6814990_001.xml ", "6812990_CTF_6814990_001.xml"),
        ("6812990_CTF_6814990_001 (12).xml", "6812990_CTF_6814990_001.xml"),
        ("6812990_CTF_6814990_001(1).xml", "6812990_CTF_6814990_001.xml"),
        ("681LLLLL_CTF_6814990_001.xml", "681LLLL_CTF_6814990_001.xml"),
        ("6812990_CTF_681LLLLL_001.xml", "6812990_CTF_681LLLL_001.xml"),
        ("6812990_CTF6814990_001.xml", "6812990_CTF_6814990_001.xml"),
        ("6812990_CTF_XXXXXXXX_001.xml", "6812990_CTF_XXXXXXX_001.xml"),
        ("6812990_CTF_MMMMMMMM_001.xml", "6812990_CTF_MMMMMMM_001.xml"),
        ("6812990_CTF_6814990_1.xml", "6812990_CTF_6814990_001.xml"),
        ("6812990_CTF_6814990_12.xml", "6812990_CTF_6814990_012.xml"),
        ("6812990_CTF_XXXXXXX_7.xml", "6812990_CTF_XXXXXXX_007.xml"),
        ("681LLLL_CTF_MMMMMMM_17.xml", "681LLLL_CTF_MMMMMMM_017.xml"),
    ],
)
def test_each_repair_gives_this_name_and_asks(given: str, canonical: str) -> None:
    reading = parse_name(given)
    assert (reading.verdict, reading.canonical, len(reading.repairs)) == (FileVerdict.REPAIR, canonical, 1)


def test_an_operator_describes_a_name_with_sender_destination_and_number() -> None:
    form = describe_form("returns", "SC1_{source}_{number}_{destination}.xml", Text("a return", "datganiad"))
    assert form.example == "SC1_6812990_001_681LLLL.xml"
    reading = recognise("SC1_6812990_012_681LLLL.xml", (form,))
    assert (reading.kind, reading.source, reading.destination, reading.number) == ("returns", "6812990", "681LLLL", 12)
    assert reading.verdict is FileVerdict.ACCEPT
    assert recognise("SC1_6812990_012_681LLLLxxml", (form,)).verdict is FileVerdict.REFUSE
    assert recognise("SC1_6812990_012_681LLLL.xml").verdict is FileVerdict.REFUSE


@pytest.mark.parametrize(
    "written",
    [
        "{source}_{destination}.xml",
        "{source}_{destination}_{number}_{number}.xml",
        "{source}_{destination}_{number}_{term}.xml",
        "{source} {destination}_{number}.xml",
        "{source}/{destination}_{number}.xml",
        "{source}_{destination}_{number}.xml\u00e9",
    ],
)
def test_a_name_that_could_not_be_told_apart_is_no_description(written: str) -> None:
    with pytest.raises(ValueError, match="a name with "):
        describe_form("returns", written, Text("a return", "datganiad"))


def test_the_longest_name_is_a_hundred_letters() -> None:
    assert parse_name("6812990_CTF_6814990_001.xml".rjust(100)).verdict is FileVerdict.REPAIR
    assert [problem.code for problem in parse_name("6812990_CTF_6814990_001.xml".rjust(101)).problems] == [
        "name.characters"
    ]


def test_a_number_of_another_family_is_given_with_its_letters() -> None:
    reading = recognise("6602990_ATF_681LLLL.xml")
    assert reading.with_number(12).canonical == "6602990_ATF_681LLLL_012.xml"


def test_a_lost_pupil_s_name_and_an_authority_s_are_known_as_such() -> None:
    assert parse_name("6812990_CTF_XXXXXXX_001.xml").is_lost
    assert parse_name("6812990_CTF_MMMMMMM_001.xml").is_lost
    assert not parse_name("6812990_CTF_6814990_001.xml").is_lost
    assert parse_name("681LLLL_CTF_6814990_001.xml").sender_is_authority
    assert not parse_name("6812990_6814990_FFT15.zip").is_ctf
