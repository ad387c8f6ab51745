"""What the acts of programs and of people may cost: statements of the database, which no machine's mood changes.

Each number is the most that an act may take, and what it takes now: a rise fails here. These tests run within a transaction of
their own, so that what is the beginning and the end of a transaction elsewhere counts as two statements.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.files import ctf, name_of
from tests.programs import program_of

pytestmark = pytest.mark.django_db
HOME, AWAY = "6812990", "6814990"
COSTS = {
    "send": {"sqlite": 31, "postgresql": 32},
    "fetch": {"sqlite": 8, "postgresql": 9},
    "acknowledge": {"sqlite": 32, "postgresql": 33},
    "asked again": {"sqlite": 2, "postgresql": 2},
    "first page": {"sqlite": 7, "postgresql": 7},
    "list of ten": {"sqlite": 9, "postgresql": 9},
    "send page": {"sqlite": 34, "postgresql": 35},
}
"""On PostgreSQL one more where something is stored: foreign keys are checked before the audit log is written."""


def assert_costs(what, act):
    with CaptureQueriesContext(connection) as asked:
        answer = act()
    assert answer.status_code in (200, 201), answer.content
    if answer.streaming:
        b"".join(answer.streaming_content)
    assert len(asked) == COSTS[what][connection.vendor], "\n".join(each["sql"][:200] for each in asked.captured_queries)


def file_of(number):
    return name_of(HOME, AWAY, number), ctf(HOME, AWAY, note=f"note {number}")


@pytest.fixture
def sender(cast):
    program = program_of(cast.alis)
    assert program.send(*file_of(1)).status_code == 201  # notes where the key is used from
    return program


@pytest.fixture
def receiver(cast):
    program = program_of(cast.bryn)
    program.get("/inbox")
    return program


@pytest.fixture
def sent(sender):
    return sender.send(*file_of(2)).json()["transfer"]["reference"]


def test_a_program_sends_a_file(sender):
    assert_costs("send", lambda: sender.send(*file_of(2), idempotency_key="two"))


def test_a_program_fetches_a_file(sent, receiver):
    assert_costs("fetch", lambda: receiver.get(f"/transfers/{sent}/content"))


def test_a_program_acknowledges_a_file(sent, receiver):
    receiver.fetch(sent)
    acknowledge = f"/transfers/{sent}/acknowledge"
    assert_costs("acknowledge", lambda: receiver.post(acknowledge, idempotency_key="take"))


def test_a_program_that_asks_again_gets_the_answer_that_it_had(sender):
    sender.send(*file_of(2), idempotency_key="two")
    assert_costs("asked again", lambda: sender.send(*file_of(2), idempotency_key="two"))


def signed_in_as(person):
    client = Client()
    client.force_login(person)
    client.get("/")
    return client


def test_a_person_opens_the_first_page(cast, sent):
    alis = signed_in_as(cast.alis)
    assert_costs("first page", lambda: alis.get("/"))


def test_a_person_opens_a_list_of_ten_files(cast, sender):
    for number in range(2, 11):
        sender.send(*file_of(number))
    bryn = signed_in_as(cast.bryn)
    bryn.get("/collect/")  # notes once for a while whose names were on the screen
    assert_costs("list of ten", lambda: bryn.get("/collect/"))


def test_a_person_sends_a_file_and_reads_what_became_of_it(cast, sent):
    alis = signed_in_as(cast.alis)
    name, data = file_of(3)
    assert_costs("send page", lambda: alis.post("/send/", {"files": SimpleUploadedFile(name, data)}))
