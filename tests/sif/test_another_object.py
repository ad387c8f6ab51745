"""A forty-first object is one file of data: no code knows the forty by name."""

import json

import pytest
from lxml import etree

from handover.sif import explain
from handover.sif.checks.structure import Mode
from handover.sif.checks.structure import explain_faults as faults
from handover.sif.classes import Classes
from handover.sif.grammar import Grammar
from handover.sif.schema import compile_schema, schema_text
from handover.sif.specification import _SPEC, Specification
from handover.sif.stubs import stub
from handover.sif.writer import to_element

CLUB = {
    "name": "SchoolClub",
    "section": "local",
    "field": "School and authority",
    "purpose": "A club that learners may join.",
    "events": True,
    "key": ["@RefId"],
    "rows": [
        {"path": "@RefId", "char": "M", "key": True, "type": "RefIdType", "meaning": "Its id."},
        {
            "path": "Title",
            "char": "M",
            "type": "xs:normalizedString",
            "facets": {"maxLength": "20"},
            "meaning": "Name.",
        },
        {"path": "MemberList", "char": "O", "type": "List", "meaning": "Who is in it."},
        {
            "path": "MemberList/LearnerPersonalRefId",
            "char": "MR",
            "type": "IdRefType",
            "references": ["LearnerPersonal"],
        },
        {"path": "Day", "char": "O", "values": ["Mon", "Tue"], "meaning": "When it meets."},
    ],
    "rules": [],
}


@pytest.fixture
def trees(tmp_path):
    (tmp_path / "objects").mkdir()
    (tmp_path / "objects" / "SchoolClub.json").write_text(json.dumps(CLUB))
    return Grammar(Specification(_SPEC, tmp_path))


def test_it_is_listed_and_explained(trees):
    assert len(trees.spec.names) == 41
    assert "| `Title` | `title` | M | xs:normalizedString (maxLength 20) | Name. |" in explain.explain_object(
        trees.spec, "SchoolClub", None
    )
    assert "SchoolClub --> LearnerPersonal" in "\n".join(explain.draw_references(trees.spec))


def test_it_is_read_written_and_typed(trees):
    club = Classes(trees).of_object("SchoolClub")
    thing = club(ref_id="0" * 32, title="Chess", member_list=("1" * 32,), day="Mon")
    element = etree.fromstring(etree.tostring(to_element(thing)))
    assert club.view(element) == thing
    assert "member_list: tuple[str, ...] | None" in stub(Classes(trees), "x", "")


def test_it_is_checked_against_its_table(trees):
    thing = Classes(trees).of_object("SchoolClub")(ref_id="0" * 32, title="C" * 21, day="Sun")
    element = to_element(thing)
    assert not compile_schema(trees, "SchoolClub", partial=False, namespaced=True).validate(element)
    found = faults(element, trees.object("SchoolClub"), Mode(), trees.spec)
    assert [problem.code for problem in found] == ["sif.length", "sif.code"]
    assert '<xs:element name="SchoolClub"' in schema_text(trees=trees)
