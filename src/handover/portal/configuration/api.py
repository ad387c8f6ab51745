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
    api_issuer_field = setting(
        "HANDOVER_API_ISSUER_FIELD",
        str,
        "",
        "The header field in which the proxy passes on who issued the client certificate, as RFC 4514 has it (nginx: "
        "`$ssl_client_i_dn`), with `HANDOVER_API_SUBJECT_FIELD`. Keys and vendors can then be bound to the holder of "
        "certificates, so that a renewed one goes on working. The proxy must check the chain, and leave both empty where it "
        "did not.",
    )
    api_subject_field = setting(
        "HANDOVER_API_SUBJECT_FIELD",
        str,
        "",
        "The header field in which the proxy passes on the holder of the client certificate (nginx: `$ssl_client_s_dn`).",
    )
    api_upload_hours = setting(
        "HANDOVER_API_UPLOAD_HOURS",
        parse_positive,
        "24",
        "How long an upload in pieces that is not finished is kept, in hours.",
    )
