"""Every role and every right at every operation about files: a key does what both its role and its right allow."""

from datetime import date

import pytest
from django.utils import timezone

from handover.portal.accounts.roles import ROLES
from handover.portal.api.operations import OPERATIONS
from handover.portal.apikeys.making import WantedKey, store_key
from handover.portal.apikeys.rights import RIGHTS
from tests.keys import NETWORKS, bearer
from tests.programs import Program

pytestmark = pytest.mark.django_db
NOBODY = "00000000-0000-4000-8000-000000000000"
UPLOAD = {"name": "a.xml", "size": 5}
FILE_DESKS = {"school", "lea-user", "lea-lost-pupil-transfer", "lea-dba", "lea-school"}
SENDERS = FILE_DESKS | {"lea-lost-pupil", "lea-plasc", "lea-admissions"}
"""Roles that send or collect files of some kind."""

# operation: the rights of which one opens it (none: any key), and a request
TABLE = {
    "show_me": (set(), "GET", "/me", None),
    "show_establishment": (set(), "GET", "/establishments/6814990", None),
    "send_file": ({"send"}, "POST", "/transfers?name=a.xml", None),
    "start_upload": ({"send"}, "POST", "/uploads", UPLOAD),
    "put_piece": ({"send"}, "PATCH", f"/uploads/{NOBODY}", None),
    "show_upload": ({"send"}, "HEAD", f"/uploads/{NOBODY}", None),
    "finish_upload": ({"send"}, "POST", f"/uploads/{NOBODY}/finish", None),
    "list_inbox": ({"collect"}, "GET", "/inbox", None),
    "list_outbox": ({"send"}, "GET", "/outbox", None),
    "show_transfer": ({"send", "collect"}, "GET", f"/transfers/{NOBODY}", None),
    "fetch_content": ({"collect"}, "GET", f"/transfers/{NOBODY}/content", None),
    "acknowledge_transfer": ({"collect"}, "POST", f"/transfers/{NOBODY}/acknowledge", None),
    "reject_transfer": ({"collect"}, "POST", f"/transfers/{NOBODY}/reject", {"reason": "not_ours"}),
    "recall_transfer": ({"send"}, "POST", f"/transfers/{NOBODY}/recall", None),
    "answer_question": ({"send"}, "POST", f"/transfers/{NOBODY}/answer", {"answer": "no"}),
    "check_content": ({"send"}, "POST", "/check?name=a.xml", None),
    "list_notices": ({"send", "collect"}, "GET", "/notices", None),
    "acknowledge_notice": ({"send", "collect"}, "POST", f"/notices/{NOBODY}/acknowledge", None),
}


def make_program(cast, role, rights):
    place = cast.nant_primary if role == "school" else cast.caerwennol
    wanted = WantedKey("Every key", tuple(rights), date(2199, 1, 1), role, NETWORKS)
    return Program(bearer(store_key(cast.lowri, place, wanted, timezone.now())))


def is_let_in(answer):
    assert answer.status_code < 500, answer.content
    return answer.status_code not in (401, 403)


def test_each_operation_about_files_is_in_the_table_of_this_test():
    groups = {"office", "mailbox", "uploads", "checking", "notices"}
    ours = {key for key, row in OPERATIONS.items() if row.group in groups} - {"show_records_in_sif"}
    assert ours == set(TABLE)


@pytest.mark.parametrize("role", [role.key for role in ROLES.values() if role.establishment])
def test_a_key_does_what_its_role_and_one_of_its_rights_allow_and_nothing_else(cast, role):
    with_one = {right: make_program(cast, role, {right}) for right in RIGHTS}
    for key, (opened_by, method, path, body) in TABLE.items():
        for right in ("send", "collect"):
            allowed = not opened_by or (right in opened_by and role in SENDERS)
            assert is_let_in(with_one[right].ask(method, path, body)) is allowed, (key, right)
        others = make_program(cast, role, set(RIGHTS) - opened_by)
        assert is_let_in(others.ask(method, path, body)) is (not opened_by), key


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_no_operation_is_open_to_somebody_without_a_key(client, operation):
    path = operation.public_path.replace("{number}", "6814990").replace("{key}", "general")
    path = path.replace("{reference}", NOBODY).replace("{delivery}", NOBODY)
    answer = client.generic(operation.method, "/api/v1" + path)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="Handover"'
