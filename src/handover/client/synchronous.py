"""The client for programs that wait for each answer."""

import time
from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from handover.client.answers import AnsweredPage
from handover.client.calls import Calls
from handover.client.conversation import ClientAnswer, ClientRequest, Conversation, LostAnswer, Order, Pause
from handover.client.faults import NotTheApi
from handover.client.retrying import PIECES_ABOVE, Asking, RetryRules
from handover.client.vendor_login import VendorLogin
from handover.client.wire import SECONDS, AnswerTaker, BodyPieces, build_arguments, find_api, make_auth, make_headers

Result = TypeVar("Result")
Item = TypeVar("Item")


class Client(Calls):
    """Asks one site with one key, or for a vendor (`VendorLogin`) with tokens that it gets by itself.

    `language` is that of all sentences, `en` or `cy`; `retries` says how patient it is, and `seconds` for how long the site may
    be silent. Files of more than `pieces_above` bytes go in pieces of at most so many. `headers` go with every request;
    `transport` is httpx's, for certificates of one's own or for tests. Raises ValueError for an address or key that is none.
    One client may be used by several threads.
    """

    def __init__(
        self,
        url: str,
        key: str | VendorLogin,
        *,
        language: str = "en",
        retries: RetryRules | None = None,
        seconds: float = SECONDS,
        pieces_above: int = PIECES_ABOVE,
        headers: Mapping[str, str] | None = None,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.asking = Asking(retries or RetryRules(), pieces_above)
        self._sleep = sleep
        api = find_api(url)
        self._http = httpx.Client(
            base_url=api,
            auth=make_auth(api, key),
            headers=make_headers(language, headers),
            timeout=seconds,
            transport=transport,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def perform(self, conversation: Conversation[Result]) -> Result:
        """Carry out a conversation, and return what comes of it."""
        done: object = None
        try:
            while True:
                done = self._carry_out(conversation.send(done))
        except StopIteration as end:
            result: Result = end.value
            return result
        finally:
            conversation.close()

    def walk(self, ask_page: Callable[[str | None], Conversation[AnsweredPage[Item]]]) -> Iterator[Item]:
        """Go through a list, page by page."""
        cursor: str | None = None
        while True:
            page = self.perform(ask_page(cursor))
            yield from page.items
            if page.next is None:
                return
            if page.next == cursor:
                raise NotTheApi(reason="next")
            cursor = page.next

    def _carry_out(self, order: Order) -> object:
        if isinstance(order, ClientRequest):
            return self._exchange(order)
        if isinstance(order, Pause):
            self._sleep(order.seconds)
            return None
        return order.work()

    def _exchange(self, request: ClientRequest) -> ClientAnswer | LostAnswer:
        arguments: dict[str, Any] = build_arguments(request)
        if request.body is not None:
            arguments["content"] = BodyPieces(request)
        try:
            with self._http.stream(**arguments) as response:
                taker = AnswerTaker(request, response.status_code, response.headers)
                taker.begin()
                for piece in response.iter_raw():
                    taker.take(piece)
                return taker.end()
        except httpx.TransportError as fault:
            return LostAnswer(str(fault) or type(fault).__name__)
