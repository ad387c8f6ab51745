"""What computers do to the names of files, and what the sender is offered; digits are never guessed."""

import pytest

from handover.ctf.filename import parse_name, recognise
from handover.ctf.verdict import FileVerdict

CTF = "6812990_CTF_6814990_001.xml"
ZIP = "6812990_6814990_reports.zip"


@pytest.mark.parametrize(
    ("given", "canonical", "code"),
    [
        ("6812990_CTF_6814990_001 - Copy.xml", CTF, "name.copy"),
        ("6812990_CTF_6814990_001 - Copy (2).xml", CTF, "name.copy"),
        ("6812990_CTF_6814990_001 - Copi.xml", CTF, "name.copy"),
        ("6812990_CTF_6814990_001 - Copy - Copy.xml", CTF, "name.copy"),
        ("Copy of 6812990_CTF_6814990_001.xml", CTF, "name.copy"),
        ("Copy (3) of 6812990_CTF_6814990_001.xml", CTF, "name.copy"),
        ("6812990_CTF_6814990_001 copy.xml", CTF, "name.copy"),
        ("6812990_CTF_6814990_001 copy 2.xml", CTF, "name.copy"),
        ("6812990_CTF_6814990_001[1].xml", CTF, "name.browser_suffix"),
        ("6812990_CTF_6814990_001 [2].xml", CTF, "name.browser_suffix"),
        ("6812990_CTF_6814990_001 (1) (2).xml", CTF, "name.browser_suffix"),
        ("6812990_CTF_6814990_001-1.xml", CTF, "name.browser_suffix"),
        ("6812990_CTF_6814990_001 2.xml", CTF, "name.browser_suffix"),
        ("6812990_CTF_6814990_001.xml.1", CTF, "name.browser_suffix"),
        ("6812990_CTF_6814990_001", CTF, "name.no_extension"),
        ("6812990_CTF_6814990_001.", CTF, "name.no_extension"),
        ("6812990_CTF_6814990_001.xml.xml", CTF, "name.twice_xml"),
        ("6812990_CTF_6814990_001.XML.xml", CTF, "name.twice_xml"),
        ("6812990-CTF-6814990-001.xml", CTF, "name.separators"),
        ("6812990 CTF 6814990 001.xml", CTF, "name.separators"),
        ("6812990__CTF_6814990_001.xml", CTF, "name.separators"),
        ("6812990_CTF_XXXXXXX_005 - Copy.xml", "6812990_CTF_XXXXXXX_005.xml", "name.copy"),
        ("6812990_CTF_681LLLL_001", "6812990_CTF_681LLLL_001.xml", "name.no_extension"),
        ("6812990_6814990_reports (1).zip", ZIP, "name.browser_suffix"),
        ("6812990_6814990_reports 2.zip", ZIP, "name.browser_suffix"),
        ("6812990_6814990_reports[1].zip", ZIP, "name.browser_suffix"),
        ("6812990_6814990_reports - Copy.zip", ZIP, "name.copy"),
        ("6812990_6814990_reports.zip.zip", ZIP, "name.twice_xml"),
        ("6812990_6814990_Siân.zip", "6812990_6814990_Sian.zip", "name.accents"),
        ("6812990_6814990_Sia\u0302n.zip", "6812990_6814990_Sian.zip", "name.accents"),
        ("6812990_681LLLL_tŷ_ŵy.zip", "6812990_681LLLL_ty_wy.zip", "name.accents"),
        ("6812990_6814990_gwaith–b6.zip", "6812990_6814990_gwaith-b6.zip", "name.accents"),
    ],
)
def test_what_a_computer_did_to_a_name_is_undone_with_a_yes(given: str, canonical: str, code: str) -> None:
    reading = parse_name(given)
    assert (reading.verdict, reading.canonical) == (FileVerdict.REPAIR, canonical)
    assert {problem.code for problem in reading.repairs} == {code}


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("6602990_ATF_681LLLL_001", "6602990_ATF_681LLLL_001.xml"),
        ("6602990_ATF_681ADMS_1.xml", "6602990_ATF_681ADMS_001.xml"),
        ("6602990_ASL_681LLLL_012 - Copy.xml", "6602990_ASL_681LLLL_012.xml"),
        ("3022990_CML_302LLLL_001 (1).xml", "3022990_CML_302LLLL_001.xml"),
        ("3022990_KS2_3022990_007-1.xml", "3022990_KS2_3022990_007.xml"),
    ],
)
def test_names_of_other_kinds_are_mended_in_the_same_way(given: str, canonical: str) -> None:
    reading = recognise(given)
    assert (reading.verdict, reading.canonical, len(reading.repairs)) == (FileVerdict.REPAIR, canonical, 1)


@pytest.mark.parametrize("given", ["6812990_CTF_6814990 - Copy", "6812990_CTF_6814990 (1).xml", "6812990_CTF_6814990"])
def test_a_copy_without_a_number_gets_the_next_one(given: str) -> None:
    reading = parse_name(given)
    assert reading.verdict is FileVerdict.REPAIR
    assert reading.with_number(7).canonical == "6812990_CTF_6814990_007.xml"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("2990_CTF_6814990_001.xml", "name.digits"),
        ("6812990_CTF_4990_001.xml", "name.digits"),
        ("6812990_CTF_4990_001 - Copy.xml", "name.digits"),
        ("6812990-CTF-681499-001.xml", "name.unreadable"),
        ("6812990_CTF_6814990_0012.xml", "name.number"),
        ("681299O_CTF_6814990_001.xml", "name.digits"),
        ("6812990_6814990_Дети.zip", "name.generic_letters"),
        ("6812990_6814990_" + "x" * 120 + ".zip", "name.generic_text"),
        ("leavers.xml", "name.unreadable"),
        ("6812990_CTF_6814990_001.xml.docx", "name.double_extension"),
        ("Siân.xml", "name.characters"),
    ],
)
def test_what_would_be_a_guess_is_refused(given: str, code: str) -> None:
    reading = recognise(given)
    assert (reading.verdict, [problem.code for problem in reading.problems]) == (FileVerdict.REFUSE, [code])


@pytest.mark.parametrize("name", ["6812990_6814990_reports-1.zip", "6812990_6814990_copy.zip", "6812990_6814990_2.zip"])
def test_a_word_that_its_sender_may_have_meant_stays(name: str) -> None:
    assert (parse_name(name).verdict, parse_name(name).canonical) == (FileVerdict.ACCEPT, name)
