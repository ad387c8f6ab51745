"""Reminders, metrics, messages, reports, matchings, and the processes of the site."""

from handover.portal.configuration.parsing import (
    parse_flag,
    parse_matching_backend,
    parse_networks,
    parse_optional_path,
    parse_positive,
    parse_weekday,
    parse_whole_number,
)
from handover.portal.configuration.setting import SettingGroup, setting


class WorkSettings(SettingGroup):
    """Reminders, metrics, messages, reports, matchings, and the processes of the site."""

    reminder_day = setting(
        "HANDOVER_REMINDER_DAY",
        parse_weekday,
        "1",
        "The day of the weekly reminder where an authority has chosen none: 1 is Monday, 5 is Friday.",
    )
    metrics_networks = setting(
        "HANDOVER_METRICS_NETWORKS",
        parse_networks,
        "127.0.0.0/8,::1/128",
        "The networks from which `/metrics` may be read, separated by commas. To all others it does not exist.",
    )
    message_recipients = setting(
        "HANDOVER_MESSAGE_RECIPIENTS", parse_positive, "10", "The most recipients of one secure message."
    )
    message_characters = setting(
        "HANDOVER_MESSAGE_CHARACTERS", parse_positive, "20000", "The longest text of a secure message, in characters."
    )
    message_unread_days = setting(
        "HANDOVER_MESSAGE_UNREAD_DAYS",
        parse_positive,
        "31",
        "Days for which a secure message that nobody reads is kept. Its recipient is told before it goes.",
    )
    message_read_days = setting(
        "HANDOVER_MESSAGE_READ_DAYS", parse_positive, "14", "Days for which a secure message is kept once it was read."
    )
    report_schools = setting(
        "HANDOVER_REPORT_SCHOOLS", parse_positive, "20", "The most schools that can be chosen for one report."
    )
    report_authorities = setting(
        "HANDOVER_REPORT_AUTHORITIES",
        parse_positive,
        "10",
        "The most authorities of a cluster report on screen, one's own among them. As a file it can hold all of them.",
    )
    publish_outcomes = setting(
        "HANDOVER_PUBLISH_OUTCOMES",
        parse_flag,
        "no",
        "Show everybody at `/outcomes/published/`, without sign-in, what became of records: figures of the whole site in which "
        "no school and no small number is told. [More](../authority/outcomes.md).",
    )
    matching_threads = setting(
        "HANDOVER_MATCHING_THREADS", parse_positive, "2", "Processor threads that a matching with the census may use."
    )
    matching_mb = setting(
        "HANDOVER_MATCHING_MB",
        parse_positive,
        "2048",
        "Memory that a matching with the census may use before it turns to the disk, in MiB.",
    )
    matching_backend = setting(
        "HANDOVER_MATCHING_BACKEND",
        parse_matching_backend,
        "duckdb",
        "Where a matching with the census is done: `duckdb` in the worker, or `spark` on a Spark cluster.",
    )
    spark_address = setting(
        "HANDOVER_SPARK_ADDRESS",
        str,
        "local[*]",
        "The Spark cluster for matchings, such as `spark://host.example:7077`.",
    )
    spark_folder = setting(
        "HANDOVER_SPARK_FOLDER",
        parse_optional_path,
        "",
        "Folder for what a matching hands to the Spark cluster. The cluster must read it under the same name. It is emptied.",
    )
    leaving_seconds = setting(
        "HANDOVER_LEAVING_SECONDS",
        parse_whole_number,
        "0",
        "Seconds for which `handover serve`, told to stop, goes on answering while `/readyz` says that it is not ready: as "
        "long as a load balancer takes to notice. [More](../operator/install.md#upgrading-while-people-work).",
    )
    workers = setting("HANDOVER_WORKERS", parse_positive, "2", "Web server processes.")
    threads = setting(
        "HANDOVER_THREADS", parse_positive, "8", "Requests that one web server process answers at the same time."
    )
