"""The tables are whole: every object, row, type and code is there, and what is made from them is up to date."""

from pathlib import Path

import pytest
from lxml import etree

import handover.sif
from handover.sif import schema_text, uk_model
from handover.sif.model import SifElement, SifObject
from handover.sif.names import field_name
from handover.sif.objects import classes, object_class
from handover.sif.reference import pages, stubs

ROOT = Path(handover.sif.__file__).parent
MODEL = uk_model()


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
    for cls in classes().made.values():
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


def test_the_stubs_are_up_to_date():
    for name, text in stubs():
        assert (ROOT / name).read_text("utf-8") == text, "run `handover sif generate`"


def test_the_pages_are_up_to_date():
    folder = ROOT.parents[2] / "docs" / "reference" / "sif"
    for name, text in pages():
        assert (folder / name).read_text("utf-8") == text, "run `handover sif generate`"
