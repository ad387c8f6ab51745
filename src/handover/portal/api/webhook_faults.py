"""What can be wrong with the operations for webhooks: rows of the table of `faults.py`."""

from typing import Final

from handover.common.text import Text
from handover.portal.api.fault import ApiFault

WEBHOOK_API_FAULTS: Final = (
    ApiFault(
        "api.webhook_refused",
        422,
        Text("The webhook cannot be made like that", "Nid oes modd creu'r bachyn gwe fel hynny"),
        Text(
            "`problems` says what is wrong with its name, its address or its events. Nothing was changed.",
            "Mae `problems` yn dweud beth sydd o'i le ar ei enw, ei gyfeiriad neu ei ddigwyddiadau. Ni newidiwyd dim.",
        ),
        Text("Correct what is named and send the request again.", "Cywirwch yr hyn a enwir ac anfonwch y cais eto."),
    ),
    ApiFault(
        "api.no_training_webhooks",
        403,
        Text(
            "This site sends no webhooks of training counties",
            "Nid yw'r wefan hon yn anfon bachau gwe siroedd hyfforddi",
        ),
        Text(
            "Whoever runs it has not switched them on. Nothing was made.",
            "Nid yw'r rhai sy'n ei rhedeg wedi'u troi ymlaen. Ni chrëwyd dim.",
        ),
        Text(
            "Ask the mailbox every few minutes, or try your receiver against a site of your own (`make demo`).",
            "Gofynnwch i'r blwch post bob ychydig funudau, neu rhowch gynnig ar eich derbynnydd yn erbyn eich gwefan eich hun "
            "(`make demo`).",
        ),
    ),
    ApiFault(
        "api.webhook_off",
        409,
        Text("The webhook is off", "Mae'r bachyn gwe wedi'i ddiffodd"),
        Text(
            "It is paused, or the site switched it off because its receiver took nothing. Nothing was sent.",
            "Mae wedi'i oedi, neu diffoddodd y wefan ef am na dderbyniodd ei dderbynnydd ddim. Nid anfonwyd dim.",
        ),
        Text(
            "Switch it on with PATCH and `paused: false`, and send the request again.",
            "Trowch ef ymlaen â PATCH a `paused: false`, ac anfonwch y cais eto.",
        ),
    ),
)
