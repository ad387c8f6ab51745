"""Whole files in `samples`, as programs write them and as they come damaged: the verdict, and the words for their sender."""

from pathlib import Path

import pytest

from handover.ctf.account import summarise_file
from handover.ctf.compare import differences
from handover.ctf.reader import read_ctf
from handover.ctf.verdict import FileVerdict
from handover.ctf.writer import write_ctf
from tests.ctf.checking import checked

SAMPLES = Path(__file__).parent / "samples"
GOOD = sorted(path for path in SAMPLES.glob("*.*") if path.suffix.lower() == ".xml")

# Pupils in each good file, and what a receiver should be told beside the version.
PUPILS: dict[str, tuple[int, set[str]]] = {
    "6812990_CTF_6814990_001.xml": (1, {"ctf.medical"}),
    "6602991_CTF_6802992_002.xml": (2, set()),
    "9362990_CTF_9364990_001.xml": (1, {"ctf.in_care", "ctf.medical"}),
    "3024991_CTF_9364990_003.XML": (2, {"ctf.upn_temporary"}),
    "6812991_CTF_681LLLL_001.xml": (60, {"ctf.in_care", "ctf.medical", "ctf.upn_temporary"}),
    "681LLLL_CTF_6814990_004.xml": (12, {"ctf.in_care"}),
    "6812990_CTF_XXXXXXX_005.xml": (1, set()),
    "6812990_CTF_MMMMMMM_006.xml": (1, set()),
    "681LLLL_CTF_6812993_007.xml": (1, {"ctf.first_sent_by"}),
    "3022990_CTF_3024991_008.xml": (2, {"ctf.partial_file"}),
}

# The last three digits of each bad file: verdict, code, line, words.
BAD: dict[str, tuple[str, str, int | None, str]] = {
    "901": ("refuse", "ctf.not_ctf", 2, "the document element is SIF_Message, expected CTfile"),
    "902": ("refuse", "xml.doctype", 2, "A DOCTYPE is not allowed"),
    "903": ("refuse", "xml.doctype", 2, "A DOCTYPE is not allowed"),
    "904": ("refuse", "ctf.header_differs", 3, "6602991 to 9364990"),
    "905": ("refuse", "ctf.lost_one_pupil", None, "exactly one pupil; this one holds 2"),
    "906": ("accept", "ctf.upn_check_letter", 22, "the check letter should be E"),
    "907": ("refuse", "xml.truncated", 25, "incomplete or damaged"),
    "908": ("refuse", "xml.encoding_bytes", 24, "not valid UTF-8: line 24"),
    "909": ("refuse", "ctf.zip", None, "This is a ZIP file"),
    "910": ("refuse", "ctf.upn_twice", 41, "Mali Profgoed; Mari Profgoed-Arall"),
    "911": ("refuse", "ctf.empty", None, "The file is empty"),
    "912": ("refuse", "ctf.no_pupils", 20, "holds no pupils"),
    "913": ("refuse", "xml.doctype", 2, "A DOCTYPE is not allowed"),
    "914": ("refuse", "ctf.birth_date_form", 65, "12/09/2001"),
    "915": ("accept", "ctf.version_unknown", 3, "unknown version"),
    "916": ("refuse", "xml.encoding_disagrees", 1, "The declaration and the bytes disagree"),
    "917": ("refuse", "xml.character", 24, "not well-formed XML: line 24"),
    "918": ("accept", "ctf.version_other", 3, "version 10.0"),
    "919": ("refuse", "ctf.forename_missing", 25, "The forename is empty"),
    "920": ("refuse", "xml.depth", 2, "more than 32 levels"),
    "921": ("accept", "ctf.upn_missing", 22, "There is no UPN"),
    "922": ("refuse", "ctf.admissions_file", 2, "admissions transfer file"),
    "923": ("refuse", "ctf.pupil_data_repeated", 41, "only one is allowed"),
}


@pytest.mark.parametrize("name", PUPILS)
def test_a_good_sample_is_accepted(name: str) -> None:
    report = checked((SAMPLES / name).read_bytes(), name)
    pupils, told = PUPILS[name]
    assert (report.verdict, report.pupils) == (FileVerdict.ACCEPT, pupils)
    assert {problem.code for problem in report.problems} - {"ctf.version_other"} == told


@pytest.mark.parametrize("number", BAD)
def test_a_bad_sample_gets_its_own_answer(number: str) -> None:
    (path,) = (SAMPLES / "bad").glob(f"*_{number}.xml")
    report = checked(path.read_bytes(), path.name)
    verdict, code, line, words = BAD[number]
    assert report.verdict.value == verdict
    first = next(problem for problem in report.problems if problem.code == code)
    assert first.line == line
    assert words in first.message()


def test_no_sample_is_left_out() -> None:
    assert {path.name for path in GOOD} == set(PUPILS)
    assert {path.stem[-3:] for path in (SAMPLES / "bad").glob("*.xml")} == set(BAD)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_a_good_sample_survives_writing_and_is_told_in_both_languages(path: Path) -> None:
    document = read_ctf(path.read_bytes()).document
    assert document is not None
    again = read_ctf(write_ctf(document)).document
    assert again == document
    assert not differences(document, document)
    assert len(summarise_file(document, "cy").pupils) == len(document.pupils)


def test_letters_outside_latin_1_are_read() -> None:
    document = read_ctf((SAMPLES / "6602991_CTF_6802992_002.xml").read_bytes()).document
    assert document is not None
    for name in ("Glŷnwen", "Dŵynwen", "Rhŷdderch", "Mefanŵy"):
        assert name in repr(document)
