"""The retention table is complete, and says in both languages what it does."""

import pytest
from django.apps import apps
from django.db.models import Field

from handover.portal.config import SETTINGS
from handover.portal.retention.table import BY_KEY, RULES
from handover.portal.transfers.flow import ENDED, STEPS, State
from handover.portal.transfers.kinds import KINDS
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.retention_rules import SPANS


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
    assert rule.length or rule.days in {setting.name for setting in SETTINGS}
    assert rule.rows().model._meta.label in rule.models


@pytest.mark.parametrize("key", ["files.uncollected", "generic.uncollected", "messages.unread"])
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
