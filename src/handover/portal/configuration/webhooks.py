"""Where webhooks may go, and how long is kept what came of them."""

from handover.portal.configuration.parsing import parse_flag, parse_networks, parse_ports, parse_positive
from handover.portal.configuration.setting import SettingGroup, setting


class WebhookSettings(SettingGroup):
    """Where webhooks may go, and how long is kept what came of them."""

    webhook_networks = setting(
        "HANDOVER_WEBHOOK_NETWORKS",
        parse_networks,
        "",
        "The networks into which webhooks may go, separated by commas, such as `10.20.0.0/16`; `0.0.0.0/0` and `::/0` stand "
        "for all public ones. Empty: public addresses only. This machine and private networks must be named; where cloud "
        "machines look up their own secrets webhooks never go.",
    )
    webhook_ports = setting(
        "HANDOVER_WEBHOOK_PORTS",
        parse_ports,
        "443,8443",
        "The ports to which webhooks may go, separated by commas.",
    )
    webhook_plain_http = setting(
        "HANDOVER_WEBHOOK_PLAIN_HTTP",
        parse_flag,
        "no",
        "Webhooks may go to addresses without HTTPS. Whoever listens on the way then learns that something happened, and can "
        "hold it back; for receivers inside a network that is named above. Its ports must be allowed as well.",
    )
    webhook_days = setting(
        "HANDOVER_WEBHOOK_DAYS",
        parse_positive,
        "31",
        "Days for which is kept which webhooks were sent, and what came of them.",
    )
