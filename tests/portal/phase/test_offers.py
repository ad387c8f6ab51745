"""The list of offers as offices write it, and as they get it wrong."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.portal.phase.offers import OFFERS, Offer, OffersList, read_offers

HIGH, COMP = "6814990", "6814991"
UPN, OTHER = "C681299005070", "R681299005071"


def read(*lines: str, encoding: str = "utf-8") -> OffersList:
    data = "\r\n".join((*lines, "")).encode(encoding)
    return read_offers([data[:7], data[7:]], lambda number: number in (HIGH, COMP))


def codes(found: OffersList) -> Sequence[str]:
    return [problem.code for problem in found.problems]


def test_child_is_named_by_upn_alone() -> None:
    found = read("UPN,Destination", f"{UPN},{HIGH}")
    assert found.offers == (Offer(2, UPN, "", "", None, HIGH),)
    assert not found.problems


def test_child_is_named_by_name_and_birth_date() -> None:
    found = read("Surname;Forename;DOB;School offered", f"Testfield;Alys;6/5/2015;{HIGH[:3]}/{HIGH[3:]}")
    assert found.offers == (Offer(2, "", "Testfield", "Alys", date(2015, 5, 6), HIGH),)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("UPN,Destination", f"{UPN},{HIGH}"),
        ("Pupil UPN;Allocated school", f"{UPN};{HIGH}"),
        ("cynnig\tRhif unigryw disgybl", f"{HIGH}\t{UPN}"),
        ("offer | upn | note", f"{HIGH} | {UPN} | anything"),
    ],
)
def test_columns_are_known_under_many_names(header: str, row: str) -> None:
    assert [(offer.upn, offer.destination) for offer in read(header, row).offers] == [(UPN, HIGH)]


def test_accents_arrive_from_a_spreadsheet_that_does_not_write_utf8() -> None:
    found = read("Surname,Forename,DOB,Offer", "Prŷs".replace("ŷ", "ý") + f",Siân,2015-05-06,{HIGH}", encoding="cp1252")
    assert found.offers[0].forename == "Siân"
    assert codes(found) == ["offers.encoding"]


def test_byte_order_mark_is_no_part_of_the_first_column() -> None:
    assert len(read("UPN,Destination", f"{UPN},{HIGH}", encoding="utf-8-sig").offers) == 1


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (f"{UPN},,,,6819999", "offers.school"),
        (f"{UPN},,,,", "offers.school"),
        (f"X681299005070,,,,{HIGH}", "offers.upn"),
        (f",Testfield,Alys,,{HIGH}", "offers.nobody"),
        (f",Testfield,Alys,31/02/2015,{HIGH}", "offers.date"),
        (f"{UPN},=HYPERLINK(1),Alys,,{HIGH}", "offers.formula"),
        (f"{UPN},{HIGH}", "offers.cells"),
    ],
)
def test_row_that_cannot_be_trusted_is_left_out_and_told(row: str, code: str) -> None:
    found = read("UPN,Surname,Forename,DOB,Destination", row, f"{OTHER},,,,{COMP}")
    assert [offer.line for offer in found.offers] == [3]
    assert codes(found) == ["offers.rows", code]
    assert found.problems[0].message() == "2 rows were read: 1 used, 1 left out."


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((), "offers.empty"),
        (("Surname,Destination", f"Testfield,{HIGH}"), "offers.header"),
        (("UPN,UPN,Destination", f"{UPN},{UPN},{HIGH}"), "offers.columns_asked"),
        (("PK\x03\x04 workbook",), "offers.not_csv"),
        (("UPN,Destination", f'"{UPN},{HIGH}', UPN), "offers.quote"),
        (("UPN,Destination", f"{UPN}\0,{HIGH}"), "offers.not_text"),
    ],
)
def test_list_that_is_none_is_refused(lines: Sequence[str], code: str) -> None:
    found = read(*lines)
    assert found.refused
    assert not found.offers
    assert codes(found) == [code]


def test_child_offered_two_schools_is_offered_neither() -> None:
    found = read("UPN,Destination", f"{UPN},{HIGH}", f"{OTHER},{HIGH}", f"{UPN},{COMP}")
    assert [offer.upn for offer in found.offers] == [OTHER]
    assert codes(found) == ["offers.rows", "offers.two_offers", "offers.two_offers"]
    assert found.problems[0].message() == "3 rows were read: 1 used, 2 left out."
    assert [problem.line for problem in found.problems[1:]] == [2, 4]
    assert found.problems[2].message().startswith("Line 2 offers the same child another school.")


def test_child_offered_three_schools_is_told_for_each_row_once() -> None:
    found = read("UPN,Destination", f"{UPN},{HIGH}", f"{UPN},{COMP}", f"{UPN},{COMP}")
    assert not found.offers
    assert found.problems[0].message() == "3 rows were read: 0 used, 3 left out."
    assert sorted(problem.line for problem in found.problems[1:]) == [2, 3, 4]


def test_row_written_twice_counts_once() -> None:
    found = read("UPN,Destination", f"{UPN},{HIGH}", f"{UPN},{HIGH}")
    assert len(found.offers) == 1
    assert codes(found) == ["offers.rows", "offers.duplicate"]
    assert (found.problems[1].line, found.problems[1].message()) == (3, "The row says what line 2 says.")


def test_twins_are_two_children() -> None:
    found = read("Surname,Forename,DOB,Offer", f"Wyn,Alys,2015-05-06,{HIGH}", f"Wyn,Betsan,2015-05-06,{COMP}")
    assert len(found.offers) == 2
    assert not found.problems


def test_a_list_may_have_a_hundred_thousand_rows() -> None:
    assert (OFFERS.most_rows, OFFERS.told) == (100_000, 100)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading(data: bytes) -> None:
    read_offers([b"UPN,Destination\n", data], lambda number: True)
    read_offers([data], lambda number: True)
