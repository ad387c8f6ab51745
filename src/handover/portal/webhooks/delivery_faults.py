"""Why a webhook did not arrive, as a table: what is kept of it, in words, with what to do. Nothing of it names an address."""

from dataclasses import dataclass
from typing import Final

from handover.common.text import Text


@dataclass(frozen=True, slots=True)
class DeliveryFault:
    """One reason: its key, what it is, and what to do about it."""

    key: str
    words: Text
    remedy: Text


_RECEIVER: Final = Text(
    "Ask whoever runs the receiver to see to it. Until then it is tried again by itself.",
    "Gofynnwch i bwy bynnag sy'n rhedeg y derbynnydd edrych ar hyn. Tan hynny, mae'r wefan yn rhoi cynnig arall arni ei hun.",
)
ADDRESS_REFUSED: Final = DeliveryFault(
    "address",
    Text("The address is not allowed any more", "Nid yw'r cyfeiriad yn cael ei ganiatáu mwyach"),
    Text(
        "Its port, its network or plain HTTP is not allowed on this site. Give another address.",
        "Nid yw ei borth, ei rwydwaith neu HTTP plaen yn cael ei ganiatáu ar y wefan hon. Rhowch gyfeiriad arall.",
    ),
)
HOST_UNKNOWN: Final = DeliveryFault("unknown", Text("The host is not known", "Nid yw'r gwesteiwr yn hysbys"), _RECEIVER)
HOST_PRIVATE: Final = DeliveryFault(
    "private",
    Text("The host lies in a private network", "Mae'r gwesteiwr mewn rhwydwaith preifat"),
    Text(
        "Give an address that is reached from the internet, or ask those who run this site to name the network.",
        "Rhowch gyfeiriad sydd i'w gyrraedd o'r rhyngrwyd, neu gofynnwch i'r rhai sy'n rhedeg y wefan hon enwi'r "
        "rhwydwaith.",
    ),
)
NOT_REACHED: Final = DeliveryFault(
    "not-reached", Text("The receiver cannot be reached", "Does dim modd cyrraedd y derbynnydd"), _RECEIVER
)
CERTIFICATE: Final = DeliveryFault(
    "certificate",
    Text("The receiver's certificate is not accepted", "Nid yw tystysgrif y derbynnydd yn cael ei derbyn"),
    Text(
        "Ask whoever runs the receiver for a certificate of a known authority, for the host of the address and in date.",
        "Gofynnwch i bwy bynnag sy'n rhedeg y derbynnydd am dystysgrif gan awdurdod hysbys, ar gyfer gwesteiwr y cyfeiriad, "
        "sydd heb ddod i ben.",
    ),
)
NO_TLS: Final = DeliveryFault(
    "tls",
    Text("The receiver does not speak HTTPS as it should", "Nid yw'r derbynnydd yn siarad HTTPS fel y dylai"),
    _RECEIVER,
)
SILENT: Final = DeliveryFault(
    "silent", Text("The receiver did not answer in time", "Nid atebodd y derbynnydd mewn pryd"), _RECEIVER
)
BROKEN_CONNECTION: Final = DeliveryFault(
    "broken",
    Text("The receiver broke the connection off", "Torrodd y derbynnydd y cysylltiad"),
    _RECEIVER,
)
BAD_ANSWER: Final = DeliveryFault(
    "bad-answer",
    Text("The answer is no HTTP, or far too long", "Nid HTTP yw'r ateb, neu mae'n llawer rhy hir"),
    _RECEIVER,
)
ELSEWHERE: Final = DeliveryFault(
    "elsewhere",
    Text("The receiver sends on to another address", "Mae'r derbynnydd yn anfon ymlaen i gyfeiriad arall"),
    Text(
        "Nobody is followed to another address. Give the one at which it is taken.",
        "Nid ydym yn dilyn neb i gyfeiriad arall. Rhowch yr un lle caiff ei dderbyn.",
    ),
)
PATIENCE_ASKED: Final = DeliveryFault(
    "patience",
    Text("The receiver asks for patience", "Mae'r derbynnydd yn gofyn am amynedd"),
    Text("It is tried again when it said.", "Mae'r wefan yn rhoi cynnig arall arni pan ddywedodd."),
)
ENDPOINT_GONE: Final = DeliveryFault(
    "gone",
    Text("The receiver says that it wants no more", "Mae'r derbynnydd yn dweud nad yw eisiau rhagor"),
    Text(
        "The webhook is switched off. If the program is still used, ask its makers and switch it on again.",
        "Mae'r bachyn gwe wedi'i ddiffodd. Os yw'r rhaglen yn cael ei defnyddio o hyd, gofynnwch i'w gwneuthurwyr a'i droi "
        "ymlaen eto.",
    ),
)
NOT_TAKEN: Final = DeliveryFault(
    "not-taken", Text("The receiver did not take it", "Ni dderbyniodd y derbynnydd ef"), _RECEIVER
)

DELIVERY_FAULTS: Final[dict[str, DeliveryFault]] = {
    fault.key: fault
    for fault in (
        ADDRESS_REFUSED,
        HOST_UNKNOWN,
        HOST_PRIVATE,
        NOT_REACHED,
        CERTIFICATE,
        NO_TLS,
        SILENT,
        BROKEN_CONNECTION,
        BAD_ANSWER,
        ELSEWHERE,
        PATIENCE_ASKED,
        ENDPOINT_GONE,
        NOT_TAKEN,
    )
}
"""The table, by key."""
