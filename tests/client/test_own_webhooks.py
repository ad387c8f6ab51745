"""A vendor's program makes its own webhooks with the client, and looks after them."""

import pytest

from handover.client import ApiProblem
from handover.client.webhooks import begin_webhook, end_kept_webhook
from tests.client.talking import ASKING, CUT, refuses, says, talk

ADDRESS = "https://mis.example/handover"
RAW = {"reference": "r", "name": "n", "address": ADDRESS, "events": ["e"], "state": "on", "failed": 0, "secret": "s"}


def test_a_program_makes_a_webhook_tries_it_and_deletes_it(keyed_site):
    with keyed_site.client("hints") as client:
        made = client.make_webhook("SIMS", ADDRESS, ["transfer.waiting"])
        assert made.secret.startswith("whsec_")
        assert made.secret not in repr(made)
        (kept,) = client.webhooks()
        assert (kept.reference, kept.address, kept.state, kept.secret) == (made.reference, ADDRESS, "on", None)
        tried = client.test_webhook(made.reference)
        assert (tried.event, tried.subject, tried.state) == ("webhook.test", made.reference, "waiting")
        assert [each.id for each in client.webhook_deliveries(made.reference, state="waiting")] == [tried.id]
        assert client.send_webhook_again(made.reference, tried.reference).id == tried.id
        assert client.send_failed_webhooks_again(made.reference) == 0
        assert client.change_webhook(made.reference, events=["transfer.moved"]).events == ("transfer.moved",)
        assert client.change_webhook(made.reference, paused=True).state == "paused"
        renewed = client.replace_webhook_secret(made.reference, overlap_days=1)
        assert renewed.secret != made.secret
        assert renewed.former_secret_until is not None
        assert client.webhook(made.reference).state == "paused"
        assert client.delete_webhook(made.reference) is True
        assert client.delete_webhook(made.reference) is False
        with pytest.raises(ApiProblem) as refused:
            client.make_webhook("SIMS", "http://10.0.0.1/", ["transfer.waiting"])
        assert (refused.value.code, [each.code for each in refused.value.problems]) == (
            "api.webhook_refused",
            ["webhook.address_http"],
        )


def test_an_answer_that_is_lost_is_asked_for_again_under_the_same_key_so_that_the_secret_is_not_lost():
    done = talk(begin_webhook(ASKING, "n", ADDRESS, ["e"]), [CUT, says(201, RAW)])
    assert done.result.secret == "s"
    first, second = done.requests
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"]


def test_a_webhook_that_is_gone_already_is_no_fault():
    assert talk(end_kept_webhook(ASKING, "r"), [refuses(404, "api.not_found")]).result is False
