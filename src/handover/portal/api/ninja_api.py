"""The operations as django-ninja knows them, made from their table."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from handover.portal.api.auth import KeyGate
from handover.portal.api.operations import OPERATIONS
from handover.portal.api.refusals import explain_fault, write_refusal


def answer_with_refusal(request: HttpRequest, fault: Any) -> HttpResponse:
    """Answer whatever was raised with a problem document."""
    return write_refusal(explain_fault(request, fault))


class SoftwareAPI(NinjaAPI):
    """The API, of which every fault is answered in one way."""

    def set_default_exception_handlers(self) -> None:
        """Answer no fault in any other way."""
        self.add_exception_handler(Exception, answer_with_refusal)


API: Final = SoftwareAPI(title="Handover", version="1", urls_namespace="api-1", docs_url=None, openapi_url=None)
for _row in OPERATIONS.values():
    API.default_router.add_api_operation(
        _row.path,
        [_row.method],
        _row.call,
        auth=KeyGate(_row.needs),
        response=dict(_row.answers),
        operation_id=_row.key,
        summary=_row.summary.en,
        description=_row.about.en,
        tags=[_row.group],
    )
