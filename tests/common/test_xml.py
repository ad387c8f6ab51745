import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.common.xml import XML_FAULTS, XmlFault, XmlLimits, local_name, parse_xml, path_of, records, serialise


def refusal(data: bytes, limits: XmlLimits | None = None) -> XmlFault:
    """Return the fault, which must be the same whether the tree is read whole or in records."""
    with pytest.raises(XmlFault) as whole:
        parse_xml(data, limits)
    with pytest.raises(XmlFault) as recorded:
        list(records(data, "record", limits))
    assert whole.value.problem == recorded.value.problem
    return whole.value


def in_pieces(data: bytes) -> XmlFault:
    """Return the fault of a document that a long comment makes large, so that it is read in pieces."""
    with pytest.raises(XmlFault) as streamed:
        list(records(LONG_COMMENT + data, "record"))
    return streamed.value


LONG_COMMENT = b"<!--" + b"x" * 1_100_000 + b"-->"


def declared(encoding: str, body: str = "<a>é</a>") -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>\n{body}'


@pytest.mark.parametrize(
    "data",
    [
        "<a>é</a>".encode(),
        codecs.BOM_UTF8 + "<a>é</a>".encode(),
        declared("UTF-8").encode(),
        declared("utf-8").encode("utf-8-sig"),
        declared("UTF-16").encode("utf-16"),
        declared("UTF-16LE").encode("utf-16"),
        codecs.BOM_UTF16_BE + declared("UTF-16").encode("utf-16-be"),
        codecs.BOM_UTF16_LE + "<a>é</a>".encode("utf-16-le"),
        declared("ISO-8859-1").encode("iso-8859-1"),
        declared("windows-1252").encode("cp1252"),
        declared("US-ASCII", "<a>&#233;</a>").encode("ascii"),
    ],
)
def test_each_accepted_encoding_gives_the_same_text(data: bytes) -> None:
    assert parse_xml(data).text == "é"
    assert [element.text for element in records(data, "record")] == ["é"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (declared("UTF-8").encode("iso-8859-1"), "xml.encoding_bytes"),
        (declared("US-ASCII").encode("utf-8"), "xml.encoding_bytes"),
        (declared("ISO-8859-1", "<a>O’Marrow</a>").encode("cp1252"), "xml.encoding_bytes"),
        (declared("windows-1252", "<a>\x81</a>").encode("iso-8859-1"), "xml.encoding_bytes"),
        (declared("UTF-16").encode("utf-16")[:-1], "xml.encoding_bytes"),
        (declared("UTF-16").encode("utf-8"), "xml.encoding_disagrees"),
        (declared("UTF-8").encode("utf-16"), "xml.encoding_mark"),
        (declared("ISO-8859-1").encode("utf-8-sig"), "xml.encoding_mark"),
        ("<a/>".encode("utf-16-le"), "xml.encoding_no_mark"),
        ("<a/>".encode("utf-32"), "xml.encoding_unknown"),
        (declared("UTF-7").encode("ascii", "ignore"), "xml.encoding_unknown"),
        (declared("EBCDIC-CP-US").encode("ascii", "ignore"), "xml.encoding_unknown"),
    ],
)
def test_mark_declaration_and_bytes_must_agree(data: bytes, code: str) -> None:
    assert refusal(data).problem.code == code


def test_a_wrong_byte_is_told_with_its_line_and_column() -> None:
    problem = refusal(b"<a>\n<b>x</b>\n  \xe9</a>").problem
    assert (problem.line, problem.values["column"]) == (3, "3")
    assert problem.message() == (
        "The file is not valid UTF-8: line 3, column 3 holds a letter in some other encoding. "
        "The declaration and the bytes disagree."
    )


@pytest.mark.parametrize(
    "before", ["", " ", "<!-- a -->", "<?style x?>\n<!-- <a/> -->", "<!-- " + "x" * 100_000 + "-->"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_a_doctype_is_refused_wherever_it_may_stand(before: str, encoding: str) -> None:
    body = f"{before}<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>"
    assert refusal(declared(encoding, body).encode(encoding)).problem.code == "xml.doctype"


def test_the_word_doctype_in_a_text_harms_nobody() -> None:
    assert parse_xml(b"<a><![CDATA[<!DOCTYPE a>]]></a>").text == "<!DOCTYPE a>"


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "xml.empty", 1),
        (b" \n\n", "xml.empty", 1),
        (b"UPN,Surname\n", "xml.plain_text", 1),
        (b"<a>\n<b>text", "xml.truncated", 2),
        (b"<a>\n<b>text</b>\n", "xml.truncated", 3),
        (b"<a>\n<b>\x0b</b></a>", "xml.character", 2),
        (b"<a>\n<b>&#0;</b></a>", "xml.character", 2),
        (b"<a>\n<b></a>", "xml.tags", 2),
        (b"<a/>\n<b/>", "xml.tags", 2),
        (b"<a>\n&other;</a>", "xml.entity", 2),
        (b"<a>\nx & y</a>", "xml.entity", 2),
        (b"\n<x:a/>", "xml.namespace", 2),
        (b"<a>\n<b c='1' c='2'/></a>", "xml.not_well_formed", 2),
    ],
)
def test_the_first_fault_is_named_with_its_line(data: bytes, code: str, line: int) -> None:
    problem = refusal(data).problem
    assert (problem.code, problem.line) == (code, line)
    assert "{" not in problem.message("en") + problem.message("cy")


