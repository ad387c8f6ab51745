"""What the audit log holds about webhooks."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (
    Action("webhook.made", Text("Made a webhook", "Crëwyd bachyn gwe")),
    Action("webhook.secret_replaced", Text("Gave a webhook another secret", "Rhoddwyd cyfrinach arall i fachyn gwe")),
    Action("webhook.events_changed", Text("Had a webhook hear of other events", "Newidiwyd digwyddiadau bachyn gwe")),
    Action("webhook.paused", Text("Paused a webhook", "Oedwyd bachyn gwe")),
    Action("webhook.resumed", Text("Switched a webhook on again", "Trowyd bachyn gwe ymlaen eto")),
    Action("webhook.stopped", Text("The site switched a webhook off", "Diffoddodd y wefan fachyn gwe")),
    Action("webhook.deleted", Text("Deleted a webhook", "Dilëwyd bachyn gwe")),
)
