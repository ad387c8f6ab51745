"""The slips that are looked for, as a table. They are for production: a demo holds invented children and makes its own secrets.

A slip that lays children's records open, or with which the site cannot do its work, stops the start. Where the site may be
right all the same, as far as can be told from here, there is a warning: `handover serve` and `handover worker` print it, and
`handover manage check --deploy` lists it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from handover.portal.configuration.api import ApiSettings
from handover.portal.configuration.site import SiteSettings
from handover.portal.configuration.work import WorkSettings
from handover.portal.configuration.zones import ZoneSettings
from handover.portal.starting import addresses, guessable, places
from handover.portal.starting.rule import Effect, StartRule

if TYPE_CHECKING:
    from handover.portal.config import Config

REFUSED, WARNED = Effect.REFUSED, Effect.WARNED

RULES: Final[tuple[StartRule, ...]] = (
    StartRule(
        "secret-key",
        REFUSED,
        "The secret key is short, a pattern, the demo's own or copied from a page.",
        (SiteSettings.secret_key,),
        guessable.weak_secret_key,
    ),
    StartRule(
        "master-key",
        REFUSED,
        "The master key is a pattern, such as 32 equal bytes, or the demo's own.",
        (SiteSettings.master_key,),
        guessable.weak_master_key,
    ),
    StartRule(
        "typed-master-key",
        WARNED,
        "The master key consists of characters alone, as if it were made from a text. It may be random all the same.",
        (SiteSettings.master_key,),
        guessable.typed_master_key,
    ),
    StartRule(
        "backup-key",
        REFUSED,
        "The backup key is a pattern, or the master key itself.",
        (SiteSettings.backup_key, SiteSettings.master_key),
        guessable.weak_backup_key,
    ),
    StartRule(
        "hosts", REFUSED, "The site answers under any name, or under none.", (SiteSettings.hosts,), addresses.bad_hosts
    ),
    StartRule(
        "wide-hosts",
        WARNED,
        "The site answers under every name below one.",
        (SiteSettings.hosts,),
        addresses.wide_hosts,
    ),
    StartRule("url", REFUSED, "The site's own address is not `https://HOST`.", (SiteSettings.url,), addresses.bad_url),
    StartRule(
        "strange-url",
        WARNED,
        "The site does not answer under its own address.",
        (SiteSettings.url, SiteSettings.hosts),
        addresses.strange_url,
    ),
    StartRule("https", WARNED, "Cookies go without HTTPS.", (SiteSettings.https,), addresses.without_https),
    StartRule(
        "proxy-networks",
        REFUSED,
        "Anybody is believed who says that they are the proxy.",
        (SiteSettings.proxy, SiteSettings.proxy_networks),
        addresses.everybody_a_proxy,
    ),
    StartRule(
        "proxy-field",
        WARNED,
        "A proxy is to pass on certificates of agents or programs, and no proxy is trusted.",
        (
            SiteSettings.proxy,
            ZoneSettings.zone_proxy_field,
            ApiSettings.api_certificate_field,
            ApiSettings.api_issuer_field,
            ApiSettings.api_subject_field,
        ),
        addresses.field_without_proxy,
    ),
    StartRule(
        "metrics",
        WARNED,
        "Everybody may read the metrics.",
        (WorkSettings.metrics_networks,),
        addresses.metrics_for_all,
    ),
    StartRule(
        "places",
        REFUSED,
        "Every account of the machine can read or change the database's file, the folder of files or the file of anchors.",
        (SiteSettings.database_url, SiteSettings.files, SiteSettings.audit_anchors),
        places.open_places,
    ),
    StartRule("root", WARNED, "The site runs as root. In a container that may be meant.", (), places.as_root),
    StartRule(
        "database-tls",
        WARNED,
        "The database is on another machine and need not prove who it is. A private network may do that for it.",
        (SiteSettings.database_url, SiteSettings.database_replica_url, ZoneSettings.zone_databases),
        addresses.unverified_database,
    ),
    StartRule(
        "mail-tls",
        WARNED,
        "The password for the mail server goes over a network in clear.",
        (SiteSettings.smtp_url,),
        addresses.mail_in_clear,
    ),
    StartRule(
        "mail",
        WARNED,
        "E-mails go nowhere, or come from an address that no mail server takes.",
        (SiteSettings.smtp_url, SiteSettings.mail_from),
        addresses.mail_waits,
    ),
)


def slips(config: "Config", effect: Effect) -> Iterator[tuple[StartRule, str]]:
    """Yield the slips of one effect with a sentence for each; a rule whose settings could not be read is passed over."""
    if config.demo:
        return
    for rule in RULES:
        if rule.effect == effect and all(row.name in config.values for row in rule.settings):
            yield from ((rule, sentence) for sentence in rule.find(config))