def test_depth_is_limited() -> None:
    deep = b"<a>" * 32 + b"</a>" * 32
    assert local_name(parse_xml(deep)) == "a"
    assert refusal(b"<a>" + deep + b"</a>").problem.code == "xml.depth"
    assert refusal(b"<a>" * 12_000 + b"</a>" * 12_000).problem.code == "xml.depth"


def test_a_text_is_limited_and_the_message_does_not_repeat_it() -> None:
    problem = refusal(b"<a>\n<b/><b>" + b"y" * 2_000 + b"</b></a>", XmlLimits(text=1_000)).problem
    assert problem.message() == "The text of /a/b[2] is 2000 characters long (line 2). No text may be longer than 1000."
    assert in_pieces(b"<a>" + b"y" * 11_000_000 + b"</a>").problem.code == "xml.piece_too_big"


def test_markup_is_limited_in_all_and_between_the_records_of_a_large_file() -> None:
    few = XmlLimits(markup=100)
    for data in (b"<a>" + b"<b/>" * 200 + b"</a>", b"<a>" + b"<b c='1'/>" * 60 + b"</a>"):
        with pytest.raises(XmlFault) as fault:
            parse_xml(data, few)
        assert fault.value.problem.code == "xml.too_much"
    assert in_pieces(b"<a>" + b"<b/>" * 600_000 + b"</a>").problem.code == "xml.too_much"
    many_records = LONG_COMMENT + b"<a>" + (b"<record>" + b"<b/>" * 90_000 + b"</record>") * 5 + b"</a>"
    assert len(list(records(many_records, "record", XmlLimits(markup=200_000)))) == 6


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<a>\n<b>text", "xml.truncated"),
        (b"<a>\n<b>\x0b</b></a>", "xml.character"),
        (b"<a>\n<b></a>", "xml.tags"),
        (b"<a>\n&other;</a>", "xml.entity"),
        (b"<a>\n\xe9</a>", "xml.encoding_bytes"),
        (b"<!DOCTYPE a>\n<a/>", "xml.doctype"),
        (b"<a>" * 100 + b"</a>" * 100, "xml.depth"),
        (b"<a><record>" + b"y" * 1_000_001 + b"</record></a>", "xml.text_too_long"),
        (b"<a><b>" + b"y" * 1_000_001 + b"</b></a>", "xml.text_too_long"),
    ],
)
def test_a_large_file_read_in_pieces_gets_the_same_answers(data: bytes, code: str) -> None:
    assert in_pieces(data).problem.code == code


@pytest.mark.parametrize(("before", "left"), [(b"", [1, 1]), (LONG_COMMENT, [0, 0])], ids=["small", "large"])
def test_records_come_one_by_one_and_those_of_a_large_file_are_let_go(before: bytes, left: list[int]) -> None:
    data = before + b"<a xmlns='urn:x'><record><b>1</b></record><record><b>2</b></record></a>"
    values = []
    for element in records(data, "record"):
        values.append(element.findtext("{urn:x}b"))
        root = element
    assert values == ["1", "2", None]
    assert local_name(root) == "a"
    assert [len(record) for record in root] == left


def test_comments_do_not_cut_a_text_in_two() -> None:
    assert parse_xml(b"<a>Test<!-- no -->field</a>").text == "Testfield"


def test_an_include_is_an_element_like_any_other(tmp_path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{tmp_path / "secret.txt"}" parse="text"/>'
    assert "secret<" not in serialise(parse_xml(f"<a>{include}</a>".encode()))


def test_a_path_counts_only_where_it_must() -> None:
    root = parse_xml(b"<a><b><d/></b><c/><c><e/></c></a>")
    assert [path_of(element) for element in root.iter()] == ["/a", "/a/b", "/a/b/d", "/a/c[1]", "/a/c[2]", "/a/c[2]/e"]


def outcome(data: bytes) -> str | None:
    try:
        parse_xml(data)
    except XmlFault as fault:
        return fault.problem.code
    return None


@given(data=st.binary(max_size=300) | st.binary(max_size=100).map(lambda data: b"<a>" + data + b"</a>"))
def test_any_bytes_give_a_tree_or_a_fault_of_the_table(data: bytes) -> None:
    code = outcome(data)
    if code is not None:
        assert code in XML_FAULTS
        assert refusal(data).problem.code == code


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="<&>")))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_text_comes_out_as_it_went_in(text: str, encoding: str) -> None:
    assert parse_xml(declared(encoding, f"<a>x{text}</a>").encode(encoding)).text == f"x{text}"


def test_an_element_is_written_without_what_follows_it() -> None:
    assert serialise(parse_xml(b"<a><b>x</b>tail</a>")[0]) == "<b>x</b>"


def test_a_text_may_be_as_long_as_its_limit() -> None:
    assert parse_xml(b"<a>12345</a>", XmlLimits(text=5)).text == "12345"
    assert refusal(b"<a>12345</a>", XmlLimits(text=4)).problem.code == "xml.text_too_long"


def test_a_control_character_of_unicode_is_a_character_where_it_is_written_as_one() -> None:
    assert parse_xml("<a>\x85</a>".encode()).text == "\x85"
    assert refusal(declared("iso-8859-1", "<a>\x85</a>").encode("iso-8859-1")).problem.code == "xml.encoding_bytes"


@pytest.mark.parametrize("letter", ["é", "ẅ", "\U0001f600"])
def test_a_letter_of_several_bytes_is_whole_wherever_the_pieces_of_a_large_document_are_cut(letter: str) -> None:
    for shift in range(len(letter.encode())):
        for mark in (b"", codecs.BOM_UTF8):
            text = "x" * shift + letter * 100_000
            record = next(records(mark + f"<a><record>{text}</record></a>".encode(), "record"))
            assert record.text == text
