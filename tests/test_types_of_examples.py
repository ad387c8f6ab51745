"""What `mypy --strict` says of a vendor's program: every example of the integrators' pages passes, and mistakes do not.

All of it is one run of mypy.
"""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("agent", "bridge", "library", "sif")

MISTAKES = """
from datetime import date

from handover.agent import Agent, Event, Query
from handover.common import UnwritabelValue  # E: has no attribute "UnwritabelValue"
from handover.ctf import BasicDetails, Pupl  # E: has no attribute "Pupl"
from handover.sif import read_objcts  # E: has no attribute "read_objcts"
from handover.sif.objects import LearnerPersonnel  # E: has no attribute "LearnerPersonnel"
from handover.sif.objects import (
    Address,
    Demographics,
    LearnerPersonal,
    Name,
    PartialLearnerPersonal,
    PersonalInformation,
    SchoolInfo,
)

agent = Agent("Library", "http://localhost:8000/zone/county")


@agent.on_event(LearnerPersonal)
def forgets_that_a_change_is_partial(event: Event[LearnerPersonal]) -> None:
    print(event.object.ref_id)
    print(event.object.personal_information.name)  # E: has no attribute "name"
    if event.action == "Add":
        print(event.object.personal_information.name.family_name)
    else:
        print(event.object.personal_information.name)  # E: has no attribute "name"
    for each in event.objects:
        print(each.sibling_list[0].uipi)  # E: is not indexable
    for some in event.partial_objects:
        print(some.personal_information.name)  # E: has no attribute "name"


@agent.on_event(SchoolInfo)  # E: incompatible type
def hears_of_something_else(event: Event[LearnerPersonal]) -> None: ...


def gives_something_else(query: Query) -> list[SchoolInfo]:
    return []


agent.provide(LearnerPersonal, gives_something_else)  # E: incompatible type
for learner in agent.request(LearnerPersonal):
    print(learner.personal_information.name.family_name)
for asked in agent.request(LearnerPersonal, elements=["UPN"]):
    print(asked.personal_information.name)  # E: has no attribute "name"

name = Name(type="C", family_name="Llywelyn", given_name="Siân")
whole = LearnerPersonal(ref_id="A" * 32, personal_information=PersonalInformation(name=name))
part = PartialLearnerPersonal(ref_id="A" * 32, nils=frozenset({"local_id"}))
agent.publish(whole, action="Add")
agent.publish(part)
agent.publish(part, action="Delete")
agent.publish(part, action="Add")  # E: No overload variant

LearnerPersonal(ref_id="A" * 32)  # E: Missing named argument "personal_information"
PartialLearnerPersonal(local_id="17")  # E: Missing named argument "ref_id"
PartialLearnerPersonal(ref_id="A" * 32, nils=frozenset({"locl_id"}))  # E: incompatible type
PersonalInformation(name=Address(type="Current"))  # E: incompatible type
Demographics(birth_date="2015-12-01")  # E: incompatible type
print(whole.personal_informaton)  # E: maybe "personal_information"?
print(whole.personal_information.nam)  # E: maybe "name"?
whole.replace(personal_informaton=None)  # E: did you mean "personal_information"?
whole.replace(personal_information=None)  # E: incompatible type
whole.replace(local_id=17)  # E: incompatible type
part.replace(personal_information=None)
BasicDetails(year_group=6)  # E: incompatible type
BasicDetails(year_grop="6")  # E: did you mean "year_group"?
print(date.today())
"""


def programs() -> dict[str, str]:
    """Every example of the pages as a program: those with a prompt together, the rest each by itself."""
    found = {}
    for page in PAGES:
        text = (ROOT / f"docs/integrator/{page}.md").read_text(encoding="utf-8")
        blocks = re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
        prompted = [block for block in blocks if ">>>" in block]
        if prompted:
            examples = doctest.DocTestParser().get_examples("\n".join(prompted))
            found[f"example_{page}.py"] = "".join(example.source for example in examples)
        alone = [block for block in blocks if ">>>" not in block]
        found |= {f"example_{page}_{number}.py": block for number, block in enumerate(alone)}
    return found


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> list[str]:
    """What mypy says of all programs."""
    folder = tmp_path_factory.mktemp("programs")
    for name, program in {**programs(), "mistakes.py": MISTAKES}.items():
        (folder / name).write_text(program, encoding="utf-8")
    cache = request.config.cache.mkdir("mypy-of-examples")  # type: ignore[union-attr]
    options = ["--strict", "--no-error-summary", "--config-file=", "--follow-imports=silent", f"--cache-dir={cache}"]
    run = subprocess.run(
        [sys.executable, "-m", "mypy", *options, "."],
        cwd=folder,
        env={**os.environ, "MYPYPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
    )
    assert run.returncode in (0, 1), run.stdout + run.stderr
    return run.stdout.splitlines()


def test_every_example_of_the_pages_passes_mypy(said: list[str]) -> None:
    assert len(programs()) >= 8
    assert [line for line in said if line.startswith("example")] == []


def test_every_mistake_is_seen_and_nothing_else(said: list[str]) -> None:
    seen: dict[int, str] = {}
    for line in said:
        if match := re.match(r"mistakes\.py:(\d+): error: (.*)", line):
            seen[int(match[1])] = seen.get(int(match[1]), "") + match[2]
    marked = {
        number: line.partition("# E: ")[2] for number, line in enumerate(MISTAKES.splitlines(), 1) if "# E: " in line
    }
    assert sorted(seen) == sorted(marked), said
    assert {number: words for number, words in marked.items() if words not in seen[number]} == {}
