import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.common.authorities import is_welsh
from handover.common.identifiers import (
    CHECK_LETTERS,
    LA_NUMBERS,
    WELSH_LAS,
    check_ref_id,
    check_uln,
    check_upn,
    is_upn,
    make_uln,
    make_upn,
    ref_id_from_upn,
    split_establishment,
)
from handover.common.text import LANGUAGES

GOOD = {
    "B801200005001": "permanent",
    "B681299003017": "permanent",
    "N936299021001": "permanent",
    "P207000016049": "permanent",
    "K30249912501A": "temporary",
    "M93629902101A": "temporary",
}
upns = st.builds(
    make_upn,
    la=st.sampled_from(sorted(LA_NUMBERS)),
    estab=st.integers(0, 9999).map("{:04}".format),
    year=st.integers(1997, 2040),
    serial=st.integers(0, 999),
    temporary=st.booleans(),
)


@given(upns | upns.map(lambda upn: "A" + upn[1:]) | st.text("ABIOS0123456789", max_size=14))
def test_whether_a_upn_is_right_is_said_alike_in_short_and_at_length(upn: str) -> None:
    assert is_upn(upn) == check_upn(upn).correct


@pytest.mark.parametrize(("upn", "form"), GOOD.items())
def test_worked_examples_are_correct(upn: str, form: str) -> None:
    check = check_upn(upn)
    assert (check.form, check.correct, check.la_known) == (form, True, True)


def test_the_letter_of_the_well_known_misworked_example_is_p_not_q() -> None:
    check = check_upn("Q207000016049")
    assert (check.expected_letter, check.correct) == ("P", False)
    assert "should be P, not Q" in check.explain().en
    assert "P, nid Q" in check.explain().cy


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "this has 0"),
        ("B68129900301", "this has 12"),
        ("B6812990030177", "this has 14"),
        ("b681299003017", "should be B"),
        ("I681299003017", "should be B"),
        ("1681299003017", "should be B"),
        ("B68129900301S", "twelve digits"),
        ("B68129900301a", "twelve digits"),
        ("BA81299003017", "twelve digits"),
        ("B٦81299003017", "twelve digits"),
        ("B681299003017\n", "this has 14"),
    ],
)
def test_a_malformed_upn_is_told_what_is_wrong_with_it(text: str, words: str) -> None:
    check = check_upn(text)
    assert (check.form, check.correct) == ("malformed", False)
    assert words in check.explain().en


def test_a_upn_of_no_authority_passes_its_check_but_is_pointed_out() -> None:
    check = check_upn("A123456789012")
    assert (check.correct, check.la_known) == (True, False)
    assert "123" in check.explain().en


@given(upns)
def test_every_upn_we_make_is_correct(upn: str) -> None:
    assert check_upn(upn).correct


@given(upns, st.data())
def test_every_single_mistyped_digit_is_found(upn: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, 11))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != upn[place]]))
    assert not check_upn(upn[:place] + digit + upn[place + 1 :]).correct


@given(upns, st.integers(1, 10))
def test_every_swap_of_neighbouring_digits_is_found(upn: str, place: int) -> None:
    swapped = upn[:place] + upn[place + 1] + upn[place] + upn[place + 2 :]
    assert swapped == upn or not check_upn(swapped).correct


@given(st.text(max_size=16))
def test_any_text_gets_a_verdict_and_an_explanation(text: str) -> None:
    check = check_upn(text)
    assert check.given == text
    assert all(check.explain().say(language) for language in LANGUAGES)


def test_a_temporary_serial_counts_its_hundreds_with_the_letter() -> None:
    assert make_upn("302", "4991", 2025, 1, temporary=True) == "K30249912501A"
    assert make_upn("302", "4991", 25, 101, temporary=True).endswith("01B")


@pytest.mark.parametrize(
    ("la", "estab", "serial", "temporary"),
    [("68", "12990", 1, False), ("681", "299", 1, False), ("681", "2990", 1000, False), ("681", "2990", 2300, True)],
)
def test_a_upn_that_cannot_be_written_is_not_made(la: str, estab: str, serial: int, temporary: bool) -> None:
    with pytest.raises(ValueError, match="is not"):
        make_upn(la, estab, 2025, serial, temporary)


