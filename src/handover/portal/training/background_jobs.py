"""What the worker does for training: what, how often, and the function that does it. It may run twice without harm."""

from handover.common.text import Text
from handover.portal.training.hinting import send_county_webhooks
from handover.portal.training.wiping import keep_training
from handover.portal.work.running import Job

ROWS = (
    Job(
        "keep-training",
        Text("Wipe the training counties at night", "Clirio'r siroedd hyfforddi liw nos"),
        300,
        keep_training,
        frequent=True,
    ),
    Job(
        "send-training-webhooks",
        Text("Send webhooks of the training counties", "Anfon bachau gwe'r siroedd hyfforddi"),
        5,
        send_county_webhooks,
        frequent=True,
        apart=True,
    ),
)
