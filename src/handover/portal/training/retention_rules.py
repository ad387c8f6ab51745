"""How long a training county is kept. What is in it is wiped every night (`wiping.py`)."""

from handover.common.text import Text
from handover.portal.config import Config
from handover.portal.retention.rule import RetentionRule
from handover.portal.training.counties import end_county
from handover.portal.training.models import TrainingCounty

ROWS = (
    RetentionRule(
        "training.county",
        Text(
            "A training county of a vendor: digests of its keys, and a keyed code of the address that asked for it",
            "Sir hyfforddi gwerthwr: crynodebau o'i hallweddi, a chod wedi'i allweddu o'r cyfeiriad a ofynnodd amdani",
        ),
        Text("its last use", "ei defnyddio ddiwethaf"),
        Text(
            "It is deleted with its keys and all that it holds.",
            "Caiff ei dileu gyda'i hallweddi a phopeth sydd ynddi.",
        ),
        ("training.TrainingCounty", "training.TrainingKey"),
        days=Config.training_days,
        rows=TrainingCounty.objects.all,
        clock="last_used_at",
        end=end_county,
    ),
)
