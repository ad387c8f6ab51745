"""The calls of a client, once for `Client` and `AsyncClient`: what is a value of the one is awaited of the other."""

from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar, overload

from handover.client import (
    authority,
    counties,
    fetching,
    lost_pupils,
    office_messages,
    operations,
    pupil_lists,
    sending,
)
from handover.client import webhooks as office_webhooks
from handover.client.answers import AnsweredPage
from handover.client.conversation import Conversation
from handover.client.retrying import Asking

if TYPE_CHECKING:
    from handover.client.asynchronous import AsyncClient
    from handover.client.synchronous import Client

Given = ParamSpec("Given")
Result = TypeVar("Result")
Item = TypeVar("Item")


class Call(Generic[Given, Result]):
    """A method that holds one conversation with the site and returns what comes of it."""

    def __init__(self, converse: Callable[Concatenate[Asking, Given], Conversation[Result]]) -> None:
        self._converse = converse
        self.__doc__ = converse.__doc__

    @overload
    def __get__(self, client: "Client", owner: type | None = None) -> Callable[Given, Result]: ...
    @overload
    def __get__(
        self, client: "AsyncClient", owner: type | None = None
    ) -> Callable[Given, Coroutine[Any, Any, Result]]: ...
    @overload
    def __get__(self, client: None, owner: type | None = None) -> "Call[Given, Result]": ...
    def __get__(self, client: Any, owner: type | None = None) -> Any:
        if client is None:
            return self

        @wraps(self._converse)
        def call(*args: Given.args, **kwargs: Given.kwargs) -> Any:
            return client.perform(self._converse(client.asking, *args, **kwargs))

        return call


class ListCall(Generic[Given, Item]):
    """A method that goes through a list of the site, page by page as it is needed."""

    def __init__(
        self, converse: Callable[Concatenate[Asking, str | None, Given], Conversation[AnsweredPage[Item]]]
    ) -> None:
        self._converse = converse
        self.__doc__ = converse.__doc__

    @overload
    def __get__(self, client: "Client", owner: type | None = None) -> Callable[Given, Iterator[Item]]: ...
    @overload
    def __get__(self, client: "AsyncClient", owner: type | None = None) -> Callable[Given, AsyncIterator[Item]]: ...
    @overload
    def __get__(self, client: None, owner: type | None = None) -> "ListCall[Given, Item]": ...
    def __get__(self, client: Any, owner: type | None = None) -> Any:
        if client is None:
            return self

        @wraps(self._converse)
        def walk(*args: Given.args, **kwargs: Given.kwargs) -> Any:
            return client.walk(lambda cursor: self._converse(client.asking, cursor, *args, **kwargs))

        return walk


class Calls:
    """What a client can do."""

    me = Call(operations.get_me)
    vendor_establishments = ListCall(operations.list_vendor_approvals)
    find_establishment = Call(operations.look_up_establishment)
    send = Call(sending.send_to_site)
    check = Call(operations.check_with_site)
    inbox = ListCall(operations.list_incoming)
    outbox = ListCall(operations.list_sent_files)
    head = Call(operations.get_head)
    fetch = Call(fetching.fetch_from_site)
    acknowledge = Call(operations.confirm_arrival)
    reject = Call(operations.refuse_arrival)
    recall = Call(operations.call_file_back)
    answer = Call(operations.answer_transfer)
    track = Call(operations.track_transfer)
    notices = ListCall(operations.list_site_notices)
    acknowledge_notice = Call(operations.confirm_notice)
    search = Call(authority.ask_for_lost_pupils)
    reports = Call(authority.list_site_reports)
    report = Call(authority.save_report)
    records_in_sif = Call(operations.get_records_in_sif)
    messages = ListCall(office_messages.list_own_messages)
    message = Call(office_messages.get_own_message)
    mark_message_read = Call(office_messages.confirm_reading)
    send_message = Call(office_messages.post_message)
    sent_messages = ListCall(office_messages.list_own_sent_messages)
    sent_message = Call(office_messages.track_message)
    expected = ListCall(pupil_lists.list_awaited_pupils)
    expect = Call(pupil_lists.put_on_list)
    expect_no_more = Call(pupil_lists.take_off_list)
    offers = ListCall(pupil_lists.list_offered_places)
    bring_offers = Call(pupil_lists.bring_list_of_offers)
    monitoring = ListCall(lost_pupils.list_watched_files)
    search_monitoring = Call(lost_pupils.look_for_files)
    lost_pupil = Call(lost_pupils.view_lost_pupil)
    release = Call(lost_pupils.send_lost_pupil_on)
    kept_searches = ListCall(lost_pupils.list_kept_searches)
    keep_search = Call(lost_pupils.begin_kept_search)
    end_search = Call(lost_pupils.end_kept_search)
    webhooks = Call(office_webhooks.list_kept_webhooks)
    make_webhook = Call(office_webhooks.begin_webhook)
    webhook = Call(office_webhooks.get_kept_webhook)
    change_webhook = Call(office_webhooks.change_kept_webhook)
    delete_webhook = Call(office_webhooks.end_kept_webhook)
    replace_webhook_secret = Call(office_webhooks.renew_webhook_secret)
    test_webhook = Call(office_webhooks.try_webhook)
    webhook_deliveries = ListCall(office_webhooks.list_webhook_attempts)
    send_webhook_again = Call(office_webhooks.repeat_webhook)
    send_failed_webhooks_again = Call(office_webhooks.repeat_failed_webhooks)
    training = Call(counties.get_training)
    move_clock = Call(counties.move_training_clock)
    provoke = Call(counties.provoke_in_training)
    training_emails = Call(counties.list_emails_of_training)
    reset_training = Call(counties.begin_training_anew)
