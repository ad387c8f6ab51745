"""The line to the site breaks at any byte, or the program is killed there: nothing is lost, and nothing goes twice."""

import subprocess
import sys

import pytest

from tests.client.lines import Break, BreakingLine
from tests.client.sites import KeyedSite, kill_at_once
from tests.client.test_mailbox import fresh_file

# Within the head, at its end, within the file, at its last byte, behind it; the answer is cut within its head or its body.
CUTS_OF_A_SENDING = [
    Break(1),
    Break(300),
    Break(600),
    Break(900),
    Break(1_400),
    Break(10, up=False),
    Break(400, up=False),
]
CUTS_OF_A_FETCHING = [
    Break(20, up=False),
    Break(400, up=False),
    Break(700, up=False),
    Break(1_000, up=False),
    Break(30),
]


def sent_of(keyed_site: KeyedSite, name: str) -> list[str]:
    """The states of all files of that name that the school has sent."""
    with keyed_site.client("nant") as client:
        return [each.state for each in client.outbox() if each.file_name == name]


@pytest.mark.parametrize("cut", CUTS_OF_A_SENDING, ids=str)
def test_a_sending_that_is_cut_arrives_once(keyed_site: KeyedSite, line: BreakingLine, tmp_path, cut):
    file = fresh_file(tmp_path, note="x" * 400)
    line.breaks = [cut, cut]
    with keyed_site.client("nant", line.url) as client:
        outcome = client.send(file)
    assert line.broken == 2
    assert outcome.verdict == "accepted", "the answer is the first one, not that the file is there already"
    assert sent_of(keyed_site, file.name) == ["sent"]
    with keyed_site.client("glan") as new:
        assert new.fetch(outcome.transfer.reference, tmp_path / "got.xml").path.read_bytes() == file.read_bytes()


@pytest.mark.parametrize("cut", CUTS_OF_A_FETCHING, ids=str)
def test_a_fetching_that_is_cut_gives_the_whole_file(keyed_site, line, tmp_path, cut):
    file = fresh_file(tmp_path, note="x" * 400)
    with keyed_site.client("nant") as old:
        reference = old.send(file).transfer.reference
    whole = Break(10_000_000)
    line.breaks = [cut, whole, cut, cut, cut]
    with keyed_site.client("glan", line.url) as new:
        assert new.fetch(reference, tmp_path / "got.xml").path.read_bytes() == file.read_bytes()
        assert new.acknowledge(reference).state == "confirmed"
    assert line.broken >= 1


PIECE = 500
# In the beginning of the upload, in each of its pieces, in the request that ends it; and in the answers to them.
CUTS_IN_PIECES = [[Break(100)], [Break(600)], [Break(700), Break(300), Break(900)], [Break(60, up=False)] * 4]


@pytest.mark.parametrize("cuts", CUTS_IN_PIECES, ids=str)
def test_a_sending_in_pieces_that_is_cut_arrives_once(keyed_site, line, tmp_path, cuts):
    file = fresh_file(tmp_path, note="x" * 400)
    whole = Break(10_000_000)
    for before in range(3):
        line.breaks = [*[whole] * before, *cuts]
        line.broken = 0
        with keyed_site.client("nant", line.url, pieces_above=PIECE) as client:
            outcome = client.send(file, idempotency_key=f"{file.name} {before}")
        assert outcome.verdict == ("resent" if before else "accepted")
    assert sent_of(keyed_site, file.name) == ["sent"]
    with keyed_site.client("glan") as new:
        assert new.fetch(outcome.transfer.reference, tmp_path / "got.xml").path.read_bytes() == file.read_bytes()


SEND_BY_PIECES = """
import sys
from handover.client import Client
from handover.client.logins import read_login
login = read_login()
with Client(login.url, login.key, pieces_above=500) as client:
    client.send(sys.argv[1], idempotency_key="written down before")
"""


def test_a_program_that_is_killed_in_the_middle_of_its_pieces_goes_on_where_it_was(keyed_site, line, tmp_path):
    file = fresh_file(tmp_path, note="x" * 900)
    killed = []
    line.breaks = [Break(2_600, kill=lambda: kill_at_once(killed[0]))]
    environment = keyed_site.environment("nant", line.url)
    killed.append(subprocess.Popen([sys.executable, "-c", SEND_BY_PIECES, str(file)], env=environment))
    assert killed[0].wait(60) == -9
    seen = []
    with keyed_site.client("nant", pieces_above=PIECE) as client:
        outcome = client.send(
            file, idempotency_key="written down before", progress=lambda done, size: seen.append((done, size))
        )
    assert outcome.verdict == "accepted"
    assert seen[0][0] > PIECE, "the first piece, which had arrived, was not sent again"
    assert seen[-1] == (file.stat().st_size,) * 2
    assert sent_of(keyed_site, file.name) == ["sent"]


def test_an_acknowledgement_whose_answer_is_lost_is_said_again(keyed_site, line, tmp_path):
    with keyed_site.client("nant") as old:
        reference = old.send(fresh_file(tmp_path)).transfer.reference
    with keyed_site.client("glan") as direct:
        direct.fetch(reference, tmp_path / "got.xml")
    line.breaks = [Break(5, up=False)]
    with keyed_site.client("glan", line.url) as new:
        assert new.acknowledge(reference).state == "confirmed"
    assert line.broken == 1


def test_a_step_whose_answer_is_lost_is_not_taken_for_somebody_elses(keyed_site, line, tmp_path):
    with keyed_site.client("nant") as old:
        reference = old.send(fresh_file(tmp_path)).transfer.reference
    line.breaks = [Break(5, up=False)]
    with keyed_site.client("nant", line.url) as old:
        assert old.recall(reference).state == "recalled"
    assert line.broken == 1


def start(keyed_site: KeyedSite, office: str, url: str, *words: str) -> "subprocess.Popen[bytes]":
    """Start a command of ours."""
    return subprocess.Popen(
        [sys.executable, "-m", "handover", *words],
        env=keyed_site.environment(office, url),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def run_killed(keyed_site, office, line, planned: Break, *words: str) -> None:
    """Run a command that is killed at a byte."""
    killed = []
    line.breaks = [Break(planned.after, planned.up, lambda: kill_at_once(killed[0]))]
    killed.append(start(keyed_site, office, line.url, *words))
    assert killed[0].wait(60) == -9
    line.breaks = []


@pytest.mark.parametrize("at", [Break(1_000), Break(20, up=False)], ids=str)
def test_a_command_that_is_killed_while_it_sends_and_given_again_sends_once(keyed_site, line, tmp_path, at):
    file = fresh_file(tmp_path, note="x" * 400)
    run_killed(keyed_site, "nant", line, at, "send", str(file))
    assert start(keyed_site, "nant", line.url, "send", str(file)).wait(60) == 0
    assert sent_of(keyed_site, file.name) == ["sent"]


@pytest.mark.parametrize("after", [1_800])
def test_a_command_that_is_killed_while_it_fetches_and_given_again_has_the_whole_file(
    keyed_site, line, tmp_path, after
):
    file = fresh_file(tmp_path, note="x" * 400)
    with keyed_site.client("nant") as old:
        reference = old.send(file).transfer.reference
    inbox = tmp_path / "in"
    run_killed(keyed_site, "glan", line, Break(after, up=False), "fetch", reference, "-o", str(inbox))
    assert not (inbox / file.name).exists()
    assert start(keyed_site, "glan", line.url, "fetch", reference, "-o", str(inbox)).wait(60) == 0
    assert [path.name for path in inbox.iterdir()] == [file.name]
    assert (inbox / file.name).read_bytes() == file.read_bytes()
