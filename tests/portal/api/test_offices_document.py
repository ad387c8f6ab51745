"""The curl lines of the page about the API for an office's work: each is carried out as it stands there."""

import re
import shlex
from pathlib import Path

import pytest

from handover.portal.lostpupils.models import LostPupil, StandingSearch
from handover.portal.messaging import writing
from handover.portal.messaging.boxes import box_of
from handover.portal.messaging.models import Delivery
from handover.portal.messaging.words import Words
from tests.files import SIAN, send
from tests.keys import NETWORKS
from tests.moments import NOW
from tests.programs import Program, program_of

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[3] / "docs" / "integrator" / "api-offices.md"
OFFERS = b"UPN,Surname,Forename,Birth date,Destination\n,Nowak,Ela,2014-01-01,6814990\n"
TAKES_VALUE = {"-X", "-H", "-d", "--data-binary"}


def sections() -> dict[str, list[list[str]]]:
    """The curl lines of each section, as a shell splits them."""
    found = {}
    for part in re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE):
        blocks = "".join(re.findall(r"```sh\n(.*?)```", part, re.DOTALL))
        found[part.partition(" (")[0].strip()] = [shlex.split(line) for line in blocks.splitlines()]
    return found


def call(program: Program, words: list[str], known: dict[str, str]):
    method, headers, body, url = "GET", {}, None, ""
    pairs = iter(words[1:])
    for word in pairs:
        value = next(pairs) if word in TAKES_VALUE else word
        value = re.sub(r"\$([A-Z]+)", lambda name: known[name[1]], value)
        if word == "-X":
            method = value
        elif word == "-H":
            name, _, said = value.partition(": ")
            headers[name.lower().replace("-", "_")] = said
        elif word == "--data-binary":
            body = OFFERS
        elif word == "-d":
            body = value.encode()
        else:
            url = value.removeprefix(f"{known['SITE']}/api/v1")
    content_type = headers.pop("content_type", "application/octet-stream")
    assert headers.pop("authorization") == program.authorization
    sent = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    key = {"HTTP_AUTHORIZATION": program.authorization}
    return program.client.generic(method, f"/api/v1{url}", body or b"", content_type, **key, **sent)


def run(program: Program, section: str, **known: str) -> list[int]:
    known |= {"SITE": "http://localhost", "KEY": program.authorization.removeprefix("Bearer ")}
    return [call(program, words, known).status_code for words in sections()[section]]


def test_the_school_reads_and_answers_its_messages(cast):
    writing.send_message(Words("A record", "Please send it."), [box_of(cast.alis)], cast.efa, NOW)
    message = str(Delivery.objects.get().reference)
    assert run(program_of(cast.alis, "messages"), "Secure messages", MESSAGE=message) == [200, 200, 200, 201, 200]


def test_the_school_says_whom_it_expects(cast):
    assert run(program_of(cast.bryn, "expected"), "Expected pupils") == [200, 200]


def test_admissions_software_brings_the_offers(cast):
    assert run(program_of(cast.lowri, "offers", role="lea-admissions"), "Offers of places") == [200, 200]


def test_the_authority_watches_and_draws_reports(cast):
    program = program_of(cast.lowri, "monitor", "reports", role="lea-user")
    assert run(program, "Monitoring") == [200, 200]
    assert run(program, "Reports") == [200, 200]


def test_a_lost_pupil_is_found_and_sent_on(cast):
    send(cast.carys, "XXXXXXX", children=[SIAN])
    rights = ("search_lost", "release_lost")
    program = program_of(cast.lowri, *rights, role="lea-lost-pupil-transfer", networks=NETWORKS)
    program.post("/standing-searches", {"surname": "Prydderch", "birth_date": "2015-02-11"})
    known = {"PUPIL": str(LostPupil.objects.get().reference), "SEARCH": str(StandingSearch.objects.get().reference)}
    assert run(program, "Lost pupils", **known) == [200, 200, 201, 201, 200, 204]


def test_software_takes_the_records_as_objects(cast):
    file = send(cast.alis, "6814990").transfer.reference
    assert run(program_of(cast.bryn, "collect"), "Records as SIF objects", FILE=str(file)) == [200]


def test_every_curl_line_of_the_page_is_in_a_section_that_is_tested():
    tested = {"Secure messages", "Expected pupils", "Offers of places", "Monitoring", "Reports", "Lost pupils"}
    with_lines = {name for name, lines in sections().items() if lines and not name.startswith("#")}
    assert with_lines == {*tested, "Records as SIF objects"}
