"""The conformance run: our own client passes every case, and other software is watched at its work."""

import json
import re
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from handover.cli.conformance.own_cases import OWN_CASES
from handover.cli.conformance.running import play_cases
from handover.cli.conformance.software_cases import SOFTWARE_CASES
from handover.cli.conformance.stage import open_stage
from handover.cli.main import main
from handover.client import ApiProblem, Client, ClientFault
from handover.portal.training.situations import SITUATIONS
from tests.client.sites import HASTY, TRAINING_KEY


def test_every_situation_has_a_case_of_our_own_client():
    assert sorted(case.situation for case in OWN_CASES) == sorted(SITUATIONS)
    assert {case.situation for case in SOFTWARE_CASES} <= set(SITUATIONS)


def test_our_own_client_passes_every_case_and_the_report_can_be_shown(keyed_site, training_keys, tmp_path):
    reports = [tmp_path / f"report.{kind}" for kind in ("html", "json", "txt")]
    options = [part for path in reports for part in ("--report", str(path))]
    done = CliRunner().invoke(
        main, ["conformance", "--api", keyed_site.url, "--key", ",".join(training_keys), *options]
    )
    assert done.exit_code == 0, done.output
    assert "19 of 19 cases passed." in done.output
    told = json.loads(reports[1].read_text("utf-8"))
    assert (told["software"], told["passed"]) == ("the Handover client", 19)
    assert all(case["findings"] and case["task"] for case in told["cases"])
    page = reports[0].read_text("utf-8")
    assert page.count("<tr>") == 20
    assert "19 of 19 cases passed." in reports[2].read_text("utf-8")
    assert (
        TRAINING_KEY.search(page + reports[1].read_text("utf-8") + reports[2].read_text("utf-8") + done.output) is None
    )


def test_keys_of_no_county_and_reports_of_no_kind_are_told(keyed_site, training_keys):
    def run(*options: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["conformance", "--api", keyed_site.url, *options])
        return done.exit_code, done.output

    code, words = run("--key", training_keys[0])
    assert (code, "missing: 6812990, 6814990" in words) == (2, True)
    code, words = run("--key", ",".join(training_keys), "--report", "report.pdf")
    assert (code, "not report.pdf" in words) == (2, True)
    assert run("--key", keyed_site.keys["nant"])[0] == 2
    assert run("--key", "hnd_test_aaaaaaaa_" + "x" * 43)[0] == 3


class SchoolSoftware(threading.Thread):
    """Software of a vendor, working for both schools: it sends what it is asked for, takes in what waits, reads notices."""

    def __init__(self, url: str, keys: list[str], folder: Path, *, careless: bool = False) -> None:
        super().__init__(daemon=True)
        self.old, self.new = (Client(url, key, retries=HASTY) for key in keys)
        self.folder, self.careless, self.over = folder, careless, threading.Event()
        self.orders: list[tuple[str, bytes]] = []

    def run(self) -> None:
        while not self.over.wait(0.05):
            with suppress(ClientFault):
                while self.orders:
                    name, data = self.orders.pop(0)
                    self.old.send(data, name=name)
            with suppress(ClientFault):
                self.take_in()
                for notice in [] if self.careless else list(self.old.notices()):
                    self.old.acknowledge_notice(notice.id)

    def take_in(self) -> None:
        for waiting in list(self.new.inbox()):
            try:
                self.new.fetch(waiting.reference, self.folder)
            except ClientFault:
                if not self.careless:
                    raise
            with suppress(ApiProblem):
                self.new.acknowledge(waiting.reference)

    def end(self) -> None:
        self.over.set()
        self.join()
        self.old.close()
        self.new.close()


@pytest.mark.parametrize("careless", [False, True])
def test_software_is_watched_at_its_work(keyed_site, training_keys, tmp_path, careless):
    authority, old, new = training_keys
    software = SchoolSoftware(keyed_site.url, [old, new], tmp_path, careless=careless)
    with open_stage(keyed_site.url, [authority, old, new], print) as stage:

        def ask(words: str) -> None:
            software.orders.append(stage.make_file(re.search(r"to (\d+)", words)[1]))

        stage.tell, stage.wait, stage.look_every = ask, 3.0 if careless else 30.0, 0.05
        software.start()
        try:
            cases = [case for case in SOFTWARE_CASES if case.situation != "slow"]
            results = play_cases(stage, cases if not careless else cases[2:3] + cases[-1:], lambda result: None)
        finally:
            software.end()
    told = {result.case.situation: (result.passed, result.findings, result.fault) for result in results}
    if careless:
        assert {name: good for name, (good, _, _) in told.items()} == {
            "damaged_download": False,
            "rejected_later": False,
        }
    else:
        assert [name for name, (good, _, _) in told.items() if not good] == [], told
