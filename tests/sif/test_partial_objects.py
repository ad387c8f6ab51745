"""Whole and partial objects: whatever a Change leaves out is None, and whatever an Add lacks is said by name."""

from collections.abc import Iterator

import pytest
from lxml import etree

from handover.sif import (
    MissingValue,
    Options,
    WholeObject,
    check_document,
    read_objects,
    read_one,
    uk_model,
    write_object,
)
from handover.sif.model import SifElement
from handover.sif.objects import (
    LearnerPersonal,
    PartialLearnerPersonal,
    PartialPersonalInformation,
    PersonalInformation,
    object_class,
    partial_class,
)
from tests.sif.cases import one, sample

NAMES = uk_model().names
EVENT = (
    '<SIF_Message Version="2.3"><SIF_Event><SIF_ObjectData><SIF_EventObject ObjectName="{name}" Action="{action}">{body}'
    "</SIF_EventObject></SIF_ObjectData></SIF_Event></SIF_Message>"
)


def read_from_event(body: bytes, name: str, action: str):
    [thing] = read_objects(EVENT.format(name=name, action=action, body=body.decode()).encode())
    return thing


def key_alone(name: str) -> bytes:
    """An object with its key and nothing else, as a Delete has it."""
    element = etree.fromstring(write_object(sample()[name][0], namespace=None))
    spec = uk_model().object(name)
    for attribute in set(element.attrib) - {key.lstrip("@") for key in spec.key}:
        del element.attrib[attribute]
    for child in list(element):
        if child.tag not in spec.key:
            element.remove(child)
    return etree.tostring(element)


def read_all(part: SifElement) -> None:
    """Read every field of an object and its parts."""
    for value in part.values().values():
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, SifElement):
                read_all(each)


@pytest.mark.parametrize("name", NAMES)
def test_a_change_with_its_key_alone_is_read_through(name):
    for action in ("Change", "Delete"):
        thing = read_from_event(key_alone(name), name, action)
        assert type(thing) is partial_class(name)
        assert not isinstance(thing, WholeObject)
        read_all(thing)
        assert None not in thing.identity


@pytest.mark.parametrize("name", NAMES)
def test_an_addition_that_lacks_what_it_must_have_never_gives_none_for_it(name):
    thing = read_from_event(key_alone(name), name, "Add")
    assert type(thing) is object_class(name)
    missing = [field.name for field in thing.fields if field.required and field.name not in thing.key]
    for field in missing:
        with pytest.raises(MissingValue, match=f"{name} in line 1 has no {field}, which a whole one must have"):
            getattr(thing, field)
    read_all(thing.as_partial())


@pytest.mark.parametrize("name", NAMES)
def test_what_the_check_accepts_is_read_through(name):
    for thing in sample()[name]:
        again = read_one(write_object(thing))
        assert check_document(again).acceptable
        read_all(again)
        assert again == thing


@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_taken_out_of_an_object_what_the_check_still_accepts_is_read_through(name):
    accepted = 0
    for document in with_one_thing_less(write_object(sample()[name][0])):
        for partial in (True, False):
            if check_document(document, Options(partial=partial)).acceptable:
                read_all(read_one(document, partial=partial))
                accepted += 1
    assert accepted


def with_one_thing_less(data: bytes) -> Iterator[bytes]:
    """The object once without each of its elements, and once without each attribute."""
    for place, element in enumerate(etree.fromstring(data).iter()):
        for attribute in (None, *element.attrib):
            root = etree.fromstring(data)
            here = list(root.iter())[place]
            above = here.getparent()
            if attribute is not None:
                del here.attrib[attribute]
            elif above is not None:
                above.remove(here)
            yield etree.tostring(root)


def test_a_period_that_a_cycle_lets_do_without_its_names_is_read_through():
    cycle = one("Cycle")
    day = cycle.tt_day_list[0]
    [period, *_] = cycle.standard_period_list
    bare = day.replace(period_list=(period.replace(short_name=None, long_name=None),))
    again = read_one(write_object(cycle.replace(tt_day_list=(bare,))))
    assert again.tt_day_list[0].period_list[0].short_name is None


def test_the_parts_of_a_partial_object_are_partial():
    body = f'<LearnerPersonal RefId="{"A" * 32}"><PersonalInformation/></LearnerPersonal>'.encode()
    change = read_from_event(body, "LearnerPersonal", "Change")
    assert isinstance(change, PartialLearnerPersonal)
    assert type(change.personal_information) is PartialPersonalInformation
    assert change.personal_information.name is None
    added = read_from_event(body, "LearnerPersonal", "Add")
    assert type(added.personal_information) is PersonalInformation
    with pytest.raises(MissingValue, match="PersonalInformation in line 1 has no name"):
        _ = added.personal_information.name


def test_a_whole_object_can_stand_where_a_partial_one_is_wanted():
    whole = one("LearnerPersonal")
    assert isinstance(whole, PartialLearnerPersonal)
    for thing in (whole, read_one(write_object(whole))):
        partial = thing.as_partial()
        assert type(partial) is PartialLearnerPersonal
        assert partial == whole
        assert hash(partial) == hash(whole)
        assert write_object(partial) == write_object(thing)


def test_who_asked_for_some_elements_says_that_the_answer_is_partial():
    data = b'<TTSubject RefId="A8C3D5EE44B359D7510100AA001B7B89"><Code>MA</Code></TTSubject>'
    assert read_one(data, partial=True).description is None
    with pytest.raises(MissingValue):
        _ = read_one(data).description


def test_an_empty_element_is_there_and_an_emptied_one_is_not():
    empty, emptied = (
        read_one(
            f'<TTSubject xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" RefId="{"A" * 32}"><Code{nil}/>'
            "<Description>Maths</Description></TTSubject>".encode()
        )
        for nil in ("", ' xsi:nil="true"')
    )
    assert empty.code == ""
    with pytest.raises(MissingValue):
        _ = emptied.code


def test_classes_have_the_names_that_are_taught():
    assert LearnerPersonal.InCare.__name__ == "InCare"
    assert issubclass(LearnerPersonal.InCare, PartialLearnerPersonal.PartialInCare)
    assert LearnerPersonal.PreviousEstablishment is PartialLearnerPersonal.PreviousEstablishment
    with pytest.raises(ImportError):
        from handover.sif.objects import PartialSIFMetadatum  # noqa: F401
