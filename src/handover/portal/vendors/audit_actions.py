"""What the audit log holds about vendors of software."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (
    Action("vendor.registered", Text("Registered a vendor", "Cofrestrwyd gwerthwr")),
    Action("vendor.withdrawn", Text("Withdrew a vendor", "Tynnwyd gwerthwr yn ôl")),
    Action("vendor.secret_made", Text("Made a secret for a vendor", "Crëwyd cyfrinach i werthwr")),
    Action("vendor.key_registered", Text("Registered a vendor's public key", "Cofrestrwyd allwedd gyhoeddus gwerthwr")),
    Action(
        "vendor.certificate_bound",
        Text("Changed a vendor's client certificate", "Newidiwyd tystysgrif cleient gwerthwr"),
    ),
    Action("vendor.secret_withdrawn", Text("Withdrew a vendor's secret", "Tynnwyd cyfrinach gwerthwr yn ôl")),
    Action("vendor.approved", Text("Approved a vendor for the office", "Cymeradwywyd gwerthwr ar gyfer y swyddfa")),
)