@pytest.mark.parametrize(
    ("uln", "right"),
    [
        ("9276308686", True),
        ("1000000000", True),
        ("1234567890", False),
        ("9999999999", False),
        ("0276308686", False),
        ("927630868", False),
        ("92763O8686", False),
    ],
)
def test_a_learner_number_is_checked(uln: str, right: bool) -> None:
    assert check_uln(uln) is right


@given(st.integers(100_000_000, 999_999_999).map(str))
def test_a_learner_number_has_one_check_digit_or_is_never_issued(stem: str) -> None:
    right = [digit for digit in "0123456789" if check_uln(stem + digit)]
    assert make_uln(stem) == (stem + right[0] if right else None)
    assert len(right) <= 1


@pytest.mark.parametrize("text", ["681/2990", "6812990", "681 2990", " 681/2990 "])
def test_a_school_number_is_read_as_people_write_it(text: str) -> None:
    number = split_establishment(text)
    assert number == ("681", "2990")
    assert (str(number), number.joined) == ("681/2990", "6812990")


@pytest.mark.parametrize("text", ["", "681", "681-2990", "68/12990", "681LLLL", "68129900", "681//2990"])
def test_what_is_not_a_school_number_is_not_guessed(text: str) -> None:
    assert split_establishment(text) is None


@given(upns)
def test_a_pupil_keeps_one_ref_id_and_each_kind_of_object_has_its_own(upn: str) -> None:
    assert ref_id_from_upn(upn) == ref_id_from_upn(upn)
    assert ref_id_from_upn(upn) != ref_id_from_upn(upn, "LearnerSchoolEnrolment")
    assert check_ref_id(ref_id_from_upn(upn))


@pytest.mark.parametrize("text", ["", "5f0a8a4e6d0c5c0b9a3e1d7c2b64c0de", "5F0A8A4E-6D0C-5C0B-9A3E-1D7C2B64C0DE"])
def test_a_ref_id_is_32_capital_hexadecimal_digits(text: str) -> None:
    assert not check_ref_id(text)


def test_the_22_welsh_authorities_are_known_by_number_and_by_name() -> None:
    assert sorted(WELSH_LAS) == [str(number) for number in range(660, 682)]
    assert set(WELSH_LAS) <= LA_NUMBERS
    assert (is_welsh("681"), is_welsh("936")) == (True, False)
    assert WELSH_LAS["672"].cy == "Pen-y-bont ar Ogwr"


def test_the_check_letters_leave_out_those_that_look_like_digits() -> None:
    assert len(CHECK_LETTERS) == 23
    assert not set("IOS") & set(CHECK_LETTERS)


def test_a_upn_is_a_permanent_one_unless_said_otherwise_and_its_serial_has_bounds() -> None:
    assert make_upn("681", "2990", 2020, 17) == make_upn("681", "2990", 20, 17, temporary=False)
    assert check_upn(make_upn("681", "2990", 2020, 999)).form == "permanent"
    assert check_upn(make_upn("681", "2990", 2020, 2299, temporary=True)).form == "temporary"
    assert make_upn("681", "2990", 2020, 0)[-3:] == "000"
    for serial, temporary, words in ((-1, False, "0 and 999"), (1000, False, "0 and 999"), (2300, True, "0 and 2299")):
        with pytest.raises(ValueError, match=words):
            make_upn("681", "2990", 2020, serial, temporary=temporary)


@pytest.mark.parametrize(
    ("upn", "said"),
    [
        (make_upn("681", "2990", 2020, 17), "A correct UPN."),
        (make_upn("681", "2990", 2020, 17, temporary=True), "A correct temporary UPN."),
        (make_upn("999", "2990", 2020, 17), "A correct UPN. No local authority has the number 999."),
        (
            make_upn("999", "2990", 2020, 17, temporary=True),
            "A correct temporary UPN. No local authority has the number 999.",
        ),
    ],
)
def test_a_correct_number_is_told_by_its_kind_and_whether_its_authority_is_known(upn: str, said: str) -> None:
    assert check_upn(upn).explain().say("en") == said
