"""What the audit log holds about keys for the API."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (
    Action("key.made", Text("Made a key for the API", "Crëwyd allwedd ar gyfer yr API")),
    Action("key.replaced", Text("Made a key to take another's place", "Crëwyd allwedd i gymryd lle un arall")),
    Action("key.withdrawn", Text("Withdrew a key for the API", "Tynnwyd allwedd ar gyfer yr API yn ôl")),
    Action("key.rights_lowered", Text("Took rights away from a key", "Tynnwyd hawliau oddi ar allwedd")),
    Action("key.new_origin", Text("A key was used from a new address", "Defnyddiwyd allwedd o gyfeiriad newydd")),
    Action("key.wrong", Text("A program came with a wrong key", "Daeth rhaglen ag allwedd anghywir")),
)
