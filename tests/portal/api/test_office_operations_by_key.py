"""Every role and every right at every operation of an office's work: a key does what both its role and a right of it allow."""

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
MESSAGE = {"recipients": [{"number": "6819999"}], "description": "A", "text": "B"}
RELEASE = {"school": "6814990", "decided_by": "hana", "reasonable_steps": True}
FILES = {"lea-user", "lea-lost-pupil-transfer", "lea-dba", "lea-school"}
WRITERS = FILES | {"school", "lea-lost-pupil", "lea-plasc", "lea-admissions"}
WATCHERS = {"lea-user", "lea-dba", "lea-school"}
SEARCHERS = {"lea-lost-pupil", "lea-lost-pupil-transfer"}
REPORTS = {"reports", "reports_pupils", "reports_people"}
LOOKERS = {"school", "lea-admissions"} | FILES

# operation: the rights that open it, the roles that allow it, and a request
TABLE = {
    "list_messages": ({"messages"}, WRITERS, "GET", "/messages", None),
    "show_message": ({"messages"}, WRITERS, "GET", f"/messages/{NOBODY}", None),
    "mark_message_read": ({"messages"}, WRITERS, "POST", f"/messages/{NOBODY}/read", None),
    "send_message": ({"messages"}, WRITERS, "POST", "/messages", MESSAGE),
    "list_sent_messages": ({"messages"}, WRITERS, "GET", "/messages/sent", None),
    "show_sent_message": ({"messages"}, WRITERS, "GET", f"/messages/sent/{NOBODY}", None),
    "list_expected": ({"expected"}, WATCHERS | {"school"}, "GET", "/expected", None),
    "put_expected": ({"expected"}, WATCHERS | {"school"}, "POST", "/expected", {"pupils": [{"surname": "Nowak"}]}),
    "remove_expected": ({"expected"}, WATCHERS | {"school"}, "DELETE", f"/expected/{NOBODY}", None),
    "list_offers": ({"offers"}, WATCHERS | {"lea-admissions"}, "GET", "/offers", None),
    "bring_offers": ({"offers"}, WATCHERS | {"lea-admissions"}, "POST", "/offers", None),
    "list_monitoring": ({"monitor"}, WATCHERS | {"lea-dba-view"}, "GET", "/monitoring", None),
    "search_monitoring": ({"monitor"}, WATCHERS, "POST", "/monitoring/search", {}),
    "search_lost_pupils": ({"search_lost"}, SEARCHERS, "POST", "/lost-pupils/search", {}),
    "show_lost_pupil": ({"search_lost"}, SEARCHERS, "GET", f"/lost-pupils/{NOBODY}", None),
    "release_lost_pupil": (
        {"release_lost"},
        {"lea-lost-pupil-transfer"},
        "POST",
        f"/lost-pupils/{NOBODY}/release",
        RELEASE,
    ),
    "list_standing_searches": ({"search_lost"}, SEARCHERS, "GET", "/standing-searches", None),
    "keep_standing_search": ({"search_lost"}, SEARCHERS, "POST", "/standing-searches", {}),
    "end_standing_search": ({"search_lost"}, SEARCHERS, "DELETE", f"/standing-searches/{NOBODY}", None),
    "list_webhooks": ({"webhooks"}, WRITERS, "GET", "/webhooks", None),
    "make_webhook": ({"webhooks"}, WRITERS, "POST", "/webhooks", {"name": "", "address": "", "events": []}),
    "show_webhook": ({"webhooks"}, WRITERS, "GET", f"/webhooks/{NOBODY}", None),
    "change_webhook": ({"webhooks"}, WRITERS, "PATCH", f"/webhooks/{NOBODY}", {"paused": True}),
    "delete_webhook": ({"webhooks"}, WRITERS, "DELETE", f"/webhooks/{NOBODY}", None),
    "replace_webhook_secret": ({"webhooks"}, WRITERS, "POST", f"/webhooks/{NOBODY}/secret", {"overlap_days": 1}),
    "test_webhook": ({"webhooks"}, WRITERS, "POST", f"/webhooks/{NOBODY}/test", None),
    "list_webhook_deliveries": ({"webhooks"}, WRITERS, "GET", f"/webhooks/{NOBODY}/deliveries", None),
    "send_webhook_again": ({"webhooks"}, WRITERS, "POST", f"/webhooks/{NOBODY}/deliveries/{NOBODY}/again", None),
    "send_failed_webhooks_again": ({"webhooks"}, WRITERS, "POST", f"/webhooks/{NOBODY}/again", None),
    "show_records_in_sif": ({"collect"}, LOOKERS, "GET", f"/transfers/{NOBODY}/sif", None),
}
# report: the right that opens it, and the roles that allow it
OFFICES = (WRITERS - {"school"}) | {"lea-dba-view"}
ANSWERABLE = {"lea-user", "lea-dba"} | SEARCHERS
OF_REPORTS = {
    "general": ("reports", OFFICES),
    "lost-uploaded": ("reports_pupils", ANSWERABLE),
    "users": ("reports_people", ANSWERABLE | {"lea-dba-view"}),
}


def programs(cast, role: str, rights: set[str]) -> Program:
    place = cast.nant_primary if role == "school" else cast.caerwennol
    wanted = WantedKey("Every key", tuple(rights), date(2199, 1, 1), role, NETWORKS)
    return Program(bearer(store_key(cast.lowri, place, wanted, timezone.now())))


def is_let_in(answer) -> bool:
    if answer.status_code == 403:
        assert answer.json()["code"] == "api.not_allowed"
        return False
    assert answer.status_code < 500, answer.content
    return True


def test_each_operation_of_an_offices_work_is_in_the_table_of_this_test():
    groups = {"messages", "lists", "authority", "webhooks"}
    ours = {key for key, row in OPERATIONS.items() if row.group in groups} | {"show_records_in_sif"}
    assert ours == set(TABLE)


@pytest.mark.parametrize("role", [role.key for role in ROLES.values() if role.establishment])
def test_a_key_does_what_its_role_and_its_right_allow_and_nothing_else(cast, role):
    with_one = {right: programs(cast, role, {right}) for right in RIGHTS}
    for key, (opened_by, roles, method, path, body) in TABLE.items():
        (right,) = opened_by
        assert is_let_in(with_one[right].ask(method, path, body)) is (role in roles), key
        others = programs(cast, role, set(RIGHTS) - opened_by)
        assert not is_let_in(others.ask(method, path, body)), key


@pytest.mark.parametrize("role", [role.key for role in ROLES.values() if role.establishment])
def test_a_key_fetches_the_reports_of_its_role_and_right_alone(cast, role):
    for key, (right, roles) in OF_REPORTS.items():
        assert is_let_in(programs(cast, role, {right}).get(f"/reports/{key}")) is (role in roles), key
        assert not is_let_in(programs(cast, role, set(RIGHTS) - {right}).get(f"/reports/{key}")), key
    assert not is_let_in(programs(cast, role, set(RIGHTS) - REPORTS).get("/reports"))
