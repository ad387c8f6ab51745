import pytest
from django.conf import settings
from django.test import Client

from handover.ctf.filename import FORMS
from handover.portal.transfers.flow import STATES
from handover.portal.transfers.kinds import CTF_KINDS
from handover.portal.web.help import topics

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("topic", topics().values(), ids=lambda topic: topic.slug)
def test_every_topic_is_in_the_contents_and_opens(client: Client, topic):
    assert f'href="/help/{topic.slug}/"' in client.get("/help/").content.decode()
    assert topic.title.en in client.get(f"/help/{topic.slug}/").content.decode()


def test_the_manual_explains_every_state(client: Client):
    page = client.get("/help/send/").content.decode()
    assert [look.name.en for look in STATES.values() if look.name.en not in page] == []


def test_the_manual_shows_every_name_that_can_be_sent_and_no_other(client: Client):
    page = client.get("/help/names/").content.decode()
    for form in FORMS:
        assert (f"<code>{form.example}</code>" in page) == (form.kind in CTF_KINDS)


def test_the_manual_tells_the_sites_own_time_limits(client: Client):
    page = client.get("/help/data/").content.decode()
    assert f"expires after {settings.CONFIG.collect_days} school days" in page
    assert f"dropped after {settings.CONFIG.ask_days} school days" in page
