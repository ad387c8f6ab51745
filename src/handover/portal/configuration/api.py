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
    api_upload_hours = setting(
        "HANDOVER_API_UPLOAD_HOURS",
        parse_positive,
        "24",
        "How long an upload in pieces that is not finished is kept, in hours.",
    )
