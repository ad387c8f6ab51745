import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handover.cli.main import main
from tests.ctf.building import ALYS, ctf, pupil
from tests.read_workbook import read_sheets

NAME = "6812990_CTF_6814990_001.xml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / NAME).write_bytes(ctf([pupil(rest="<Photo/>")]))
    (tmp_path / "6812990_CTF_6814990_2.xml").write_bytes(ctf())
    (tmp_path / "6812990_CTF_6814990_003.xml").write_bytes(ctf([]))
    (tmp_path / "old.xml").write_bytes(ctf([pupil(ALYS.replace("Alys", "Alis"))]))
    return tmp_path


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(main, ["ctf", *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_an_acceptable_file_ends_with_0(folder: Path) -> None:
    result = run("check", folder / NAME)
    assert result.exit_code == 0
    assert result.output.splitlines()[0] == f"{folder / NAME}: accepted (pupils: 1)"


def test_a_refused_file_ends_with_1_and_says_what_to_do(folder: Path) -> None:
    result = run("check", folder / NAME, folder / "6812990_CTF_6814990_003.xml")
    assert result.exit_code == 1
    assert "error    The file holds no pupils. (line 20)" in result.output
    assert "Choose the pupils in your school's software" in result.output


def test_a_name_to_be_repaired_says_the_right_one(folder: Path) -> None:
    result = run("check", folder / "6812990_CTF_6814990_2.xml")
    assert result.exit_code == 0
    assert "to be sent as 6812990_CTF_6814990_002.xml" in result.output


def test_json_has_the_agreed_shape_a_line_for_each_file(folder: Path) -> None:
    result = run("check", "--json", folder / NAME, folder / "6812990_CTF_6814990_003.xml")
    good, bad = map(json.loads, result.output.splitlines())
    assert list(good) == ["file", "verdict", "name", "pupils", "problems"]
    assert good["file"] == str(folder / NAME)
    assert (good["verdict"], good["pupils"]) == ("accept", 1)
    assert good["name"] == {"kind": "ctf", "source": "6812990", "destination": "6814990", "canonical": NAME}
    (note,) = good["problems"]
    assert list(note) == ["code", "severity", "line", "path", "pupil", "message", "remedy"]
    assert (note["severity"], note["pupil"], note["path"]) == ("note", 1, "/CTfile/CTFpupilData/Pupil[1]/Photo")
    assert (bad["verdict"], bad["problems"][0]["code"]) == ("refuse", "ctf.no_pupils")


def test_content_only_leaves_the_name_out(folder: Path) -> None:
    assert run("check", folder / "old.xml").exit_code == 1
    result = run("check", "--json", "--content-only", folder / "old.xml")
    assert result.exit_code == 0
    assert json.loads(result.output)["name"] is None


def test_a_sender_who_is_not_in_the_name_is_refused(folder: Path) -> None:
    assert run("check", "--sender", "6812990", folder / NAME).exit_code == 0
    assert run("check", "--sender", "6602991", folder / NAME).exit_code == 1


def test_a_file_that_cannot_be_read_ends_with_2_and_the_others_are_still_checked(folder: Path) -> None:
    result = run("check", folder / "none.xml", folder, folder / NAME)
    assert result.exit_code == 2
    assert f"Cannot read {folder / 'none.xml'}: there is no such file." in result.output
    assert f"Cannot read {folder}: it is a folder, not a file." in result.output
    assert f"{folder / NAME}: accepted" in result.output


def test_no_file_at_all_ends_with_2() -> None:
    assert run("check").exit_code == 2
    assert run("name").exit_code == 2


def test_names_get_a_line_each_in_the_order_given() -> None:
    result = run("name", "--", "transfer.xml", "6812990_CTF_6814990_1.xml", "6812990_6814990_FFT15.ZIP")
    assert [line.split()[0] for line in result.output.splitlines()] == ["refuse", "repair", "accept"]
    assert result.exit_code == 1
    assert run("name", "--", "6812990_CTF_6814990_1.xml").exit_code == 0


def test_names_as_json() -> None:
    result = run("name", "--json", "--", "681LLLL_CTF_6812049.xml")
    told = json.loads(result.output)
    assert (told["file"], told["verdict"]) == ("681LLLL_CTF_6812049.xml", "repair")
    assert told["name"] == {"kind": "ctf", "source": "681LLLL", "destination": "6812049", "canonical": None}
    assert told["problems"][0]["code"] == "name.no_number"


def test_a_hostile_name_cannot_steer_the_terminal() -> None:
    output = run("name", "--", "a\x1b[2J\nb.xml").output
    assert "\x1b" not in output


def test_show_tells_the_record(folder: Path) -> None:
    result = run("show", folder / NAME)
    assert result.exit_code == 0
    assert "Alys Testfield\n==============\nborn 6 May 2018, C681299005070" in result.output
    assert "ganwyd 6 Mai 2018" in run("show", "--language", "cy", folder / NAME).output


def test_show_of_what_is_no_ctf_says_why(folder: Path) -> None:
    (folder / "other.xml").write_text("<Other/>", encoding="utf-8")
    result = run("show", folder / "other.xml")
    assert result.exit_code == 2
    assert "the document element is Other, expected CTfile" in result.output


def test_diff_says_what_changed_for_whom(folder: Path) -> None:
    result = run("diff", folder / "6812990_CTF_6814990_2.xml", folder / "old.xml")
    assert result.exit_code == 1
    assert result.output.splitlines() == ["Alis Testfield (C681299005070)", "  * Forename: Alys → Alis"]


def test_diff_of_a_file_with_itself_ends_with_0(folder: Path) -> None:
    result = run("diff", folder / NAME, folder / NAME)
    assert (result.exit_code, result.output) == (0, "The two files say the same.\n")


def test_diff_with_pupils_on_one_side_only(folder: Path) -> None:
    result = run("diff", folder / "6812990_CTF_6814990_003.xml", folder / "old.xml")
    assert "+ Alis Testfield (C681299005070)" in result.output


def test_show_writes_a_workbook(folder: Path) -> None:
    out = folder / "records.xlsx"
    result = run("show", folder / NAME, "--xlsx", out)
    assert (result.exit_code, result.output) == (0, "")
    assert [row[1] for row in read_sheets(out.read_bytes())["Pupils"]] == ["Forename", "Alys"]


def test_a_workbook_that_cannot_be_written_ends_with_2(folder: Path) -> None:
    result = run("show", folder / NAME, "--xlsx", folder / "no such folder" / "records.xlsx")
    assert result.exit_code == 2
    assert "Cannot write" in result.output


def test_check_names_the_child_of_whom_it_speaks(folder: Path) -> None:
    (folder / "small.xml").write_bytes(ctf([pupil(ALYS.replace("C6", "c6"))]))
    result = run("check", "--content-only", folder / "small.xml")
    assert "It should be C681299005070. (Alys Testfield, line " in result.output
