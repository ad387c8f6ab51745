"""The tables are whole: every object, row, type and code is there, and what is made from them is up to date."""

import re
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import handover.sif
from handover.invented.sif import invent_examples
from handover.sif import schema_text, uk_model
from handover.sif.model import SifElement, SifObject
from handover.sif.names import field_name
from handover.sif.objects import object_class, object_classes
from handover.sif.reference import pages, stubs
from handover.sif.schema import pattern_of

ROOT = Path(handover.sif.__file__).parent
MODEL = uk_model()
XS = "{http://www.w3.org/2001/XMLSchema}"


def test_the_model_is_the_one_of_the_specification():
    rows = [row for spec in MODEL.objects() for row in spec.rows]
    assert (len(MODEL.names), len(rows), len(MODEL.types), len(MODEL.codeset_names)) == (40, 622, 38, 60)
    marks = {mark: sum(row.char == mark for row in rows) for mark in ("M", "O", "C", "MR", "OR")}
    assert marks == {"M": 243, "O": 295, "C": 36, "MR": 44, "OR": 4}
    assert sum(row.is_attribute for row in rows) == 81
    assert [name for name in MODEL.names if not MODEL.object(name).events] == [
        "AssessmentResponseComponent",
        "AssessmentResponseComponentGroup",
    ]


def test_every_row_has_a_known_type_and_points_to_known_objects():
    for spec in MODEL.objects():
        for row in spec.rows:
            assert set(row.references) <= set(MODEL.names)
            known = row.type is None or row.type.startswith("xs:") or row.type in ("any", *MODEL.types)
            assert known or row.type in MODEL.codeset_names, (spec.name, row.path)


def test_every_row_says_what_it_means():
    missing = [f"{spec.name}/{row.path}" for spec in MODEL.objects() for row in spec.rows if not row.meaning]
    assert missing == []


@pytest.mark.parametrize("name", MODEL.names)
def test_no_field_hides_a_word_of_the_classes(name):
    words = set(vars(SifElement)) | set(vars(SifObject))
    object_class(name)
    for cls in object_classes().made.values():
        names = [field.name for field in cls.fields]
        assert not words & set(names), cls
        assert len(names) == len(set(names))


def test_names_in_python_are_those_of_the_tables_in_small_letters():
    assert [field_name(name) for name in ("LAInfoRefId", "UPN", "SIF_RefObject", "FTPTStatus")] == [
        "la_info_ref_id",
        "upn",
        "sif_ref_object",
        "ftpt_status",
    ]


@pytest.mark.parametrize("partial", [False, True])
@pytest.mark.parametrize("namespace", [None, "http://www.sifinfo.org/uk/infrastructure/2.x"])
def test_the_schema_of_all_objects_is_one_that_others_can_use(partial, namespace):
    etree.XMLSchema(etree.fromstring(schema_text(partial=partial, namespace=namespace).encode()))


@given(st.sets(st.text("aZ0 .-+?*|\\\\^$[](){}ŵ'", max_size=4), min_size=1), st.text("aZ0 .-", max_size=4))
def test_the_pattern_of_a_list_of_codes_fits_these_codes_and_no_other(codes, other):
    text = quoteattr(pattern_of(codes))
    schema = etree.XMLSchema(
        etree.fromstring(
            '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="x"><xs:simpleType>'
            f'<xs:restriction base="xs:string"><xs:pattern value={text}/></xs:restriction></xs:simpleType>'
            "</xs:element></xs:schema>"
        )
    )
    for code in (*codes, other):
        element = etree.Element("x")
        element.text = code
        assert schema.validate(element) == (code in codes)


@pytest.mark.parametrize("name", MODEL.names)
def test_the_schema_for_others_and_our_own_agree_about_every_code(name):
    text = etree.fromstring(schema_text(names=(name,), quick=True).encode())
    listed = etree.fromstring(schema_text(names=(name,)).encode())
    assert not text.findall(f".//{XS}enumeration")
    patterns = [re.compile(held.get("value")) for held in text.iter(f"{XS}pattern")]
    for restriction in listed.iter(f"{XS}restriction"):
        codes = [value.get("value") for value in restriction.iter(f"{XS}enumeration")]
        assert not codes or any(all(map(pattern.fullmatch, codes)) for pattern in patterns)


def test_the_stubs_are_up_to_date():
    for name, text in stubs():
        assert (ROOT / name).read_text("utf-8") == text, "run `handover sif generate`"


def test_the_pages_are_up_to_date():
    folder = ROOT.parents[2] / "docs" / "reference" / "sif"
    for name, text in pages(invent_examples()):
        assert (folder / name).read_text("utf-8") == text, "run `handover sif generate`"
