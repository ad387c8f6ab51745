"""Documents that ask for something from elsewhere: nothing is fetched, opened or run because a document says so."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from handover.ctf.verdict import FileVerdict
from tests.ctf.building import ALYS, ctf, pupil, text
from tests.ctf.checking import checked, codes

SECRET = "the secret of this machine"


class Trap(ThreadingHTTPServer):
    """A web server that notes every request."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Note)
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Note(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Trap)
        self.server.asked.append(self.path)
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the tests' output clean."""


@pytest.fixture
def trap() -> Iterator[Trap]:
    server = Trap()
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def secret(tmp_path: Path) -> str:
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    return (tmp_path / "secret.txt").as_uri()


def with_doctype(doctype: str, surname: str = "Testfield") -> bytes:
    plain = text([pupil(ALYS.replace("Testfield", surname))])
    return plain.replace("<CTfile>", f"<!DOCTYPE CTfile {doctype}>\n<CTfile>", 1).encode()


DOCTYPES = (
    ('[<!ENTITY leak SYSTEM "{secret}">]', "&leak;"),
    ('[<!ENTITY leak SYSTEM "{web}/entity">]', "&leak;"),
    ('[<!ENTITY % remote SYSTEM "{web}/parameter"> %remote;]', "Testfield"),
    ('SYSTEM "{web}/dtd"', "Testfield"),
    ('PUBLIC "-//X//Y" "{web}/public"', "Testfield"),
)


@pytest.mark.parametrize(("doctype", "surname"), DOCTYPES)
def test_an_external_entity_is_refused_unread(doctype: str, surname: str, trap: Trap, secret: str) -> None:
    report = checked(with_doctype(doctype.format(secret=secret, web=trap.address), surname))
    assert codes(report) == ["xml.doctype"]
    assert report.document is None
    assert trap.asked == []


def test_an_include_is_not_fetched(trap: Trap, secret: str) -> None:
    for place in (f"{trap.address}/include", secret):
        include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{place}" parse="text"/>'
        report = checked(ctf([pupil(ALYS.replace("Alys", include))]))
        assert report.verdict is FileVerdict.REFUSE
        assert "ctf.forename_missing" in codes(report)
        assert SECRET not in repr(report)
    assert trap.asked == []


def test_a_style_sheet_and_a_schema_are_not_fetched(trap: Trap) -> None:
    root = (
        'CTfile xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:noNamespaceSchemaLocation="{trap.address}/schema.xsd"'
    )
    data = text(root=root).replace("?>\n", f'?>\n<?xml-stylesheet type="text/xsl" href="{trap.address}/x.xsl"?>\n', 1)
    assert checked(data.encode()).verdict is FileVerdict.ACCEPT
    assert trap.asked == []


def test_markup_in_a_name_stays_text() -> None:
    name = '<img src="x" onerror="alert(1)">'
    report = checked(ctf([pupil(ALYS.replace("Alys", name.replace("<", "&lt;")))]))
    assert report.document is not None
    assert report.document.pupils[0].forename == name
