"""Which files are taken, how large, and what sending them may cost."""

from handover.portal.configuration.parsing import (
    parse_clamd_address,
    parse_days,
    parse_file_names,
    parse_flag,
    parse_positive,
)
from handover.portal.configuration.setting import SettingGroup, setting


class UploadSettings(SettingGroup):
    """Which files are taken, how large, and what sending them may cost."""

    ctf_max_mb = setting(
        "HANDOVER_CTF_MAX_MB",
        parse_positive,
        "25",
        "The largest Common Transfer File, or other file that is not a generic zip, that is taken, in MiB. Such a file is "
        "checked whole: while that lasts, a process holds some three times its size in memory.",
    )
    generic_school_mb = setting(
        "HANDOVER_GENERIC_SCHOOL_MB", parse_positive, "4", "The largest generic zip taken from a school, in MiB."
    )
    generic_la_mb = setting(
        "HANDOVER_GENERIC_LA_MB", parse_positive, "10", "The largest generic zip taken from a local authority, in MiB."
    )
    generic_tell = setting(
        "HANDOVER_GENERIC_TELL", parse_flag, "no", "Whether the receiver gets an e-mail when a generic zip arrives."
    )
    names_census = setting(
        "HANDOVER_NAMES_CENSUS",
        parse_file_names,
        "{source}_PLASC_{destination}_{number}.xml,{source}_SC1_{destination}_{number}.xml,"
        "{source}_SC2_{destination}_{number}.xml,{source}_SC3_{destination}_{number}.xml",
        "The names of census files, separated by commas: each with `{source}`, `{destination}` and a `{number}` of three "
        "digits. No public source confirms them; set what your schools' software writes.",
    )
    names_cfr = setting(
        "HANDOVER_NAMES_CFR",
        parse_file_names,
        "{source}_CFR_{destination}_{number}.xml",
        "The names of financial returns, in the same way.",
    )
    names_exclusion = setting(
        "HANDOVER_NAMES_EXCLUSION",
        parse_file_names,
        "{source}_EXC_{destination}_{number}.xml",
        "The names of exclusion files, in the same way.",
    )
    upload_files = setting(
        "HANDOVER_UPLOAD_FILES",
        parse_positive,
        "100",
        "The most files taken in one go; those beyond are named to their sender.",
    )
    upload_max_mb = setting(
        "HANDOVER_UPLOAD_MAX_MB",
        parse_positive,
        "250",
        "The largest request taken, all its files together, in MiB.",
    )
    upload_seconds = setting(
        "HANDOVER_UPLOAD_SECONDS",
        parse_positive,
        "300",
        "How long one request's bytes may take to arrive, in seconds.",
    )
    connections = setting(
        "HANDOVER_CONNECTIONS",
        parse_positive,
        "1000",
        "The most connections that a process of the web server has open; where they are used up, the slowest sender goes.",
    )
    bodies_memory_mb = setting(
        "HANDOVER_BODIES_MEMORY_MB",
        parse_positive,
        "64",
        "What all requests on their way in may hold in the memory of a process of the web server, in MiB.",
    )
    clamd = setting(
        "HANDOVER_CLAMD",
        parse_clamd_address,
        "",
        "The virus scanner that looks at every file before it goes on: `unix:/run/clamav/clamd.ctl` or `tcp:HOST:PORT`. Empty: "
        "none does. [More](../operator/scan.md).",
    )
    clamd_days = setting(
        "HANDOVER_CLAMD_DAYS",
        parse_days,
        "7",
        "Days after which the scanner's signatures are too old, so that files are held. `0`: their age is not asked.",
    )
