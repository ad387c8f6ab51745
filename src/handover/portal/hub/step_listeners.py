"""What the hub does after a step of a transfer: rows of the table of `transfers.listeners`."""

from handover.portal.hub.arriving.following_files import (
    arrive_by_hand,
    leave_to_person,
    refuse_by_hand,
    take_back_from_person,
    take_up_sent_file,
)
from handover.portal.hub.leaving.following_senders import AFTER_END, AFTER_YES, end_moves, send_answered_moves
from handover.portal.transfers.listeners import StepListener

ROWS = (
    *(StepListener(step, send_answered_moves) for step in AFTER_YES),
    *(StepListener(step, end_moves) for step in AFTER_END),
    StepListener("send", take_up_sent_file),
    StepListener("collect", leave_to_person),
    StepListener("return", take_back_from_person),
    StepListener("confirm", arrive_by_hand),
    StepListener("reject", refuse_by_hand),
)
