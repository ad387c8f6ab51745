"""What people send in place of a file: each is told in the words of who has it, and no sound file is taken for one."""

import json

import pytest

from handover.common.xml import XmlFault, parse_xml, records

DOCUMENT = '<?xml version="1.0" encoding="UTF-8"?>\n<a>\n<b>1</b>\n</a>\n'


def said(data: bytes) -> tuple[str, str]:
    """Return code and words of the refusal, which both ways of reading give alike."""
    with pytest.raises(XmlFault) as fault:
        parse_xml(data)
    with pytest.raises(XmlFault) as again:
        list(records(data, "b"))
    assert again.value.problem == fault.value.problem
    assert fault.value.problem.message("cy")
    return fault.value.problem.code, fault.value.problem.message()


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Your session has ended<br></body></html>",
        "<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'><html><body><p>Sign in</body></html>",
        "\ufeff\r\n<!DOCTYPE html><html></html>",
        "<!-- saved from url=(0014)about:internet -->\n<HTML><BODY><BR></BODY></HTML>",
        '<?xml version="1.0"?>\n<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"/>',
        "<script>location='/sign-in'</script><br>",
        "<div class=error>Session expired",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_saved_web_page_is_called_a_web_page(page: str, encoding: str) -> None:
    assert said(page.lstrip("\ufeff" if encoding == "utf-16" else "").encode(encoding))[0] == "xml.web_page"


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (json.dumps({"error": "session expired"}).encode(), "xml.json", "JSON"),
        (json.dumps([{"code": 401}], indent=1).encode(), "xml.json", "JSON"),
        (b"From: office@example.org\r\nSubject: CTF\r\nTo: school@example.org\r\n\r\n<p>", "xml.e_mail", "e-mail"),
        (b"Received: from a\n by b\nDate: today\nSubject: x\n\nbody <b>", "xml.e_mail", "e-mail"),
        (b'<?xml version=3D"1.0" encoding=3D"UTF-8"?>=0A<a/>', "xml.e_mail", "e-mail"),
        (b"Please find the file attached.", "xml.plain_text", "“Please find the file attached.”"),
        (b"UPN,Surname\nA1,Rees\n", "xml.plain_text", "“UPN,Surname A1,Rees”"),
        (b"\0" * 4000, "xml.zeros", "nothing but zeros"),
        (b" \r\n ", "xml.empty", "no XML"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "xml.other_file", "PDF"),
        (b"PK\x03\x04....[Content_Types].xml....word/document.xml", "xml.other_file", "Microsoft Word"),
        (b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml", "xml.other_file", "Microsoft Excel"),
        (
            b"PK\x03\x04" + b"." * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text",
            "xml.other_file",
            "OpenDocument",
        ),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "xml.other_file", "Microsoft Word"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "xml.other_file", "Microsoft Excel"),
        (b"\xd0\xcf\x11\xe0" + "__substg1.0_00".encode("utf-16-le"), "xml.other_file", "Microsoft Outlook"),
        (b"PK\x03\x04 and more", "xml.other_file", "ZIP"),
    ],
)
def test_another_thing_under_the_name_of_the_file_is_called_what_it_is(data: bytes, code: str, words: str) -> None:
    found, message = said(data)
    assert found == code
    assert words in message


BROWSER = (
    "This XML file does not appear to have any style information associated with it. The document tree is shown below."
)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (BROWSER + "\n" + DOCUMENT.partition("\n")[2], "xml.browser_view", "browser"),
        ('  <?xml version="1.0"?>\n- <a>\n  <b>1</b>\n  </a>\n', "xml.browser_view", "browser"),
        ("▼<a>\n<b>1</b>\n</a>", "xml.browser_view", "browser"),
        ("\n" + DOCUMENT, "xml.blank_before", "empty line"),
        ("  " + DOCUMENT, "xml.blank_before", "Blanks"),
        ("Your file, as asked: " + DOCUMENT, "xml.before_start", "“Your file, as asked:”"),
        ("-----\n" + DOCUMENT, "xml.before_start", "“-----”"),
        ("\n\ufeff" + DOCUMENT, "xml.before_start", "second byte-order mark"),
    ],
)
def test_what_stands_before_the_beginning_is_shown(text: str, code: str, words: str) -> None:
    found, message = said(text.encode())
    assert found == code
    assert words in message


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ("\0" * 512, "zeros"),
        ("\r\n" + "\0" * 8, "zeros"),
        ("\x1a", "old programs"),
        (DOCUMENT, "a second document"),
        ("<a/>", "a second document"),
        ("<html><body>", "a web page"),
        ("<!-- fine -->thank you", "“thank you”"),
    ],
)
def test_what_follows_the_end_is_shown_with_the_line_of_the_end(rest: str, words: str) -> None:
    code, message = said((DOCUMENT + rest).encode())
    assert code == "xml.after_end"
    assert "ends on line 4" in message
    assert words in message


@pytest.mark.parametrize("rest", ["", "\n\n  \r\n", "<!-- made by nobody -->", "<?made by nobody?>"])
def test_blanks_and_comments_may_follow_the_end(rest: str) -> None:
    assert parse_xml((DOCUMENT + rest).encode()).tag == "a"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"<a>\n<b>1</b>\n<b>2</b", 3),
        (b"<a>\n<b>1</b>\n", 3),
        (b"<a>\n<b>1</b>\n<b>2" + b"\0" * 100, 3),
        ("<a>\n<b>Siân".encode()[:-2], 2),
    ],
)
def test_a_file_that_was_cut_says_where_it_stops(data: bytes, line: int) -> None:
    code, message = said(data)
    assert code == "xml.truncated"
    assert f"breaks off at line {line}," in message


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<!DOCTYPE a>\n<a/>", "xml.doctype"),
        (b"<a>\n<b></a>", "xml.tags"),
        (b"<a>&nbsp;</a>", "xml.entity"),
        (b"<a><b>\0</b></a>", "xml.character"),
        (b'<?xml version="1.0" encoding="utf-16"?><a/>', "xml.encoding_disagrees"),
    ],
)
def test_a_fault_inside_a_document_stays_what_it_is(data: bytes, code: str) -> None:
    assert said(data)[0] == code
