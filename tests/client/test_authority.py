"""An authority's program: it searches for lost pupils and writes reports."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from handover.cli.main import main
from handover.client import ApiAway, ApiProblem
from handover.client.authority import ask_for_lost_pupils, save_report
from tests.client.sites import KeyedSite
from tests.client.talking import ASKING, CUT, Content, refuses, says, talk
from tests.client.test_mailbox import fresh_file
from tests.files import Child, ctf

FOUND = {"vague": False, "add": [], "meant_upn": None, "fitting": [], "nearest": []}
SWAN = Child("E681299021014", "Alarch", "Gwenno", "2016-03-04", "F")


def run(site: KeyedSite, office: str, *words: str, code: int = 0, said: str | None = None) -> str:
    environment = {"HANDOVER_URL": site.url, "HANDOVER_KEY": site.keys[office]}
    done = CliRunner().invoke(main, words, env=environment, input=said)
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture(scope="module")
def swan(keyed_site, tmp_path_factory):
    """A pupil in the lost pupil store."""
    file = fresh_file(tmp_path_factory.mktemp("lost"), destination="XXXXXXX")
    file.write_bytes(ctf("6812990", "XXXXXXX", [SWAN]))
    with keyed_site.client("nant") as client:
        assert client.send(file).transfer.state == "lodged"


@pytest.mark.usefixtures("swan")
def test_a_lost_pupil_is_found_by_what_is_known(keyed_site):
    with keyed_site.client("finder") as client:
        found = client.search(surname="Alarch", birth_date=date(2016, 3, 4))
    (hit,) = found.fitting
    assert (hit.surname, hit.forename, hit.birth_date) == ("Alarch", "Gwenno", date(2016, 3, 4))
    assert hit.school.number == "6812990"
    assert hit.reasons
    assert found.vague is False


@pytest.mark.usefixtures("swan")
def test_a_child_is_asked_for_and_never_on_the_command_line(keyed_site):
    said = run(keyed_site, "finder", "search", said="\nAlarch\nGwenno\n2016-03-04\n\n")
    assert "Alarch, Gwenno  2016-03-04" in said
    question = json.dumps({"surname": "Alarch", "birth_date": "2016-03-04"})
    (answer,) = run(keyed_site, "finder", "search", "--stdin", "--json", said=question).splitlines()
    assert [hit["forename"] for hit in json.loads(answer)["fitting"]] == ["Gwenno"]
    options = {option for parameter in main.get_command(None, "search").params for option in parameter.opts}
    assert options == {"--stdin", "--profile", "--json", "--language", "--patience"}


@pytest.mark.usefixtures("swan")
def test_nobody_is_an_exit_code_of_its_own(keyed_site):
    said = run(keyed_site, "finder", "search", "--language", "cy", said="\nZzyzx\n\n1999-01-01\n\n", code=1)
    assert said.endswith("Ni ddaethpwyd o hyd i neb.\n")


@pytest.mark.parametrize("said", ["", "[]", '{"name": "Siân"}', '{"birth_date": "yesterday"}', '{"birth_date": 7}'])
def test_a_question_that_cannot_be_meant_is_not_asked(keyed_site, said):
    run(keyed_site, "finder", "search", "--stdin", said=said, code=2)


def test_a_search_whose_answer_was_lost_is_not_made_again_because_each_is_counted():
    with pytest.raises(ApiAway):
        talk(ask_for_lost_pupils(ASKING, surname="Alarch"), [CUT])
    with pytest.raises(ApiAway):
        talk(ask_for_lost_pupils(ASKING, surname="Alarch"), [says(504)])
    told = talk(
        ask_for_lost_pupils(ASKING, surname="Alarch"), [refuses(503, "api.busy", retry_after="1"), says(200, FOUND)]
    )
    assert told.pauses == [1]


def test_a_report_is_written_to_a_file(keyed_site, tmp_path):
    path = tmp_path / "general.csv"
    path.write_text("of last week")
    with keyed_site.client("figures", language="cy") as client:
        reports = {report.key: report for report in client.reports()}
        assert reports["general"].takes == ("dates", "schools")
        assert client.report("general", path, first=date(2026, 9, 1), schools=["6812990", "6814990"]) == path
    text = path.read_text(encoding="utf-8-sig")
    assert "Ysgol" in text
    assert {name.name for name in tmp_path.iterdir()} == {"general.csv"}
    assert path.stat().st_mode & 0o077 == 0


def test_reports_by_command(keyed_site, tmp_path):
    assert "general  " in run(keyed_site, "figures", "report")
    path = tmp_path / "r.csv"
    said = run(
        keyed_site, "figures", "report", "general", "-o", str(path), "--first", "2026-09-01", "--school", "6812990"
    )
    assert said == f"Written to {path}.\n"
    assert path.exists()
    run(keyed_site, "figures", "report", "none", "-o", str(tmp_path / "none.csv"), code=1)
    run(keyed_site, "nant", "report", "general", "-o", str(tmp_path / "none.csv"), code=3)
    run(keyed_site, "figures", "report", "general", code=2)
    run(keyed_site, "figures", "report", "general", "-o", str(path), "--filter", "status", code=2)
    assert {name.name for name in tmp_path.iterdir()} == {"r.csv"}


def test_a_report_that_is_cut_leaves_the_one_of_last_week_until_it_is_whole(tmp_path):
    path = tmp_path / "general.csv"
    path.write_bytes(b"of last week")
    with pytest.raises(ApiAway):
        talk(save_report(ASKING, "general", path), [Content(200, (b"half",), cut=True)] * 4)
    assert path.read_bytes() == b"of last week"
    assert [name.name for name in tmp_path.iterdir()] == ["general.csv"]
    told = talk(save_report(ASKING, "general", path), [Content(200, (b"half",), cut=True), Content(200, (b"whole",))])
    assert told.result.read_bytes() == b"whole"
    with pytest.raises(ApiProblem):
        talk(save_report(ASKING, "general", path), [refuses(422, "api.report_refused")])
    assert [name.name for name in tmp_path.iterdir()] == ["general.csv"]
