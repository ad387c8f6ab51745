"""The fifty-two examples of the specification: fifty conform, and what is wrong with the other two is said."""

from pathlib import Path

import pytest
from lxml import etree

from handover.sif import Options, check_document, read_one, uk_model, write_object
from handover.sif.model import SifElement
from handover.sif.writer import to_element

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.xml"))
STRAY, CYCLE = "6.3.26-1", "6.3.9-1"
RIGHT = [path for path in EXAMPLES if path.stem != STRAY]


def canonical(element):
    return etree.canonicalize(etree.tostring(element, encoding="unicode"), strip_text=True)


def constructed(value):
    """The same value, made anew from what was read, so that nothing of the document is left in it."""
    if isinstance(value, SifElement):
        return type(value)(nils=value.nils, **{name: constructed(part) for name, part in value.values().items()})
    return tuple(map(constructed, value)) if isinstance(value, tuple) else value


def test_every_object_has_an_example():
    sections = {path.stem.rpartition("-")[0] for path in EXAMPLES}
    assert len(EXAMPLES) == 52
    assert sections == {spec.section for spec in uk_model().objects()}


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
@pytest.mark.parametrize("partial", [False, True], ids=["whole", "partial"])
def test_an_example_has_no_error(path, partial):
    report = check_document(path.read_bytes(), Options(partial=partial))
    assert report.objects == 1
    assert report.acceptable, [problem.message() for problem in report.problems]


def test_stray_text_before_an_example_is_reported_and_the_object_still_checked():
    report = check_document((EXAMPLES[0].parent / f"{STRAY}.xml").read_bytes())
    assert [problem.code for problem in report.problems] == ["sif.stray_text"]
    assert report.objects == 1


def test_periods_without_names_are_reported_where_the_text_of_cycle_is_milder_than_the_type():
    report = check_document((EXAMPLES[0].parent / f"{CYCLE}.xml").read_bytes())
    assert {problem.code for problem in report.problems} == {"sif.Cycle-2"}
    assert [problem.path.rpartition("/")[2] for problem in report.problems] == ["ShortName", "LongName"] * 3


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
def test_an_example_is_written_as_it_was_read(path):
    data = path.read_bytes()
    assert canonical(etree.fromstring(write_object(read_one(data)))) == canonical(etree.fromstring(data))


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
def test_an_example_survives_being_made_anew(path):
    thing = read_one(path.read_bytes())
    again = constructed(thing)
    assert again == thing
    assert canonical(to_element(again, namespace=None)) == canonical(etree.fromstring(path.read_bytes()))
