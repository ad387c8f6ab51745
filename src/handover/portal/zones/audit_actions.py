"""What the audit log holds about zones."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (
    Action("zone.created", Text("Made a zone", "Crëwyd parth")),
    Action("zone.moved", Text("Moved a zone to another database", "Symudwyd parth i gronfa ddata arall")),
    Action("zone.rules_changed", Text("Changed the rules of a zone", "Newidiwyd rheolau parth")),
    Action("zone.agent_added", Text("Added an agent to a zone", "Ychwanegwyd asiant at barth")),
    Action("zone.agent_allowed", Text("Let an agent into a zone again", "Gadawyd asiant i mewn i barth eto")),
    Action("zone.agent_closed", Text("Closed a zone to an agent", "Caewyd parth i asiant")),
    Action("zone.agent_forgotten", Text("Forgot an agent", "Anghofiwyd asiant")),
    Action("zone.agent_woken", Text("Had an agent tried again", "Rhoddwyd cynnig arall ar gyrraedd asiant")),
    Action("zone.agent_released", Text("Ended the blocking of an agent", "Rhoddwyd terfyn ar atal asiant")),
    Action("zone.message_set_aside", Text("Put a message of a queue aside", "Rhoddwyd neges mewn ciw o'r neilltu")),
    Action("zone.certificate_set", Text("Set the certificate of an agent", "Gosodwyd tystysgrif asiant")),
    Action("zone.key_made", Text("Made a key for an agent", "Gwnaed allwedd i asiant")),
    Action("zone.key_withdrawn", Text("Withdrew the key of an agent", "Tynnwyd allwedd asiant yn ôl")),
    Action("zone.rights_set", Text("Changed what an agent may do", "Newidiwyd yr hyn y caiff asiant ei wneud")),
    Action("zone.letter_requeued", Text("Queued a dead letter again", "Rhoddwyd llythyr marw yn ôl yn y ciw")),
    Action("zone.letter_discarded", Text("Threw a dead letter away", "Taflwyd llythyr marw")),
    Action("zone.request_removed", Text("Closed an open request", "Caewyd cais agored")),
    Action("zone.messages_searched", Text("Searched the messages of a zone", "Chwiliwyd drwy negeseuon parth")),
    Action("zone.message_opened", Text("Looked inside a message", "Edrychwyd y tu mewn i neges")),
    Action("zone.not_done", Text("Failed to change a zone", "Methwyd newid parth")),
)
