"""The retention table is complete, and says in both languages what it does."""

from datetime import date

import pytest
from django.apps import apps
from django.db.models import Field

from handover.cli.reference.kept import retention
from handover.portal.config import SETTINGS
from handover.portal.retention import keeping
from handover.portal.retention.table import BY_KEY, EVERYDAY, RULES
from handover.portal.transfers.flow import ENDED, STEPS, State
from handover.portal.transfers.kinds import KINDS
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.retention_rules import SORTS, SPANS, of_file
from tests.moments import NOW
from tests.reference import approved


def test_every_table_of_the_database_has_a_rule():
    ruled = {label for rule in RULES for label in rule.models}
    tables = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert tables - ruled == set()
    assert ruled - tables == set()


def test_no_two_rules_share_a_key():
    assert len({rule.key for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_a_rule_says_everything_in_both_languages(rule):
    said = [rule.what, rule.then, rule.kept]
    said += [rule.warning.who] if rule.warning else []
    assert all(text.en and text.cy and text.en != text.cy for text in said)
    assert [bool(rule.days), bool(rule.hours), bool(rule.length)].count(True) == 1
    assert not (rule.days or rule.hours) or rule.since.en


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.rows], ids=lambda rule: rule.key)
def test_a_rule_counts_from_a_field_that_its_rows_have_and_by_a_setting_that_exists(rule):
    assert isinstance(rule.rows().model._meta.get_field(rule.clock), Field)
    assert rule.end
    assert rule.length or rule.days in SETTINGS
    assert rule.rows().model._meta.label in rule.models


@pytest.mark.parametrize("key", ["files.unanswered", *(f"{sort.key}.uncollected" for sort in SORTS), "messages.unread"])
def test_nothing_unread_dies_without_a_notice_before(key):
    (rule,) = (rule for rule in RULES if rule.key == key)
    assert rule.warning
    assert 0 < rule.lead < rule.lasts


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
@pytest.mark.parametrize("state", [*STEPS["expire"].start, State.CONFIRMED, *ENDED])
def test_a_file_has_one_rule_and_waits_for_as_long_as_its_kind_says(kind, state):
    file = Transfer(kind=kind.stored[0], state=state, sealed_id=1)
    (key,) = (key for key, span in SPANS.items() if span.holds(file))
    assert state not in STEPS["expire"].start or BY_KEY[key].days == kind.days


# The moment from which each rule counts, what ends a row of it, and whether a person is asked (!) when much is late.
# The rest of a rule stands on the page of the reference.
DONE = """
e-mails              created_at    remove_row
people.lists         brought_at    remove_row
people.corrections   asked_at      remove_row
people.waves         links_until   remove_row
people.links         expires_at    remove_row
people.checks        opened_at     remove_row
people.tries         level_at      remove_row
people.requests      asked_at      remove_row
files.unanswered     moved_at      lapse
files.uncollected    moved_at      expire_transfer
generic.uncollected  moved_at      expire_transfer
returns.uncollected  moved_at      expire_transfer
admissions.uncollected moved_at    expire_transfer
data.uncollected     moved_at      expire_transfer
files.collected      moved_at      bury              !
generic.collected    moved_at      bury              !
files.over           moved_at      bury              !
generic.over         moved_at      bury              !
files.tombstone      moved_at      remove_row
files.collections    started_at    remove_row
keys.ended           ends_on       remove_row
keys.origins         last_used_at  remove_row
keys.couriers        heard_at      remove_row
vendors.withdrawn    withdrawn_at  remove_row
webhooks.deliveries  raised_at     remove_row
webhooks.deleted     deleted_at    remove_row
messages.unread      sent_at       end_copy
messages.read        read_at       end_copy          !
messages.tombstone   sent_at       remove_row
messages.drafts      touched_at    remove_row
jobs.runs            started_at    remove_row
officelists.brought  brought_at    drop_list
lost.pupils          leaves_on     remove_outgrown
lost.found_cases     left_at       end_case
lost.fetchings       confirmed_at  remove_row
lost.closings        asked_at      remove_row
lost.same_pupils     found_at      remove_row
lost.searches        ended_at      remove_row
lost.enquiries       begun_at      remove_row
lost.exhausted       recorded_at   remove_row
lost.search_counts   at            remove_row
lost.matchings       begun_at      remove_row        !
lost.roll_rows       decided_at    forget_roll_row
expected.pupils      added_at      remove_row
phase.boards         touched_at    close_board       !
hub.children ended_at forget_child
hub.waiting moved_at end_waiting
hub.arrivals heard_at remove_row
e-mails.weekly       sent_at       remove_row
training.county      last_used_at  end_county
api.notices          acknowledged_at remove_row
api.unread_notices   happened_at   remove_row
notes.told           told_at       remove_row
"""


