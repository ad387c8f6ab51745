"""What a document tells other programs to fetch: each way once, with its line; and what only looks like one."""

import pytest

from handover.common.xml_references import outside_references

XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'


def told(text: str) -> list[tuple[str, int | None, str]]:
    return [
        (each.code, each.line, each.values["instruction" if each.code == "xml.instruction" else "address"])
        for each in outside_references(text.encode())
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<?xml version='1.0'?>\n<a/>", []),
        (f"<a {XSI} xsi:schemaLocation='http://names.example schema.xsd'/>", []),
        (
            f"<a\n{XSI} xsi:schemaLocation='http://names.example http://a.example/b.xsd'/>",
            [("xml.points_outside", 2, "http://a.example/b.xsd")],
        ),
        (f"<a {XSI} xsi:noNamespaceSchemaLocation='//a.example'/>", [("xml.points_outside", 1, "//a.example")]),
        (f"<a {XSI} xsi:noNamespaceSchemaLocation='b.xsd'/>", []),
        (f"<a {XI}><xi:include href='here.xml'/></a>", [("xml.points_outside", 1, "here.xml")]),
        (f"<a {XI}><xi:include/><b href='http://a.example'/></a>", []),
        ("<?xml-stylesheet href='s.css'?>\n<a/>", [("xml.points_outside", 1, "s.css")]),
        ('<a>\n\n<?xml-stylesheet type="x" href="s.css"?></a>', [("xml.points_outside", 3, "s.css")]),
        ("<a>\n<?xml-stylesheet type='x'?></a>", [("xml.instruction", 2, "xml-stylesheet")]),
        ("<a>\n<?run href='s.css'?></a>", [("xml.instruction", 2, "run")]),
        ("<a><?run?><?run?><?stop?></a>", [("xml.instruction", 1, "run"), ("xml.instruction", 1, "stop")]),
    ],
)
def test_each_way_is_told_once_with_its_line(text: str, found: list[tuple[str, int, str]]) -> None:
    assert told(text) == found


def test_the_first_five_are_told_and_long_ones_are_cut() -> None:
    assert [words for _, _, words in told("<a>" + "".join(f"<?i{n}?>" for n in range(7)) + "</a>")] == [
        f"i{n}" for n in range(5)
    ]
    for length, shown in ((80, "x" * 80), (81, "x" * 80 + "…")):
        assert told(f"<a><?{'x' * length}?></a>") == [("xml.instruction", 1, shown)]


def test_an_address_written_with_entities_has_no_line() -> None:
    (problem,) = outside_references(f"<a {XSI} xsi:noNamespaceSchemaLocation='http://a.example/?b&amp;c'/>".encode())
    assert (problem.line, problem.values["line"]) == (None, "?")
