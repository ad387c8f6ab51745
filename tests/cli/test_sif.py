"""`handover sif` as people and programs call it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from handover.cli.main import main

EXAMPLES = Path(__file__).parents[1] / "sif" / "examples"


def call(*words, text=None):
    return CliRunner().invoke(main, ["sif", *map(str, words)], input=text)


def test_a_right_file_is_accepted():
    result = call("check", EXAMPLES / "6.3.38-1.xml")
    assert result.exit_code == 0
    assert "accepted; 1 objects, 0 problems" in result.output


def test_the_json_line_has_the_promised_keys():
    result = call("check", "--json", EXAMPLES / "6.3.26-1.xml", EXAMPLES / "6.3.38-1.xml")
    assert result.exit_code == 1
    refused, accepted = map(json.loads, result.output.splitlines())
    assert (refused["verdict"], refused["objects"], accepted["verdict"]) == ("refuse", 1, "accept")
    assert refused.keys() == {"file", "verdict", "objects", "problems"}
    assert refused["problems"][0].keys() >= {"code", "severity", "line", "path", "pupil", "message", "remedy", "rule"}


def test_a_partial_object_is_accepted_as_one():
    bare = '<TTSubject RefId="A8C3D5EE44B359D7510100AA001B7B89"/>'
    assert call("check", "-", text=bare).exit_code == 1
    assert call("check", "--partial", "-", text=bare).exit_code == 0


def test_a_sample_school_written_by_one_command_is_accepted_by_the_other():
    made = call("sample", "--learners", 3, "--days", 1, "--seed", 4)
    checked = call("check", "--together", "--json", "-", text=made.output)
    assert json.loads(checked.output)["verdict"] == "accept"


def test_wrong_use_is_said_so():
    assert call("check", "nowhere.xml").exit_code == 2
    assert call("check", "--partial", "--whole", "-").exit_code == 2
    assert "Did you mean LearnerPersonal?" in call("show", "learnerpersonal").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("objects",), "LearnerPersonal"),
        (("show", "LearnerPersonal"), "## Rules"),
        (("code", "UKAttendanceCodeType", "L"), "L  Late"),
        (("code", "ONSWardCodeType", "00AAFA"), "Aldersgate"),
        (("code", "UKAttendanceSessionType"), "PM  PM Session"),
        (("schema", "TTSubject"), '<xs:element name="TTSubject"'),
        (("schema", "--partial", "--no-namespace", "TTSubject"), "partial objects"),
    ],
)
def test_the_model_is_explained(words, said):
    result = call(*words)
    assert result.exit_code == 0
    assert said in result.output


def test_an_unknown_code_or_list_is_said_so():
    assert call("code", "UKAttendanceCodeType", "?").exit_code == 1
    assert call("code", "Nothing").exit_code == 2


def test_what_is_generated_is_up_to_date():
    assert call("generate", "--check").exit_code == 0
