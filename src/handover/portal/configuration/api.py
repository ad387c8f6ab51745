"""What software may ask for through the API."""

from handover.portal.configuration.parsing import parse_positive
from handover.portal.configuration.setting import SettingGroup, setting


class ApiSettings(SettingGroup):
    """What software may ask for through the API."""

    api_requests_a_minute = setting(
        "HANDOVER_API_REQUESTS_A_MINUTE",
        parse_positive,
        "3000",
        "How many requests a minute a key may send to each process of the web server.",
    )
    api_certificate_field = setting(
        "HANDOVER_API_CERTIFICATE_FIELD",
        str,
        "",
        "For `handover serve` behind a proxy (`HANDOVER_PROXY`): the header field in which the proxy passes on the client "
        "certificate of a program that it has verified, or its SHA-256. Keys can then be bound to a certificate. The proxy "
        "must take away any such field that a program sends.",
    )
    api_upload_hours = setting(
        "HANDOVER_API_UPLOAD_HOURS",
        parse_positive,
        "24",
        "How long an upload in pieces that is not finished is kept, in hours.",
    )
