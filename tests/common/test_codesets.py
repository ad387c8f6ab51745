import pytest

from handover.common.codes import CodeSet
from handover.common.codes.ethnicity import MAIN_ETHNICITY
from handover.common.codesets import SETS, codes, is_known_code, label, main_ethnicity

NAMES = """
    nc_year enrolment_status gender ethnicity source language language_type national_identity eal_acquisition
    sen_provision sen_need sen_curriculum sen_grouping sen_resources sen_advice telephone relationship leaving_reason
    attendance uk_country stage subject method component result_status result_qualifier locale exclusion_category
    exclusion_reason boarder care_type destination
"""


def test_every_code_set_of_the_transfer_file_is_there_once() -> None:
    assert sorted(code_set.name for code_set in SETS) == sorted(NAMES.split())


@pytest.mark.parametrize("code_set", SETS, ids=lambda code_set: code_set.name)
def test_every_code_is_labelled_in_both_languages(code_set: CodeSet) -> None:
    assert code_set.title.en
    assert code_set.title.cy
    assert code_set.source
    assert all(text.en and text.cy for text in code_set.codes.values())
    assert all(code == code.strip() and code for code in code_set.codes)


@pytest.mark.parametrize(
    ("set_name", "code", "english", "welsh"),
    [
        ("nc_year", "R", "Reception", "Derbyn"),
        ("language", "CYM", "Welsh", "Cymraeg"),
        ("language", "ARAY", "Arabic (Yemen)", "Arabeg (Yemen)"),
        ("relationship", "PAM", "Mother", "Mam"),
        ("relationship", "FAMN", "Mother", "Mam"),
        ("attendance", "\\", "Present, afternoon", "Presennol, prynhawn"),
        ("attendance", "#", "School closed to all", "Ysgol ar gau i bawb"),
        ("sen_provision", "S", "Statement", "Datganiad"),
        ("leaving_reason", "JS", "Junior or primary to secondary school", "O ysgol iau neu gynradd i ysgol uwchradd"),
    ],
)
def test_a_code_is_shown_in_words(set_name: str, code: str, english: str, welsh: str) -> None:
    text = label(set_name, code)
    assert text is not None
    assert (text.en, text.cy) == (english, welsh)


def test_an_unknown_code_has_no_label_and_is_not_an_error() -> None:
    assert label("language", "FRA") is None
    assert not is_known_code("language", "cym")
    assert is_known_code("language", "FRN")


def test_a_finer_ethnicity_belongs_to_a_main_one() -> None:
    assert main_ethnicity("WWEL") == "WBRI"
    assert main_ethnicity("WROM") == "WROM"
    assert set(MAIN_ETHNICITY) | set(MAIN_ETHNICITY.values()) <= set(codes("ethnicity"))


def test_a_set_that_does_not_exist_is_the_callers_mistake() -> None:
    with pytest.raises(KeyError):
        codes("shoe_size")