def test_what_the_site_does_by_each_rule_is_what_the_list_says():
    measured = [
        [rule.key, rule.clock, getattr(rule.end, "__name__", ""), *(["!"] if rule.asks else [])]
        for rule in RULES
        if rule.rows
    ]
    assert measured == [line.split() for line in DONE.split("\n") if line]


def test_the_page_of_the_reference_says_of_each_rule_what_the_table_says():
    assert retention() == approved("retention.md")


def test_those_who_are_told_together_and_the_ends_that_the_log_names_one_by_one():
    assert {rule.key: rule.warning.together for rule in RULES if rule.warning} == {
        "files.unanswered": ("source",),
        **{f"{sort}.uncollected": ("destination",) for sort in ("files", "generic", "returns", "admissions", "data")},
        "messages.unread": ("establishment_id", "role"),
        "lost.pupils": ("la_number",),
    }
    assert {rule.key for rule in RULES if rule.audited} == {
        "files.unanswered",
        *(f"{sort}.uncollected" for sort in ("files", "generic", "returns", "admissions", "data")),
        "files.collected",
        "files.over",
        "generic.collected",
        "generic.over",
        "lost.pupils",
        "lost.found_cases",
        "hub.waiting",
    }


def test_schools_are_shown_the_rules_of_files_messages_and_lost_pupils():
    assert {rule.key for rule in EVERYDAY} == {
        *(f"files.{name}" for name in ("unanswered", "uncollected", "collected", "over", "tombstone", "collections")),
        *(f"generic.{name}" for name in ("uncollected", "collected", "over")),
        *(f"{sort}.uncollected" for sort in ("returns", "admissions", "data")),
        *(f"messages.{name}" for name in ("unread", "read", "tombstone", "drafts", "texts")),
        *(f"lost.{name}" for name in ("pupils", "tombstones", "fetchings", "closings", "searches", "enquiries")),
        *(
            f"lost.{name}"
            for name in ("exhausted", "search_counts", "matchings", "roll_rows", "same_pupils", "found_cases")
        ),
    }


def test_the_rules_that_stay_say_so_in_both_languages():
    said = {rule.key: (rule.kept.en, rule.kept.cy) for rule in RULES if rule.key in ("audit", "messages.texts")}
    assert said == {
        "audit": ("for good", "am byth"),
        "messages.texts": ("until somebody deletes it", "nes i rywun ei ddileu"),
    }


def test_fifty_rows_may_be_late_before_a_person_is_asked_and_a_night_takes_them_by_the_hundred():
    assert (keeping.MANY_LATE, keeping.LATE_DAYS, keeping.AT_ONCE, keeping.TOLD_AT_ONCE) == (50, 14, 500, 5000)


def test_the_last_day_of_a_file_is_that_of_its_kind_and_state_and_there_is_none_once_its_bytes_are_gone():
    def last(kind, state, sealed_id=1):
        sides = {"source": "6812990", "destination": "6814990"}
        return of_file(Transfer(kind=kind, state=state, moved_at=NOW, sealed_id=sealed_id, **sides), NOW.date())

    assert last("ctf", State.CONFIRMED) == date(2026, 12, 2)
    assert last("generic", State.CONFIRMED) == date(2026, 9, 17)
    # Sixty school days after 3 September, thirty, ten: the half term does not count.
    assert last("ctf", State.SENT) == date(2026, 12, 3)
    assert last("generic", State.SENT) == date(2026, 10, 15)
    assert last("ctf", State.ASKING) == date(2026, 9, 17)
    assert last("ctf", State.SENT, sealed_id=None) is None
    assert last("ctf", State.LODGED) is None
