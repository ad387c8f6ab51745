"""The zone server: its connections, its certificates, and what it pushes to whom."""

from handover.portal.configuration.parsing import (
    parse_choice,
    parse_flag,
    parse_networks,
    parse_optional_path,
    parse_positive,
    parse_zone_databases,
)
from handover.portal.configuration.setting import SettingGroup, setting


class ZoneSettings(SettingGroup):
    """The zone server: its connections, its certificates, and what it pushes to whom."""

    zone_databases = setting(
        "HANDOVER_ZONE_DATABASES",
        parse_zone_databases,
        "",
        "Further databases in which zones may lie, separated by blanks: a short name, `=` and an address as that of "
        "`DATABASE_URL`, such as `north=postgresql://USER:PASSWORD@HOST/NAME`. Empty: all zones lie in the site's own. "
        "[More](../operator/zone.md#zones-in-several-databases).",
    )
    zone_connections = setting(
        "HANDOVER_ZONE_CONNECTIONS",
        parse_positive,
        "256",
        "Connections of agents that one process of `handover zone serve` keeps open. When they are all in use, the one that "
        "has been idle longest makes room.",
    )
    zone_idle_seconds = setting(
        "HANDOVER_ZONE_IDLE_SECONDS",
        parse_positive,
        "75",
        "Seconds for which a connection is kept open for an agent's next message: longer than agents need between two "
        "messages of one job, shorter than firewalls remember.",
    )
    zone_head_seconds = setting(
        "HANDOVER_ZONE_HEAD_SECONDS",
        parse_positive,
        "10",
        "Seconds within which the head of a message's request must be there, from its first byte on.",
    )
    zone_body_seconds = setting(
        "HANDOVER_ZONE_BODY_SECONDS",
        parse_positive,
        "120",
        "Seconds within which a message must be there: a long one over a school's slow line needs about so many.",
    )
    zone_memory_mb = setting(
        "HANDOVER_ZONE_MEMORY_MB",
        parse_positive,
        "256",
        "How much the long messages that are arriving at one process may take up together, in MiB. Who sends another is "
        "asked to try again (HTTP status 503).",
    )
    zone_certificate = setting(
        "HANDOVER_ZONE_CERTIFICATE",
        parse_optional_path,
        "",
        "The certificate of `handover zone serve`, a file in PEM; with it zones speak HTTPS. It is shown to agents that "
        "messages are pushed to, too, if they ask. Empty: HTTP.",
    )
    zone_key = setting(
        "HANDOVER_ZONE_KEY",
        parse_optional_path,
        "",
        "The certificate's private key, a file in PEM. Empty: it is in the certificate's file.",
    )
    zone_clients = setting(
        "HANDOVER_ZONE_CLIENTS",
        parse_choice("none", "optional", "required"),
        "none",
        "Whether agents are asked for a certificate of their own: `none`, `optional`, or `required` for every connection. "
        "Which one an agent must show is set with the agent.",
    )
    zone_client_authority = setting(
        "HANDOVER_ZONE_CLIENT_AUTHORITY",
        parse_optional_path,
        "",
        "The certificates of the authorities that sign agents' certificates, a file in PEM.",
    )
    zone_proxy_field = setting(
        "HANDOVER_ZONE_PROXY_FIELD",
        str,
        "",
        "For `handover serve` behind a proxy (`HANDOVER_PROXY`): the header field in which the proxy passes on the common "
        "name of an agent's certificate that it has verified. The proxy must take away any such field that an agent sends.",
    )
    zone_tls_floor = setting(
        "HANDOVER_ZONE_TLS_FLOOR",
        parse_choice("1.0", "1.1", "1.2", "1.3"),
        "1.2",
        "The oldest TLS that zones and agents may speak to each other. Below 1.2 only while agents are in use that have "
        "nothing better: it lowers the security of every connection.",
    )
    zone_push_places = setting(
        "HANDOVER_ZONE_PUSH_PLACES",
        parse_positive,
        "32",
        "Agents that one process pushes messages to at the same time, those apart that are slow or cannot be reached.",
    )
    zone_push_networks = setting(
        "HANDOVER_ZONE_PUSH_NETWORKS",
        parse_networks,
        "",
        "The networks that messages may be pushed into, separated by commas, such as `10.20.0.0/16`; `0.0.0.0/0` and `::/0` "
        "stand for all public ones. Empty: public addresses only. This machine and private networks must be named; where "
        "cloud machines look up their own secrets messages are never pushed.",
    )
    zone_url = setting(
        "HANDOVER_ZONE_URL",
        str,
        "",
        "Where agents reach the zones, without `/zone/…`, for the addresses that are made for them. Empty: `HANDOVER_URL`.",
    )
    zone_open_to_everyone = setting(
        "HANDOVER_ZONE_OPEN_TO_EVERYONE",
        parse_flag,
        "no",
        "Zones whose policy is open take messages from everybody who reaches the server, without proof of who it is. `no`: "
        "only where the server listens on loopback and nothing is passed on to it.",
    )
    arrivals_a_day = setting(
        "HANDOVER_ARRIVALS_A_DAY",
        parse_positive,
        "400",
        "How many new pupils of one school the hub begins to look for in a day, whose records are then asked for. What the "
        "school's software, or its list of expected pupils, says beyond that waits until the next day, and the school is told.",
    )
    zone_push_authority = setting(
        "HANDOVER_ZONE_PUSH_AUTHORITY",
        parse_optional_path,
        "",
        "The certificates of the authorities that sign those of agents that messages are pushed to, a file in PEM. Empty: "
        "the authorities that this machine trusts.",
    )
    zone_push_check_names = setting(
        "HANDOVER_ZONE_PUSH_CHECK_NAMES",
        parse_flag,
        "yes",
        "An agent that messages are pushed to must have a certificate for the host name in its address. Old agents' "
        "certificates often name the agent instead: `no` accepts any name that the authority signed.",
    )
