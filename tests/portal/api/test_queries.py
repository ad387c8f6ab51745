"""A list of the API asks the database as few questions for many rows as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.files import SIAN, TOMOS, ctf, name_of
from tests.keys import NETWORKS
from tests.programs import program_of

pytestmark = pytest.mark.django_db
HOME, AWAY = "6812990", "6814990"


def count_queries(program, path, rows):
    with CaptureQueriesContext(connection) as asked:
        found = program.get(path).json()["items"]
    assert len(found) == rows
    return len(asked)


def send_file(cast, number):
    file = ctf(HOME, AWAY, note=f"note {number}")
    answer = program_of(cast.alis).send(name_of(HOME, AWAY, number), file, sender_reference=f"leaver {number}")
    return answer.json()["transfer"]["reference"]


def reject_file(cast, number):
    program_of(cast.bryn).post(f"/transfers/{send_file(cast, number)}/reject", {"reason": "not_ours"})


def write_message(cast, number):
    to = [{"number": AWAY}, {"number": HOME}]
    said = {"recipients": to, "description": f"Message {number}", "text": "Please read."}
    assert program_of(cast.lowri, "messages", role="lea-user").post("/messages", said).status_code == 201


def keep_search(cast, number):
    asked = {"surname": f"Nowak{'abcdefg'[number]}", "birth_date": f"2014-01-0{number}"}
    program = program_of(cast.lowri, "search_lost", role="lea-lost-pupil-transfer", networks=NETWORKS)
    assert program.post("/standing-searches", asked).status_code == 201


def expect_pupil(cast, number):
    pupil = {"surname": f"Nowak{number}", "forename": "Ela", "birth_date": f"2014-01-0{number}"}
    assert program_of(cast.bryn, "expected").post("/expected", {"pupils": [pupil]}).json()["added"] == 1


def bring_offers(cast, number):
    upns = [SIAN.upn] if number == 1 else [SIAN.upn, TOMOS.upn]
    rows = "".join(f"{upn},,,,{AWAY}\n" for upn in upns)
    list_of_offers = f"UPN,Surname,Forename,Birth date,Destination\n{rows}".encode()
    program = program_of(cast.lowri, "offers", role="lea-admissions")
    assert program.post("/offers", list_of_offers).json()["offers"] == len(upns)


@pytest.mark.parametrize(
    ("path", "person", "key", "add", "many"),
    [
        ("/inbox", "bryn", ("collect", ""), send_file, 4),
        ("/outbox", "alis", ("send", ""), send_file, 4),
        ("/notices", "alis", ("send", ""), reject_file, 4),
        ("/messages", "bryn", ("messages", ""), write_message, 4),
        ("/messages/sent", "lowri", ("messages", "lea-user"), write_message, 4),
        ("/standing-searches", "lowri", ("search_lost", "lea-lost-pupil-transfer"), keep_search, 4),
        ("/monitoring", "lowri", ("monitor", "lea-user"), send_file, 4),
        ("/expected", "bryn", ("expected", ""), expect_pupil, 4),
        ("/offers", "lowri", ("offers", "lea-admissions"), bring_offers, 2),
    ],
)
def test_a_list_asks_as_few_questions_for_many_rows_as_for_one(cast, path, person, key, add, many):
    right, role = key
    by_role = {"role": role, "networks": NETWORKS} if role else {}
    program = program_of(getattr(cast, person), right, **by_role)
    program_of(cast.alis)  # an office with a key is told what happens later
    program.get(path)  # the first request notes when the key was used
    add(cast, 1)
    one = count_queries(program, path, 1)
    for number in range(2, many + 1):
        add(cast, number)
    assert count_queries(program, path, many) == one
