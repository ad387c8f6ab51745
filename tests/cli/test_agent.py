"""`handover agent` as a person at a shell calls it, with a real zone."""

import json

import pytest
from click.testing import CliRunner

from handover.agent import Agent
from handover.cli.main import main
from handover.invented.sif import invent_school
from handover.sif.objects import LearnerPersonal
from handover.sif.reader import read_objects, read_one
from handover.sif.writer import write_object
from tests.agent.county import County

LEARNERS = [thing for thing in invent_school(1, learners=5, days=0) if isinstance(thing, LearnerPersonal)]


@pytest.fixture
def county():
    zone = County()
    yield zone
    zone.close()


@pytest.fixture
def provider(county):
    agent = Agent("MIS", county.url, mode="push")
    agent.provide(LearnerPersonal, objects=lambda: LEARNERS)
    with agent:
        yield agent


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "learners.xml"
    path.write_bytes(b"<Objects>" + b"".join(map(write_object, LEARNERS[:2])) + b"</Objects>")
    return path


def call(county, *words, agent="Shell"):
    return CliRunner().invoke(main, ["agent", *map(str, words), "--zone", county.url, "--id", agent])


def heard(county, *words):
    """What `listen` prints of two events that were published before, while its agent slept."""
    result = call(county, "listen", "LearnerPersonal", "--count", 2, "--poll-seconds", 0.1, *words)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


@pytest.fixture
def published(county, file):
    with Agent("Shell", county.url) as agent:
        agent.on_event(LearnerPersonal)(print)
        agent.sleep()
        result = call(county, "publish", file, "--action", "Add", agent="Publisher")
    assert result.exit_code == 0, result.output
    assert [line.split()[:3] for line in result.output.splitlines()] == [
        ["Add", "LearnerPersonal", f"{learner.ref_id}:"] for learner in LEARNERS[:2]
    ]


@pytest.mark.parametrize("way", ["--pull", "--push"])
def test_listener_prints_a_json_line_for_each_object(county, published, way):
    lines = [json.loads(line) for line in heard(county, way)]
    assert [line["key"] for line in lines] == [[learner.ref_id] for learner in LEARNERS[:2]]
    assert {(line["action"], line["object"], line["source"]) for line in lines} == {
        ("Add", "LearnerPersonal", "Publisher")
    }
    assert read_one(lines[0]["xml"].encode()) == LEARNERS[0]


def test_listener_writes_a_file_for_each_object(county, published, tmp_path):
    lines = [json.loads(line) for line in heard(county, "-o", tmp_path / "events")]
    files = sorted((tmp_path / "events").iterdir())
    assert sorted(line["file"] for line in lines) == list(map(str, files))
    assert {read_one(path.read_bytes()) for path in files} == set(LEARNERS[:2])


def test_answer_is_xml_that_can_be_checked(county, provider):
    result = call(county, "request", "LearnerPersonal")
    assert result.exit_code == 0, result.output
    assert read_objects(result.stdout.encode()) == LEARNERS


def test_conditions_and_elements_are_given_as_options(county, provider, tmp_path):
    wanted = LEARNERS[1]
    options = ["--where", f"@RefId={wanted.ref_id}", "--where", "LocalId!=nothing", "--element", "UPN"]
    result = call(county, "request", "LearnerPersonal", *options, "-o", tmp_path / "found", "--unregister")
    assert result.exit_code == 0, result.output
    [path] = (tmp_path / "found").iterdir()
    found = read_one(path.read_bytes(), partial=True)
    assert (found.ref_id, found.upn, found.personal_information) == (wanted.ref_id, wanted.upn, None)
    assert county.store.state("county").registration("Shell") is None


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("request", "Banana"), 2, "Banana is not an object"),
        (("request", "LearnerPersonal", "--where", "UPN"), 2, "is not a condition such as"),
        (("request", "LearnerPersonal", "--where", "UPN[=1"), 2, "is not a path"),
        (("request", "LearnerPersonal"), 1, "has no provider (8/4)"),
        (("publish", "nowhere.xml"), 2, "nowhere.xml cannot be read"),
        (("listen", "Banana"), 2, "Banana is not an object"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(county, words, code, said):
    result = call(county, *words)
    assert result.exit_code == code
    assert said in " ".join(result.output.split())


def test_zone_that_is_away_is_said_so(county, file):
    county.stop()
    result = call(county, "publish", file, "--patience", 0)
    assert result.exit_code == 1
    assert "cannot be reached" in result.output
    assert "Traceback" not in result.output


def test_address_that_is_none_is_wrong_use():
    result = CliRunner().invoke(main, ["agent", "listen", "--zone", "county", "--id", "Shell"])
    assert result.exit_code == 2
    assert "begins with http" in " ".join(result.output.split())
