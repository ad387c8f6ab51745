"""The table is whole: every element of either side has a row, and every row is one that something reads."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from handover.bridge import MAPPING, REASONS
from handover.bridge.mapping import ROW_BY_PATH
from handover.bridge.translations import TRANSLATIONS, translation
from handover.ctf.elements import every_element
from handover.ctf.model import Header, Pupil
from handover.sif import uk_model
from handover.sif.objects import object_class

OBJECTS = (
    "LearnerPersonal",
    "ContactPersonal",
    "LearnerContact",
    "LearnerSchoolEnrolment",
    "LearnerSpecialNeeds",
    "LearnerEntitlement",
    "LearnerAttendanceSummary",
    "LearnerAttendance",
    "LearnerAssessmentResult",
    "AssessmentResultComponent",
    "SchoolInfo",
)
NO_MODULE = ("row", "fixed", "derived", "identity", "container", "forbidden", "header", "none")
SOURCE = Path(__file__).parents[2] / "src" / "handover" / "bridge"


def test_every_element_of_a_file_has_a_row() -> None:
    paths = {
        f"{base}/{'/'.join(path)}"
        for base, model in (("Pupil", Pupil), ("Header", Header))
        for path, _ in every_element(model)
    }
    assert len(paths) > 150
    assert sorted(paths - {row.ctf for row in MAPPING}) == []


def elements_below(part: Any, path: str) -> Iterator[str]:
    """Every element and attribute of an object, down to where the table says that nothing of it has a place."""
    for field in part.fields:
        if field.kind in ("text", "xml") or field.node.name in ("SIF_ExtendedElements", "SIF_Action"):
            continue
        below = f"{path}/{'@' if field.kind == 'attribute' else ''}{field.node.name}"
        yield below
        if field.node.item is not None:
            below += f"/{field.node.item.name}"
            yield below
        row = ROW_BY_PATH.get(below)
        if field.part is not None and (row is None or row.by not in ("none", "forbidden")):
            yield from elements_below(field.part, below)


def test_every_element_of_the_objects_about_a_learner_has_a_row() -> None:
    paths = {path for name in OBJECTS for path in elements_below(object_class(name), name)}
    assert len(paths) > 400
    assert sorted(paths - ROW_BY_PATH.keys()) == []


def test_every_other_object_is_named_as_one_of_which_nothing_has_a_place() -> None:
    whole = {row.sif for row in MAPPING if "/" not in row.sif and row.by == "none" and row.sif}
    assert set(uk_model().names) - set(OBJECTS) == whole


def test_no_row_stands_twice() -> None:
    keys = [row.key for row in MAPPING]
    assert len(keys) == len(set(keys)) > 700


def test_every_row_names_a_way_a_converter_a_translation_and_a_reason_that_there_are() -> None:
    for row in MAPPING:
        assert row.ways in ("both", "to_sif", "to_ctf", "none"), row.key
        assert row.settled in ("settled", "open"), row.key
        assert row.by in NO_MODULE or import_module(f"handover.bridge.{row.by}"), row.key
        assert not row.translation or translation(row.translation).words, row.key
        assert not row.lost or row.lost in REASONS, row.key
        assert row.ctf or row.sif


def test_what_must_never_go_into_a_file_is_in_the_table() -> None:
    forbidden = {row.sif for row in MAPPING if row.by == "forbidden"}
    assert {
        "LearnerPersonal/AlertMsgList",
        "LearnerPersonal/ChildProtectionRegister",
        "LearnerPersonal/Pregnant",
    } <= forbidden
    assert all(row.ctf == "" for row in MAPPING if row.by == "forbidden")


def test_every_translation_and_every_reason_is_used() -> None:
    code = "".join(path.read_text("utf-8") for path in SOURCE.glob("*.py") if "reasons" not in path.name)
    named = {row.translation for row in MAPPING}
    assert [name for name in TRANSLATIONS if name not in named] == []
    quoted = set(re.findall(r'"(\w+)"', code)) | {row.lost for row in MAPPING}
    assert [name for name in REASONS if name not in quoted] == []


def test_every_reason_speaks_both_languages_with_the_same_values() -> None:
    for name, reason in REASONS.items():
        assert reason.words.en != reason.words.cy, name
        assert set(re.findall(r"\{\w+\}", reason.words.en)) == set(re.findall(r"\{\w+\}", reason.words.cy)), name
