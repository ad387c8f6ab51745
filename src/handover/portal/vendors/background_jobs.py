"""What the worker does about vendors: what, how often, and the function that does it. Each may run twice without harm."""

from handover.common.text import Text
from handover.portal.vendors.approving import withdraw_approvals_of_gone_vendors
from handover.portal.vendors.tokens import forget_old_tokens
from handover.portal.work.running import Job

ROWS = (
    Job(
        "withdraw-approvals",
        Text(
            "Withdraw what offices approved of vendors that were withdrawn",
            "Tynnu'n ôl yr hyn a gymeradwyodd swyddfeydd i werthwyr a dynnwyd yn ôl",
        ),
        60,
        withdraw_approvals_of_gone_vendors,
        frequent=True,
    ),
    Job(
        "vendor-tokens",
        Text("Remove tokens of vendors that have ended", "Tynnu tocynnau gwerthwyr sydd wedi dod i ben"),
        3600,
        forget_old_tokens,
        removes=True,
    ),
)
