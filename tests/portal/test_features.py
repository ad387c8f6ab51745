"""A feature is a folder: what it gives the whole site's tables is found there, and what is missing is named."""

import subprocess
import sys
from collections import Counter
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings

from handover.portal.accounts.roles import ALLOWED, PERMISSIONS, ROLES
from handover.portal.apikeys.right import KeyRight
from handover.portal.audit.action import Action
from handover.portal.features import FEATURES, BadFeatureRows, collect_rows
from handover.portal.notices.kind import NoticeKind
from handover.portal.notices.readers import ReaderSource
from handover.portal.personal import Columns
from handover.portal.retention.rule import RetentionRule
from handover.portal.web.access import Permission
from handover.portal.web.help import Topic
from handover.portal.web.navigation import MenuEntry
from handover.portal.webhooks.event import WebhookEvent
from handover.portal.work.running import Job
from tests.cast import Cast

pytestmark = pytest.mark.any_database("which modules there are")

TABLES = {
    "permissions": "who may do what",
    "navigation_entries": "the lines of the menu",
    "help_topics": "the pages of the manual",
    "audit_actions": "what the audit log holds",
    "audit_details": "what its codes mean",
    "emails": "the e-mails",
    "mail_readers": "who reads what goes to an address",
    "retention_rules": "how long everything is kept",
    "background_jobs": "what the worker does",
    "personal_columns": "what the database says of people",
    "step_listeners": "what follows a step of a transfer",
    "key_rights": "what a key for the API may be given to do",
    "token_kinds": "which tokens stand for keys",
    "webhook_events": "what software may be told of",
    "resealed_columns": "what a change of the master key seals anew",
    "replica_pages": "which pages are read from the replica",
    "files_in_hand": "which files a school's software is being given",
}
OF_ONE_FEATURE = {"files_in_hand", "token_kinds"}
"""Tables by which a feature is asked what one above it knows."""

KEYS = (
    ("navigation_entries", MenuEntry, "page"),
    ("navigation_entries", MenuEntry, "order"),
    ("help_topics", Topic, "slug"),
    ("help_topics", Topic, "order"),
    ("audit_actions", Action, "code"),
    ("emails", NoticeKind, "key"),
    ("mail_readers", ReaderSource, "rank"),
    ("retention_rules", RetentionRule, "key"),
    ("background_jobs", Job, "key"),
    ("key_rights", KeyRight, "key"),
    ("webhook_events", WebhookEvent, "key"),
    ("personal_columns", Columns, "table"),
)


def modules(feature: str) -> list[Path]:
    return sorted((settings.HERE / feature).glob("*.py"))


def test_every_app_is_on_the_list_of_features():
    apps = {path.parent.name for path in settings.HERE.glob("*/apps.py")}
    assert apps - set(FEATURES) == set(), "Put these folders into FEATURES of portal/features.py."
    assert len(FEATURES) == len(set(FEATURES))


def test_rows_lie_in_modules_that_a_table_reads():
    strays = [
        f"{feature}/{path.name}"
        for feature in FEATURES
        for path in modules(feature)
        if path.stem not in TABLES and "\nROWS" in path.read_text(encoding="utf-8")
    ]
    assert strays == [], f"No table reads the rows of these modules; tables read {', '.join(TABLES)}."


@pytest.mark.parametrize("table", sorted(TABLES.keys() - OF_ONE_FEATURE))
def test_a_table_has_rows_from_several_features(table: str):
    assert sum(find_spec(f"handover.portal.{feature}.{table}") is not None for feature in FEATURES) > 1


def test_a_row_of_another_kind_is_refused_with_the_module_that_holds_it():
    with pytest.raises(BadFeatureRows, match=r"handover\.portal\.audit\.permissions\.ROWS .* which is no MenuEntry"):
        collect_rows("permissions", MenuEntry)


@pytest.mark.parametrize(
    ("table", "rows", "words"),
    [
        ("navigation_entries", "('send',)", "ROWS holds 'send', which is no MenuEntry."),
        ("help_topics", "('send',)", "ROWS holds 'send', which is no Topic."),
        ("audit_actions", "None", "needs a tuple ROWS with the feature's rows, of the kind Action."),
    ],
)
def test_a_site_with_wrong_rows_does_not_start_and_says_where_they_stand(table: str, rows: str, words: str):
    name = f"handover.portal.expected.{table}"
    put = f"import sys; from importlib import machinery, util; spec = machinery.ModuleSpec('{name}', None)"
    start = f"{put}; sys.modules[spec.name] = util.module_from_spec(spec); sys.modules[spec.name].ROWS = {rows}"
    ended = subprocess.run(
        [sys.executable, "-c", f"{start}\nfrom handover.cli.site import set_up\nset_up()"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("The site cannot start:\n")
    assert name in ended.stderr
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(("table", "kind", "key"), KEYS)
def test_no_two_rows_of_a_table_have_one_key(table: str, kind: type[object], key: str):
    keys = Counter(getattr(row, key) for row in collect_rows(table, kind))
    assert [each for each, count in keys.items() if count > 1] == [], "The later row would hide the earlier one."


def test_a_feature_with_tables_says_how_long_they_are_kept_and_what_they_tell_of_people():
    missing = [
        f"{feature}/{module}.py"
        for feature in FEATURES
        if (settings.HERE / feature / "models.py").exists()
        for module in ("retention_rules", "personal_columns")
        if find_spec(f"handover.portal.{feature}.{module}") is None
    ]
    assert missing == [], "Add these modules, with a row for each table of the feature."


def test_every_permission_is_given_to_roles_that_there_are():
    strangers = {(each.key, role) for each in PERMISSIONS for role in each.roles - set(ROLES)}
    assert strangers == set(), "Add the role to ROLES of accounts/roles.py, or take its key out of the permission."
    assert all(each.roles for each in PERMISSIONS)


def test_every_role_may_do_something_and_has_somebody_in_the_cast(cast: Cast):
    assert [key for key in ROLES if not ALLOWED[key]] == [], (
        "Name the role in a group of web/roles.py or in a permission."
    )
    missing = set(ROLES) - {person.role for person in cast.people}
    assert missing == set(), "Add a person of each of these roles to tests/cast.py."


def test_permissions_have_keys_of_their_own_and_names_of_those_keys():
    keys = [each.key for each in PERMISSIONS]
    assert len(keys) == len(set(keys))
    for feature in FEATURES:
        name = f"handover.portal.{feature}.permissions"
        if find_spec(name):
            held = {word: value for word, value in vars(import_module(name)).items() if isinstance(value, Permission)}
            assert {word: value.key.upper() for word, value in held.items()} == {word: word for word in held}
            assert set(held.values()) == set(import_module(name).ROWS), f"Put every permission into ROWS of {name}."
