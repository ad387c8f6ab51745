"""A site that is updated: what libraries kept of its people's second steps is taken over."""

import json
from hashlib import sha1
from hmac import HMAC
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from handover.portal.accounts import second_step
from handover.portal.accounts.sign_in_models import AuthenticatorApp
from tests.cast import SECRET, Cast
from tests.moments import NOW

pytestmark = pytest.mark.both_databases("tables that libraries made")

taking_over = import_module("handover.portal.accounts.migrations.0004_from_libraries")
SEED = "5f" * 40


@pytest.fixture
def old(cast: Cast) -> list[str]:
    """Bryn's second step as it was kept before, with the first recovery code used; the codes that he has on paper."""
    column = "jsonb" if connection.vendor == "postgresql" else "text"
    rows = [
        ("totp", {"secret": second_step.sealed_secret(SECRET)}),
        ("recovery_codes", {"seed": second_step.sealed_secret(SEED), "used_mask": 1}),
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE mfa_authenticator (id integer, user_id bigint, type varchar(20), data {column})")
        for number, (kind, data) in enumerate(rows):
            cursor.execute(
                "INSERT INTO mfa_authenticator VALUES (%s, %s, %s, %s)", [number, cast.bryn.pk, kind, json.dumps(data)]
            )
    digest, codes = HMAC(SEED.encode(), digestmod=sha1), []
    for number in range(10):
        digest.update(f"{number:3},".encode())
        codes.append(str(int.from_bytes(digest.digest()[:4], "big") % 100_000_000).zfill(8))
    taking_over.take_over_second_steps(apps, SimpleNamespace(connection=connection))
    return codes


def test_the_app_goes_on_working(cast: Cast, old: list[str]) -> None:
    assert second_step.opened_secret(AuthenticatorApp.objects.get(user=cast.bryn).secret) == SECRET
    assert second_step.take_code(cast.bryn, second_step.code_at(SECRET, NOW), NOW)


def test_recovery_codes_on_paper_go_on_working_once(cast: Cast, old: list[str]) -> None:
    assert not second_step.take_code(cast.bryn, old[0], NOW)
    assert second_step.take_code(cast.bryn, old[1], NOW)
    assert not second_step.take_code(cast.bryn, old[1], NOW)
    assert second_step.recovery_codes_left(cast.bryn) == 8


def test_a_new_site_has_nothing_to_take_over(cast: Cast) -> None:
    before = AuthenticatorApp.objects.count()
    taking_over.take_over_second_steps(apps, SimpleNamespace(connection=connection))
    assert AuthenticatorApp.objects.count() == before
