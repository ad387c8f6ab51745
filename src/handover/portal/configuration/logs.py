"""What the processes of the site say of themselves, and in which form."""

from handover.portal.configuration.parsing import parse_choice, parse_flag, parse_percent, parse_traces_address
from handover.portal.configuration.setting import SettingGroup, setting


class LogSettings(SettingGroup):
    """What the processes of the site say of themselves, and in which form."""

    log_form = setting(
        "HANDOVER_LOG_FORM",
        parse_choice("lines", "json"),
        "lines",
        "The log on standard error: `lines` for people, or `json`, an object a line, for programs. "
        "[More](../operator/logs.md).",
    )
    log_requests = setting(
        "HANDOVER_LOG_REQUESTS",
        parse_flag,
        "no",
        "A line for each request that was answered: its address by form, status, length and time, and nothing about who asked.",
    )
    traces = setting(
        "HANDOVER_TRACES",
        parse_traces_address,
        "",
        "Where OpenTelemetry traces go, by OTLP over HTTP, such as `http://127.0.0.1:4318/v1/traces`. Empty: none are made. "
        "Needs `handover[traces]`. [More](../operator/logs.md#traces).",
    )
    traces_percent = setting(
        "HANDOVER_TRACES_PERCENT", parse_percent, "100", "Of how many requests and jobs in a hundred a trace is made."
    )
