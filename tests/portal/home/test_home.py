from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from handover.portal.home.views import file_tasks, message_tasks
from handover.portal.paging import MOST_COUNTED
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import take_step
from handover.portal.transfers.waiting import WaitingFiles
from tests.cast import Cast
from tests.files import TOMOS, send

SignedIn = Callable[..., Client]


@pytest.mark.django_db
def test_a_visitor_is_told_what_this_is_and_where_to_sign_in(client: Client):
    page = client.get("/").content.decode()
    assert "safely from school to school" in page
    assert 'href="/sign-in/"' in page


def test_a_school_sees_how_many_files_wait(cast: Cast, signed_in: SignedIn):
    send(cast.alis, "6814990")
    send(cast.alis, "6814990", number=2, children=(TOMOS,))
    page = signed_in(cast.bryn).get("/").content.decode()
    assert "2 files to collect" in page


def test_a_school_with_nothing_to_do_is_told_so(cast: Cast, signed_in: SignedIn):
    assert "Nothing waits for you" in signed_in(cast.dev).get("/").content.decode()


def test_messages_that_nobody_has_read_wait_on_home(cast: Cast, signed_in: SignedIn):
    with override("en"):
        assert [task.words for task in message_tasks(2)] == ["2 new messages"]
        assert message_tasks(0) == []
    assert [task.href for task in message_tasks(1)] == ["/messages/"]


def test_files_that_came_back_lately_wait_on_home_and_open_narrowed(cast: Cast, signed_in: SignedIn):
    cast.alis.language = "en"
    cast.alis.save()
    file = send(cast.alis, "6814990").transfer
    take_step("reject", file, by=cast.bryn, now=timezone.now(), reason="Not coming")
    page = signed_in(cast.alis).get("/").content.decode()
    assert "1 file was rejected" in page
    assert 'href="/sent/?task=rejected-lately"' in page
    Transfer.objects.filter(pk=file.pk).update(moved_at=timezone.now() - timedelta(days=20))
    assert "1 file was rejected" not in signed_in(cast.alis).get("/").content.decode()


def test_the_national_administrator_sees_no_files(cast: Cast, signed_in: SignedIn):
    page = signed_in(cast.gwilym).get("/").content.decode()
    assert "Invite people" in page
    assert "Send files" not in page


@pytest.mark.parametrize(
    ("waiting", "words"),
    [
        (WaitingFiles(), []),
        (WaitingFiles(to_collect=1), ["1 file to collect"]),
        (WaitingFiles(to_collect=3, to_answer=1), ["1 file needs your answer", "3 files to collect"]),
        (WaitingFiles(to_confirm=2), ["2 files to confirm"]),
        (WaitingFiles(held=1, to_take=1), ["1 file is held", "1 file of a closed school to take"]),
        (WaitingFiles(to_collect=MOST_COUNTED + 1), ["more than 1,000 files to collect"]),
    ],
)
def test_what_waits_is_counted_in_words(waiting: WaitingFiles, words: list[str]):
    with override("en"):
        assert sorted(task.words for task in file_tasks(waiting)) == sorted(words)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1 ffeil i'w chasglu"),
        (2, "2 ffeil i'w casglu"),
        (3, "3 ffeil i'w casglu"),
        (6, "6 ffeil i'w casglu"),
        (11, "11 ffeil i'w casglu"),
    ],
)
def test_what_waits_is_counted_in_welsh_where_one_file_takes_a_mutation_and_several_do_not(count: int, words: str):
    with override("cy"):
        assert [task.words for task in file_tasks(WaitingFiles(to_collect=count))] == [words]
