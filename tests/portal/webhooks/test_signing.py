"""A webhook is signed as Standard Webhooks says, so that any receiver's library verifies it."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from handover.portal.webhooks.signing import invent_secret, sign_webhook, write_webhook

pytestmark = pytest.mark.any_database("signatures")


def test_the_example_of_the_specification():
    """The example of Standard Webhooks: its secret, id, moment and body, and the signature that they must have."""
    fields = sign_webhook(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        '{"test": 2432232314}',
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
        datetime.fromtimestamp(1614265330, UTC),
    )
    assert fields == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_what_a_webhook_says():
    body = write_webhook(
        "transfer.waiting", UUID(int=7), "6814990", datetime.fromisoformat("2026-09-03T10:30:00+01:00")
    )
    assert body == (
        '{"type":"transfer.waiting","timestamp":"2026-09-03T09:30:00Z",'
        '"data":{"id":"00000000-0000-0000-0000-000000000007","office":"6814990"}}'
    )


def test_no_two_secrets_are_alike():
    secrets = {invent_secret() for _ in range(50)}
    assert len(secrets) == 50
    assert {(secret[:6], len(secret)) for secret in secrets} == {("whsec_", 50)}
