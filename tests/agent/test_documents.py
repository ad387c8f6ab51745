"""The programs of docs/integrator/agent.md, run as a reader would run them, against a zone served by the command."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from handover.agent import Agent, Tls, faults
from handover.invented.sif import invent_school
from handover.sif.objects import LearnerPersonal, LearnerSchoolEnrolment
from tests.agent.county import until

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/integrator/agent.md").read_text("utf-8")
ADDRESS = "http://localhost:8000/zone/county"
PROGRAMS = dict(re.findall(r"```python\n# (\w+\.py)\n(.*?)```", PAGE, re.DOTALL))

Run = Callable[..., "Program"]


class Program:
    """A program at work, and the lines it has printed."""

    def __init__(self, words: list[str], folder: Path) -> None:
        self.out = folder / f"{Path(words[0]).stem}.{len(list(folder.iterdir()))}.txt"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
        with self.out.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, *words],
                cwd=folder,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**environment, "PYTHONPATH": str(ROOT / "src")},
                # What was started in the background ignores Ctrl-C, and so would all that it starts.
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
            )

    @property
    def said(self) -> list[str]:
        return self.out.read_text("utf-8").splitlines()

    def has_said(self, start: str) -> bool:
        assert self.process.poll() in (None, 0), self.said
        return any(line.startswith(start) for line in self.said)

    def interrupt(self) -> None:
        """Press Ctrl-C, and see the program end in peace."""
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(120) == 0, self.said
        assert not any("Traceback" in line for line in self.said)

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(120)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Run]:
    with ExitStack() as running:

        def started(*words: str) -> Program:
            program = Program(list(words), tmp_path)
            running.callback(program.end)
            return program

        yield started


@pytest.fixture
def zone(start: Run) -> str:
    """The zone of the page, on another port; its address."""
    server = start("-m", "handover", "zone", "serve", "--memory", "--port", "0", "--open", "county")
    until(lambda: server.has_said("http://"))
    return next(line for line in server.said if line.startswith("http://"))


@pytest.fixture
def run(start: Run, zone: str, tmp_path: Path) -> Run:
    """Start a program of the page."""

    def ran(name: str) -> Program:
        (tmp_path / name).write_text(PROGRAMS[name].replace(ADDRESS, zone), "utf-8")
        return start(name)

    return ran


def finished(program: Program) -> list[str]:
    assert program.process.wait(120) == 0, program.said
    return program.said


def test_the_programs_of_the_page_do_what_it_says(run: Run, zone: str) -> None:
    provider, listener, enricher = run("provider.py"), run("listener.py"), run("enricher.py")
    until(lambda: provider.has_said("providing") and enricher.has_said("listening"))
    with Agent("Check", zone) as check:
        until(lambda: {"Library", "Enricher"} <= {role.agent_id for role in check.zone_status().subscribers})

        finished(run("publisher.py"))
        until(lambda: listener.has_said("Delete"))
        assert [line.split()[0] for line in listener.said] == ["Add", "new:", "Change", "now", "Delete"]

        things = list(invent_school(seed=7))
        schools, count, error = finished(run("asker.py"))
        learners = [thing for thing in things if isinstance(thing, LearnerPersonal)]
        assert schools
        assert 0 < int(count.split()[0]) <= len(learners)
        assert error == "8/4"

        enrolment = next(thing for thing in things if isinstance(thing, LearnerSchoolEnrolment))
        check.publish(enrolment, action="Add")
        until(lambda: enricher.has_said("enrolled:"))
    for program in (listener, enricher, provider):
        program.interrupt()


def test_every_python_block_of_the_page_is_a_program_that_runs() -> None:
    assert len(PROGRAMS) == PAGE.count("```python") == 5


def test_every_exception_is_explained() -> None:
    shown = {name for name, value in vars(faults).items() if isinstance(value, type)}
    named = set(re.findall(r"`(\w+)[`(]", PAGE))
    assert shown - named <= {"AgentFault", "ErrorCode"}
    assert all(hasattr(Tls, name) for name in ("certificate", "key", "authority"))
