"""A file that makes the receiver's program call home, and names that are not what is seen: taken, and said to the sender."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from handover.common.hidden_letters import codes_of, without_hidden
from handover.common.xml_references import outside_references
from handover.ctf.verdict import FileVerdict
from handover.portal.transfers.models import Transfer
from tests.ctf.building import ALYS, ctf, pupil, text
from tests.ctf.checking import checked, codes, said
from tests.files import atf

HERE = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
SHEET = '<?xml-stylesheet type="text/xsl" href="http://evil.example/look.xsl"?>'


def after_the_declaration(words: str, whole: str | None = None) -> bytes:
    return (whole or text()).replace("?>\n", f"?>\n{words}\n", 1).encode()


def rooted(attributes: str) -> bytes:
    return text(root=f"CTfile {attributes}").encode()


POINTING = {
    "a style sheet": after_the_declaration(SHEET),
    "a style sheet in other quotes": after_the_declaration("<?xml-stylesheet href='http://evil.example/look.xsl'?>"),
    "a style sheet at the end": (text() + SHEET).encode(),
    "a style sheet after a comment": after_the_declaration(f"<!-- ours -->\n{SHEET}"),
    "a style sheet in UTF-16": after_the_declaration(SHEET, text(encoding="UTF-16")).decode().encode("utf-16"),
    "a schema": rooted(f'{HERE} xsi:noNamespaceSchemaLocation="http://evil.example/ctf.xsd"'),
    "a schema of a namespace": rooted(f'{HERE} xsi:schemaLocation="urn:ctf http://evil.example/ctf.xsd"'),
    "a schema under another prefix": rooted(
        f'{HERE.replace("xsi", "s")} s:schemaLocation="urn:ctf&#10;http://evil.example/ctf.xsd"'
    ),
    "a schema in disguise": rooted(f'{HERE} xsi:noNamespaceSchemaLocation="&#104;ttp://evil.example/ctf.xsd"'),
    "a schema on a share": rooted(f'{HERE} xsi:noNamespaceSchemaLocation="\\\\evil.example\\share\\ctf.xsd"'),
    "a schema of any protocol": rooted(f'{HERE} xsi:noNamespaceSchemaLocation="//evil.example/ctf.xsd"'),
    "a schema within a pupil": ctf(
        [pupil(rest=f'<Photo {HERE} xsi:noNamespaceSchemaLocation="http://evil.example/ctf.xsd"/>')]
    ),
    "an include": ctf(
        [pupil(rest='<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="http://evil.example/a.txt"/>')]
    ),
}


@pytest.mark.parametrize("data", POINTING.values(), ids=POINTING.keys())
def test_a_file_that_points_outside_is_taken_and_the_sender_is_told(data: bytes):
    report = checked(data)
    assert report.verdict is FileVerdict.ACCEPT
    assert codes(report).count("xml.points_outside") == 1
    assert "evil.example" in said(report, "xml.points_outside")


def test_the_place_is_named():
    problem = next(p for p in checked(POINTING["a style sheet after a comment"]).problems)
    assert (problem.code, problem.line) == ("xml.points_outside", 3)
    assert "(line 3)" in problem.message("en")
    assert "(llinell 3)" in problem.message("cy")


@pytest.mark.parametrize(
    "instruction", ["<?php echo 1 ?>", "<?mso-application progid='Excel.Sheet'?>", "<?xml-stylesheet?>"]
)
def test_an_instruction_for_programs_is_told(instruction: str):
    assert codes(checked(after_the_declaration(instruction))) == ["xml.instruction"]
    assert codes(checked(text().replace("</CTfile>", f"{instruction}</CTfile>").encode())) == ["xml.instruction"]


HARMLESS = {
    "a schema beside the file": rooted(f'{HERE} xsi:noNamespaceSchemaLocation="CTF.xsd"'),
    "a namespace is no address": rooted(f'{HERE} xsi:schemaLocation="http://www.example.org/ctf ctf.xsd"'),
    "a style sheet in a comment": after_the_declaration(f"<!-- {SHEET} -->"),
    "a style sheet in a text": ctf([pupil(ALYS.replace("Alys", f"<![CDATA[{SHEET}]]>"))]),
    "the words alone": ctf([pupil(ALYS.replace("Alys", "schemaLocation XInclude"))]),
}


@pytest.mark.parametrize("data", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_only_looks_like_it_is_not_told(data: bytes):
    assert not {"xml.points_outside", "xml.instruction"} & set(codes(checked(data)))


def test_a_thousand_of_them_are_told_in_a_few_lines_however_long():
    many = "".join(f'<?xml-stylesheet href="http://evil.example/{"x" * 500}{n}"?>' for n in range(1000))
    problems = outside_references(after_the_declaration(many))
    assert len(problems) == 5
    assert all(len(problem.message()) < 300 for problem in problems)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("6814990_PLASC_681LLLL_001.xml", f"<?xml version='1.0'?>{SHEET}<Message/>".encode()),
        ("6814990_ATF_681LLLL_001.xml", atf("6814990", "681LLLL").replace(b"?>", f"?>{SHEET}".encode(), 1)),
    ],
)
def test_files_of_other_kinds_are_looked_at_as_well(cast, signed_in, name: str, data: bytes):
    page = signed_in(cast.bryn).post("/send/", {"files": SimpleUploadedFile(name, data)}).content.decode()
    assert "The file points to http://evil.example/look.xsl" in page
    assert Transfer.objects.get().file_name == name


TURNING = ["\u202e", "\u202d", "\u2066", "\u2069", "\u200f", "\u061c"]
INVISIBLE = ["\u200b", "\u2060", "\ufeff", "\u00ad", "\u3164", "\U000e0041", "\u180e"]


@pytest.mark.parametrize("letter", TURNING, ids=codes_of)
def test_a_name_that_turns_the_direction_of_writing_is_told_with_the_pupil(letter: str):
    report = checked(ctf([pupil(ALYS.replace("Testfield", f"Test{letter}field"))]))
    assert report.verdict is FileVerdict.ACCEPT
    assert codes(report) == ["ctf.turning_letters"]
    assert "Alys Testfield" in said(report, "ctf.turning_letters")
    assert codes_of(letter) in said(report, "ctf.turning_letters")
    assert report.problems[0].pupil == 1
    assert report.problems[0].path == "/CTfile/CTFpupilData/Pupil[1]/Surname"
    assert letter not in "".join(problem.message(language) for problem in report.problems for language in ("en", "cy"))


@pytest.mark.parametrize("letter", INVISIBLE, ids=codes_of)
def test_a_name_with_a_letter_that_nobody_sees_is_told(letter: str):
    report = checked(ctf([pupil(ALYS.replace("Alys", f"Al{letter}ys"))]))
    assert codes(report) == ["ctf.invisible_letters"]
    assert codes_of(letter) in said(report, "ctf.invisible_letters")


def test_hidden_letters_in_any_other_text_of_a_pupil_are_told_where_they_stand():
    rest = "<BasicDetails><PreferredForename>A\u202el</PreferredForename></BasicDetails>"
    rest += "<Contacts><Contact><Order>1</Order><Surname>Te\u200bst</Surname></Contact></Contacts>"
    problems = checked(ctf([pupil(), pupil(ALYS.replace("C681299005070", "R681299005071"), rest=rest)])).problems
    assert [(problem.code, problem.pupil) for problem in problems] == [
        ("ctf.turning_letters", 2),
        ("ctf.invisible_letters", 2),
    ]
    assert problems[1].path == "/CTfile/CTFpupilData/Pupil[2]/Contacts/Contact/Surname"


@pytest.mark.parametrize("name", ["Siân", "Ŵyn", "Sinéad", "Ó Néill", "O’Neill", "Nguyễn", "محمد", "Zoë-Ann", "李"])
def test_names_of_the_world_are_no_matter(name: str):
    assert codes(checked(ctf([pupil(ALYS.replace("Alys", name))]))) == []
    assert without_hidden(name) == name
