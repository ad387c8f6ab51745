"""An operator makes people from the command line."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from handover.portal.accounts.models import User
from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from tests.cast import Cast
from tests.sign_in import sign_in

PASSWORD = "three-otters-on-a-bicycle"


def run(command: str, *words: str) -> str:
    out = StringIO()
    call_command(command, *words, stdout=out)
    return out.getvalue()


def test_the_first_administrator_is_made_and_gets_in(db: None, client: Client) -> None:
    words = ("--name", "Gwen Tirion", "--email", "gwen@example.org", "--role", "national")
    printed = run("create_person", "gwen", *words)
    client.get(re.search(r"/link/[\w-]+/", printed)[0])
    client.post("/link/", {"username": "gwen", "password": PASSWORD, "again": PASSWORD})
    assert sign_in(client, "gwen", PASSWORD, follow=True).redirect_chain[-1] == ("/account/second-step/", 302)
    entry = Entry.objects.get(action="person.created")
    assert (entry.username, entry.subject) == ("handover", "gwen")
    assert not Notice.objects.exists()


def test_somebody_is_invited_and_the_link_is_not_printed(cast: Cast) -> None:
    words = ("--name", "Ceri Blodwen", "--email", "ceri@example.org", "--role", "school", "--at", "6812990")
    printed = run("invite", "681ceri", *words)
    assert "by another way than e-mail" in printed
    assert "/link/" not in printed
    assert Notice.objects.get().recipient == "ceri@example.org"


@pytest.mark.parametrize("command", ["invite", "create_person"])
def test_all_that_is_wrong_is_said(cast: Cast, command: str) -> None:
    words = ("--name", "C", "--email", "c@hotmail.com", "--role", "lea-user", "--at", "6812990")
    with pytest.raises(CommandError) as fault:
        run(command, "alis", *words)
    for reason in ("has the username", "private mail service", "belongs at a local authority"):
        assert reason in str(fault.value)
    assert User.objects.filter(username="alis").count() == 1
