"""A vendor's engineer turns files into SIF objects and objects into files at the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handover.cli.main import main
from handover.ctf.reader import read_ctf
from handover.sif.reader import read_objects
from tests.ctf.building import ALYS, BETSAN, ctf, header, pupil

UK = "http://www.sifinfo.org/uk/infrastructure/2.x"
MESSAGE = (
    '<SIF_Message xmlns="{namespace}" Version="{version}"><SIF_{kind}><SIF_Header>'
    "<SIF_MsgId>A8C3D5EE44B359D7510100AA001B7B89</SIF_MsgId><SIF_Timestamp>2009-11-30T12:00:00Z</SIF_Timestamp>"
    "<SIF_SourceId>RamseyMIS</SIF_SourceId></SIF_Header>{body}</SIF_{kind}></SIF_Message>"
)
EVENT = (
    '<SIF_ObjectData><SIF_EventObject ObjectName="LearnerPersonal" Action="{action}">{thing}</SIF_EventObject>'
    "</SIF_ObjectData>"
)
ANSWER = (
    "<SIF_RequestMsgId>B8C3D5EE44B359D7510100AA001B7B89</SIF_RequestMsgId><SIF_PacketNumber>1</SIF_PacketNumber>"
    "<SIF_MorePackets>No</SIF_MorePackets><SIF_ObjectData>{thing}</SIF_ObjectData>"
)
LEARNER = (
    '<LearnerPersonal RefId="C8C3D5EE44B359D7510100AA001B7B89"><PersonalInformation><Name Type="C">'
    "<FamilyName>Testfield</FamilyName><GivenName>Alys</GivenName></Name><Demographics><Gender>F</Gender>"
    "<BirthDate>2018-05-06</BirthDate></Demographics></PersonalInformation><UPN>C681299005070</UPN></LearnerPersonal>"
)


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(main, ["bridge", *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "6812990_CTF_6814990_001.xml"
    path.write_bytes(ctf([pupil(), pupil(BETSAN)]))
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def pupils_of(path: Path) -> list[tuple[str | None, str | None, str]]:
    document = read_ctf(path.read_bytes()).document
    assert document is not None
    return [(each.upn, each.forename, str(each.birth_date)) for each in document.pupils]


def test_a_file_becomes_a_document_a_pupil_and_one_for_what_they_share(file: Path, tmp_path: Path) -> None:
    result = run("to-sif", file, "-o", tmp_path / "sif")
    assert result.exit_code == 0
    assert names(tmp_path / "sif") == ["pupil-0001.xml", "pupil-0002.xml", "shared.xml"]
    assert result.output.splitlines()[-1].startswith("2 pupils, ")
    for name, forename in (("pupil-0001.xml", "Alys"), ("pupil-0002.xml", "Betsan")):
        objects = read_objects((tmp_path / "sif" / name).read_bytes())
        (learner,) = [each for each in objects if type(each).__name__ == "LearnerPersonal"]
        assert learner.personal_information.name.given_name == forename


def test_what_was_written_is_a_complete_collection_of_valid_objects(file: Path, tmp_path: Path) -> None:
    run("to-sif", file, "-o", tmp_path / "sif")
    checked = CliRunner().invoke(main, ["sif", "check", "--together", *map(str, (tmp_path / "sif").iterdir())])
    assert checked.exit_code == 0, checked.output


def test_a_file_that_is_refused_is_refused_in_the_words_of_the_check_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "empty.xml").write_bytes(ctf([]))
    result = run("to-sif", tmp_path / "empty.xml", "-o", tmp_path / "sif")
    assert result.exit_code == 1
    assert "error    The file holds no pupils." in result.output
    assert not (tmp_path / "sif").exists()
    told = json.loads(run("to-sif", "--json", tmp_path / "empty.xml", "-o", tmp_path / "sif").output)
    assert (told["verdict"], told["problems"][0]["code"]) == ("refuse", "ctf.no_pupils")


def test_a_file_that_is_not_there_or_a_call_that_is_not_understood_ends_with_2(tmp_path: Path) -> None:
    assert run("to-sif", tmp_path / "nobody.xml", "-o", tmp_path / "sif").exit_code == 2
    assert run("to-sif", tmp_path / "nobody.xml").exit_code == 2
    assert run("to-ctf", tmp_path / "nobody", "-o", tmp_path / "out.xml").exit_code == 2
    assert run("to-ctf", "-o", tmp_path / "out.xml").exit_code == 2


def test_nothing_is_overwritten_without_being_told(file: Path, tmp_path: Path) -> None:
    run("to-sif", file, "-o", tmp_path / "sif")
    before = {path: path.read_bytes() for path in (tmp_path / "sif").iterdir()}
    file.write_bytes(ctf([pupil(ALYS.replace("Alys", "Alis"))]))
    again = run("to-sif", file, "-o", tmp_path / "sif")
    assert again.exit_code == 2
    assert "--overwrite" in again.output
    assert {path: path.read_bytes() for path in (tmp_path / "sif").iterdir()} == before
    (tmp_path / "sif" / "notes.txt").write_text("mine")
    assert run("to-sif", file, "-o", tmp_path / "sif", "--overwrite").exit_code == 0
    assert names(tmp_path / "sif") == ["notes.txt", "pupil-0001.xml", "shared.xml"]


def test_objects_become_a_file_that_is_accepted_and_says_who_sends_it_to_whom(file: Path, tmp_path: Path) -> None:
    run("to-sif", file, "-o", tmp_path / "sif")
    out = tmp_path / "6812990_CTF_6814990_002.xml"
    result = run("to-ctf", tmp_path / "sif", "-o", out, "--source", "6812990", "--destination", "6814990")
    assert result.exit_code == 0, result.output
    assert pupils_of(out) == [("C681299005070", "Alys", "2018-05-06"), ("R681299005071", "Betsan", "2018-05-06")]
    checked = CliRunner().invoke(main, ["ctf", "check", str(out)])
    assert checked.exit_code == 0, checked.output
    assert run("to-ctf", tmp_path / "sif", "-o", out).exit_code == 2
    assert run("to-ctf", tmp_path / "sif", "-o", out, "--overwrite").exit_code == 0


@pytest.mark.parametrize("version", ["2.0r1", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6"])
@pytest.mark.parametrize("body", [EVENT.replace("{action}", "Add"), ANSWER], ids=["event", "answer"])
def test_whole_messages_of_every_version_are_read(version: str, body: str, tmp_path: Path) -> None:
    kind = "Event" if "EventObject" in body else "Response"
    message = MESSAGE.format(namespace=UK, version=version, kind=kind, body=body.format(thing=LEARNER))
    (tmp_path / "message.xml").write_text(message)
    assert run("to-ctf", tmp_path / "message.xml", "-o", tmp_path / "out.xml").exit_code == 0
    assert pupils_of(tmp_path / "out.xml") == [("C681299005070", "Alys", "2018-05-06")]


@pytest.mark.parametrize(
    "namespace", [UK, "http://www.sifinfo.org/infrastructure/2.x", "http://www.sifinfo.org/infrastructure/1.x"]
)
def test_objects_in_another_namespace_of_sif_are_read(namespace: str, tmp_path: Path) -> None:
    (tmp_path / "one.xml").write_text(LEARNER.replace("<LearnerPersonal", f'<LearnerPersonal xmlns="{namespace}"'))
    assert run("to-ctf", tmp_path / "one.xml", "-o", tmp_path / "out.xml").exit_code == 0
    assert pupils_of(tmp_path / "out.xml") == [("C681299005070", "Alys", "2018-05-06")]


def test_a_part_of_an_object_is_not_taken_for_a_record(tmp_path: Path) -> None:
    (tmp_path / "whole.xml").write_text(LEARNER)
    deleted = EVENT.format(action="Delete", thing='<LearnerPersonal RefId="D8C3D5EE44B359D7510100AA001B7B89"/>')
    (tmp_path / "gone.xml").write_text(MESSAGE.format(namespace=UK, version="2.3", kind="Event", body=deleted))
    result = run("to-ctf", tmp_path / "whole.xml", tmp_path / "gone.xml", "-o", tmp_path / "out.xml")
    assert result.exit_code == 0
    assert "1 object comes from a Change or Delete event" in result.output
    assert len(pupils_of(tmp_path / "out.xml")) == 1


def test_what_is_no_sif_document_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "broken.xml").write_text(LEARNER[:-30])
    result = run("to-ctf", tmp_path / "broken.xml", "-o", tmp_path / "out.xml")
    assert result.exit_code == 1
    assert "broken.xml" in result.output
    assert not (tmp_path / "out.xml").exists()


def test_objects_without_a_learner_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    thing = '<TTSubject RefId="A8C3D5EE44B359D7510100AA001B7B89"><Code>MA</Code><Description>Maths</Description></TTSubject>'
    (tmp_path / "subject.xml").write_text(thing)
    result = run("to-ctf", tmp_path / "subject.xml", "-o", tmp_path / "out.xml")
    assert result.exit_code == 1
    assert "There is no learner (LearnerPersonal) among the 1 object read from" in result.output
    assert "Nothing was lost" not in result.output
    told = run("to-ctf", "--json", tmp_path / "subject.xml", "-o", tmp_path / "out.xml", "--language", "cy")
    assert (told.exit_code, json.loads(told.output)["pupils"]) == (1, 0)
    assert "Nid oes dysgwr" in json.loads(told.output)["message"]
    assert not (tmp_path / "out.xml").exists()


def test_what_is_no_object_is_named_and_not_passed_over_in_silence(file: Path, tmp_path: Path) -> None:
    (tmp_path / "other.xml").write_text(f'<SIF_ObjectData>{LEARNER}<StudentPersonal RefId="1"/></SIF_ObjectData>')
    result = run("to-ctf", tmp_path / "other.xml", "-o", tmp_path / "out.xml")
    assert result.exit_code == 0
    assert "other.xml: StudentPersonal is not an object of SIF UK" in result.output
    wrong_way = run("to-ctf", file, "-o", tmp_path / "again.xml")
    assert wrong_way.exit_code == 1
    assert "a Common Transfer File is for to-sif" in wrong_way.output


@pytest.mark.parametrize("number", ["68149", "681-4990", "Ysgol", "681LLL"])
def test_a_number_that_is_no_schools_is_not_written_into_a_file(number: str, tmp_path: Path) -> None:
    (tmp_path / "one.xml").write_text(LEARNER)
    for option in ("--source", "--destination"):
        result = run("to-ctf", tmp_path / "one.xml", "-o", tmp_path / "out.xml", option, number)
        assert result.exit_code == 2
        assert number in result.output
    assert run("to-ctf", tmp_path / "one.xml", "-o", tmp_path / "out.xml", "--source", "XXXXXXX").exit_code == 2
    assert not (tmp_path / "out.xml").exists()


def test_a_file_that_does_not_say_whose_it_is_or_for_whom_is_said_to_lack_it(tmp_path: Path) -> None:
    (tmp_path / "one.xml").write_text(LEARNER)
    result = run("to-ctf", tmp_path / "one.xml", "-o", tmp_path / "out.xml")
    assert "Name it with --source." in result.output
    assert "Name it with --destination." in result.output
    whole = ("--source", "681/2990", "--destination", "xxxxxxx", "--overwrite")
    result = run("to-ctf", tmp_path / "one.xml", "-o", tmp_path / "out.xml", *whole)
    assert "Name it with" not in result.output
    assert b"<LEA>XXX</LEA>" in (tmp_path / "out.xml").read_bytes()


def test_the_losses_of_a_json_report_are_in_the_language_asked_for(file: Path, tmp_path: Path) -> None:
    told = json.loads(run("to-sif", file, "-o", tmp_path / "sif", "--json", "--language", "cy").output)
    assert any("Mae SIF yn mynnu" in loss["message"] for loss in told["losses"])


@pytest.mark.parametrize("version", range(7, 26))
def test_a_file_of_any_version_is_taken(version: int, tmp_path: Path) -> None:
    sex = "<Sex>F</Sex>" if version >= 24 else "<Gender>F</Gender>"
    head = header(version=f"{version}.0", made=f"{2000 + version}-09-10T15:05:32", year=str(2000 + version))
    (tmp_path / "old.xml").write_bytes(ctf([pupil(sex=sex, born="<DOB>2005-05-06</DOB>")], head))
    assert run("to-sif", tmp_path / "old.xml", "-o", tmp_path / "sif").exit_code == 0
    (learner,) = [
        each
        for each in read_objects((tmp_path / "sif" / "pupil-0001.xml").read_bytes())
        if type(each).__name__ == "LearnerPersonal"
    ]
    assert learner.personal_information.demographics.gender == "F"


def test_losses_are_told_a_pupil_and_in_words_and_do_not_fail(file: Path, tmp_path: Path) -> None:
    lost = (
        "<BasicDetails><EnrolStatus>C</EnrolStatus></BasicDetails><SENhistory><SEN><StartDate>2025-01-06</StartDate>"
        "<SENprovision>K</SENprovision></SEN></SENhistory>"
    )
    file.write_bytes(ctf([pupil(), pupil(BETSAN, rest=lost)]))
    result = run("to-sif", file, "-o", tmp_path / "sif")
    assert result.exit_code == 0
    assert "Pupil 2: Betsan Testfield" in result.output
    told = json.loads(run("to-sif", "--json", file, "-o", tmp_path / "json").output)
    assert list(told) == ["file", "objects", "files", "losses"]
    assert told["files"][0] == "shared.xml"
    assert {tuple(each) for each in told["losses"]} == {
        ("kind", "pupil", "path", "value", "given", "kept", "row", "message")
    }
    welsh = run("to-sif", file, "-o", tmp_path / "cy", "--language", "cy")
    assert "Disgybl 2: Betsan Testfield" in welsh.output
