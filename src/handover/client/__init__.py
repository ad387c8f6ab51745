"""A client of a site's API: send files, fetch what waits, confirm it, and learn what became of what was sent.

>>> from handover.client import Client
>>> with Client("https://handover.example.org", key) as client:
...     outcome = client.send("6812990_CTF_6814990_001.xml")
...     for transfer in client.inbox():
...         client.fetch(transfer.reference, "in")
...         client.acknowledge(transfer.reference)

`AsyncClient` has the same calls for asyncio. `docs/integrator/client.md` tells the rest.
"""

from handover.client.answers import (
    ApiTransfer,
    CheckAnswer,
    EstablishmentInfo,
    EstablishmentName,
    FetchedFile,
    KeyInfo,
    LostPupilAnswer,
    LostPupilHit,
    ReportedProblem,
    SenderNotice,
    SendOutcome,
    SiteReport,
    VendorApprovalInfo,
)
from handover.client.asynchronous import AsyncClient
from handover.client.faults import (
    ApiAway,
    ApiProblem,
    ChangedFile,
    ClientFault,
    DamagedDownload,
    FileBusy,
    FileInTheWay,
    NotTheApi,
)
from handover.client.office_answers import (
    AwaitedPupil,
    KeptSearchInfo,
    ListedPupil,
    ListOutcome,
    LostPupilCard,
    MessageBox,
    MessageCopy,
    OfferedPlace,
    OffersOutcome,
    ReceivedMessage,
    RecordsInSif,
    SentMessage,
    WatchedFile,
)
from handover.client.retrying import RetryRules
from handover.client.synchronous import Client
from handover.client.vendor_login import VendorLogin
from handover.client.webhooks import WebhookDeliveryInfo, WebhookInfo

__all__ = [
    "ApiAway",
    "ApiProblem",
    "ApiTransfer",
    "AsyncClient",
    "AwaitedPupil",
    "ChangedFile",
    "CheckAnswer",
    "Client",
    "ClientFault",
    "DamagedDownload",
    "EstablishmentInfo",
    "EstablishmentName",
    "FetchedFile",
    "FileBusy",
    "FileInTheWay",
    "KeptSearchInfo",
    "KeyInfo",
    "ListOutcome",
    "ListedPupil",
    "LostPupilAnswer",
    "LostPupilCard",
    "LostPupilHit",
    "MessageBox",
    "MessageCopy",
    "NotTheApi",
    "OfferedPlace",
    "OffersOutcome",
    "ReceivedMessage",
    "RecordsInSif",
    "ReportedProblem",
    "RetryRules",
    "SendOutcome",
    "SenderNotice",
    "SentMessage",
    "SiteReport",
    "VendorApprovalInfo",
    "VendorLogin",
    "WatchedFile",
    "WebhookDeliveryInfo",
    "WebhookInfo",
]
