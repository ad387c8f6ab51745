"""The client for programs on asyncio. Files are read and written in threads, so that nothing else waits for a disk."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
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


class AsyncClient(Calls):
    """Asks one site with one key, as `Client` does; every call is awaited, and lists are gone through with `async for`."""

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
        transport: httpx.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.asking = Asking(retries or RetryRules(), pieces_above)
        self._sleep = sleep
        api = find_api(url)
        self._http = httpx.AsyncClient(
            base_url=api,
            auth=make_auth(api, key),
            headers=make_headers(language, headers),
            timeout=seconds,
            transport=transport,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def perform(self, conversation: Conversation[Result]) -> Result:
        """Carry out a conversation, and return what comes of it."""
        done: object = None
        try:
            while True:
                done = await self._carry_out(conversation.send(done))
        except StopIteration as end:
            result: Result = end.value
            return result
        finally:
            conversation.close()

    async def walk(self, ask_page: Callable[[str | None], Conversation[AnsweredPage[Item]]]) -> AsyncIterator[Item]:
        """Go through a list, page by page."""
        cursor: str | None = None
        while True:
            page = await self.perform(ask_page(cursor))
            for item in page.items:
                yield item
            if page.next is None:
                return
            if page.next == cursor:
                raise NotTheApi(reason="next")
            cursor = page.next

    async def _carry_out(self, order: Order) -> object:
        if isinstance(order, ClientRequest):
            return await self._exchange(order)
        if isinstance(order, Pause):
            await self._sleep(order.seconds)
            return None
        return await asyncio.to_thread(order.work)

    async def _exchange(self, request: ClientRequest) -> ClientAnswer | LostAnswer:
        arguments: dict[str, Any] = build_arguments(request)
        if request.body is not None:
            arguments["content"] = _AsyncPieces(request)
        try:
            async with self._http.stream(**arguments) as response:
                taker = AnswerTaker(request, response.status_code, response.headers)
                await asyncio.to_thread(taker.begin)
                async for piece in response.aiter_raw():
                    await asyncio.to_thread(taker.take, piece)
                return taker.end()
        except httpx.TransportError as fault:
            return LostAnswer(str(fault) or type(fault).__name__)


class _AsyncPieces:
    def __init__(self, request: ClientRequest) -> None:
        self._pieces = BodyPieces(request)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece
