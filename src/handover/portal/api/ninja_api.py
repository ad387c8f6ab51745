"""The operations as django-ninja knows them, made from their table."""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import NinjaAPI

from handover.portal.api.auth import KeyGate, VendorGate
from handover.portal.api.operation import ApiOperation, ApiRequest
from handover.portal.api.operations import OPERATIONS
from handover.portal.api.refusals import ApiRefusal, describe_unknown_parameter, explain_fault, write_refusal


def answer_with_refusal(request: HttpRequest, fault: Any) -> HttpResponse:
    """Answer whatever was raised with a problem document."""
    return write_refusal(explain_fault(request, fault))


class SoftwareAPI(NinjaAPI):
    """The API, of which every fault is answered in one way."""

    def set_default_exception_handlers(self) -> None:
        """Answer no fault in any other way."""
        self.add_exception_handler(Exception, answer_with_refusal)


def refuse_unknown_parameters(operation: ApiOperation) -> Callable[..., HttpResponseBase]:
    """Return the call of an operation that refuses parameters which its description does not name: a misspelt filter, passed
    over in silence, would list everything.
    """

    @wraps(operation.call)
    def call(request: ApiRequest, **values: Any) -> HttpResponseBase:
        known = find_query_parameters(operation.public_path, operation.method.lower())
        if unknown := [name for name in request.GET if name not in known]:
            raise ApiRefusal(
                "api.bad_values", problems=[describe_unknown_parameter(name, known) for name in sorted(unknown)]
            )
        return operation.call(request, **values)

    return call


@cache
def describe_paths() -> dict[str, Any]:
    """Return what django-ninja says of every path: made once, as it takes as long as many requests."""
    paths: dict[str, Any] = API.get_openapi_schema(path_prefix="")["paths"]
    return paths


@cache
def find_query_parameters(path: str, method: str) -> tuple[str, ...]:
    """Return the names that the description of an operation has for what may stand behind the `?`, in its order."""
    parameters = describe_paths()[path][method]["parameters"]
    return tuple(each["name"] for each in parameters if each["in"] == "query")


API: Final = SoftwareAPI(title="Handover", version="1", urls_namespace="api-1", docs_url=None, openapi_url=None)
for _row in OPERATIONS.values():
    API.default_router.add_api_operation(
        _row.path,
        [_row.method],
        refuse_unknown_parameters(_row),
        auth=VendorGate() if _row.for_vendors else KeyGate(_row.needs),
        response=dict(_row.answers),
        operation_id=_row.key,
        summary=_row.summary.en,
        description=_row.about.en,
        tags=[_row.group],
    )
