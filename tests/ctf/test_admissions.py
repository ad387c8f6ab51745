"""The admissions file: read, checked and shown like a Common Transfer File, and never taken for one."""

from datetime import date

from handover.ctf.account import summarise_file
from handover.ctf.checks import check_ctf
from handover.ctf.documents import ATF, DOCUMENTS, Applicant
from handover.ctf.filename import recognise
from handover.ctf.reader import read_ctf
from handover.ctf.verdict import FileVerdict
from tests.ctf import checking
from tests.files import SIAN, TOMOS, atf, ctf

NAME = recognise("681LLLL_ATF_6814990_001.xml")
TODAY = date(2026, 9, 3)


def codes(data, name=NAME, form=ATF):
    return checking.codes(check_ctf(data, name, today=TODAY, form=form))


def test_applicant_is_read_with_the_reference_and_the_answer_to_the_offer():
    document = read_ctf(atf("681LLLL", "6814990"), form=ATF).document
    (applicant,) = document.pupils
    assert isinstance(applicant, Applicant)
    assert (applicant.application, applicant.admission.accept) == ("681-00042", "true")
    assert (applicant.upn, applicant.surname, document.header.version) == (SIAN.upn, "Prydderch", "9.1")


def test_good_admissions_file_is_accepted_whatever_the_school_year_of_its_version():
    report = check_ctf(atf("681LLLL", "6814990", (SIAN, TOMOS)), NAME, today=TODAY, form=ATF)
    assert (report.verdict, report.pupils, report.problems) == (FileVerdict.ACCEPT, 2, ())


def test_account_shows_reference_and_answer_in_both_languages():
    document = read_ctf(atf("681LLLL", "6814990"), form=ATF).document
    for language, label in (("en", "Application reference"), ("cy", "Cyfeirnod y cais")):
        (pupil,) = summarise_file(document, language).pupils
        rows = {row.label: row.value for section in pupil.sections for row in section.rows}
        assert rows[label] == "681-00042"
        assert "Prydderch" in rows.values()


def test_ctf_is_no_admissions_file_and_an_admissions_file_is_no_ctf():
    assert codes(ctf("681LLLL", "6814990")) == ["ctf.not_atf"]
    assert codes(atf("6812990", "6814990"), recognise("6812990_CTF_6814990_001.xml"), DOCUMENTS[0]) == [
        "ctf.admissions_file"
    ]


def test_faults_of_an_applicant_are_found_and_placed_in_the_admissions_file():
    broken = atf("681LLLL", "6814990").replace(b"<DOB>2015-02-11</DOB>", b"<DOB>11/02/2015</DOB>")
    problems = check_ctf(broken, NAME, today=TODAY, form=ATF).problems
    assert [problem.path for problem in problems] == ["/ATfile/ATFpupilData/Pupil[1]/DOB"]


def test_header_that_names_another_school_is_noticed():
    assert "ctf.header_differs" in codes(atf("681LLLL", "6602991"))


def test_part_of_a_ctf_inside_an_admissions_file_is_pointed_out():
    data = atf("681LLLL", "6814990").replace(b"ATFpupilData", b"CTFpupilData")
    assert "ctf.pupil_data_missing" in codes(data)


def test_each_kind_of_document_has_its_name_in_both_languages():
    assert [(form.root, form.name.en, form.name.cy) for form in DOCUMENTS] == [
        ("CTfile", "Common Transfer File", "Ffeil Drosglwyddo Gyffredin"),
        ("ATfile", "Admissions Data Transfer File", "Ffeil Drosglwyddo Data Derbyn"),
    ]
