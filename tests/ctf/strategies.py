"""Whole records for property tests, made from the element table: no element can be forgotten here."""

from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st

from handover.common.codesets import codes
from handover.ctf.elements import Element, ValueForm, elements_of
from handover.ctf.model import CommonTransferFile, Header, Pupil, Unknown

_characters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"))
texts = st.text(_characters, min_size=1, max_size=30).map(str.strip).filter(bool)
wholes = st.integers(0, 999_999_999)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1))  # noqa: DTZ001 - a CTF tells local time, without zone

UNKNOWN = (
    Unknown("", "<Photo>none</Photo>"),
    Unknown("BasicDetails", "<ServiceChild><Flag>Y</Flag></ServiceChild>"),
    Unknown("BasicDetails/Languages", "<Fluency>A</Fluency>"),
    Unknown("SchoolHistory", '<x:Other xmlns:x="urn:other">1</x:Other>'),
)


def _single(element: Element) -> st.SearchStrategy[Any]:
    if element.group is not None:
        return built(element.group)
    if element.form is ValueForm.CODE and element.codes is not None:
        return st.sampled_from(sorted(codes(element.codes)))
    return {
        ValueForm.DATE: days,
        ValueForm.MOMENT: moments,
        ValueForm.BOOLEAN: st.booleans(),
        ValueForm.WHOLE: wholes,
        ValueForm.RAW: texts.map(lambda text: f"<{element.tag}><Any>{_escaped(text)}</Any></{element.tag}>"),
    }.get(element.form, texts)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _field(element: Element) -> st.SearchStrategy[Any]:
    if element.many:
        return st.lists(_single(element), max_size=3).map(tuple)
    return _single(element) if element.group is not None else st.none() | _single(element)


def built(group: type, **more: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    fields = {attribute: _field(element) for attribute, element in elements_of(group).items()}
    return st.builds(group, **fields, **more)


_unknown = st.lists(st.sampled_from(UNKNOWN), max_size=1).map(tuple)
pupils = built(Pupil, unknown=_unknown)
files = st.builds(
    CommonTransferFile,
    header=built(Header),
    pupils=st.lists(pupils, max_size=2).map(tuple),
    unknown=st.sampled_from([(), (Unknown("Header", "<Other>1</Other>"),), (Unknown("", "<Extra/>"),)]),
)
