"""`handover manage reestimate_matching`: what officers' decisions would change in the weights of the matching."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from handover.matching.estimating import WeightChange
from handover.matching.findings import FINDINGS, LABELS
from handover.portal import clock
from handover.portal.lostpupils.reestimating import ProposedWeights, keep_weights, propose_weights, withdraw_weights


class Command(BaseCommand):
    """Shows, keeps or takes back what decisions about pairs change."""

    help = (
        "Show what the decisions about pairs of the census matching would change in what evidence weighs. Nothing is changed "
        "unless that is asked for."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to keep it, or to take the last one back."""
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument("--apply", action="store_true", help="keep the changes, for every matching from now on")
        choice.add_argument("--take-back", action="store_true", help="take back the changes that were kept last")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        now = clock.now()
        if options["take_back"]:
            taken = withdraw_weights(now)
            self.stdout.write(f"Taken back: changes of {taken.made_at:%d/%m/%Y}." if taken else "Nothing was kept.")
            return
        proposed = keep_weights(now) if options["apply"] else propose_weights(now)
        self.say_changes(proposed)
        if proposed.changes:
            self.stdout.write("Kept, for every matching from now on." if options["apply"] else "Nothing was changed.")

    def say_changes(self, proposed: ProposedWeights) -> None:
        """Write how many decisions there are, and each change they make."""
        said = f"{proposed.one_child} of one child, {proposed.pairs - proposed.one_child} of two"
        self.stdout.write(f"Decisions since the weights were last changed: {proposed.pairs} ({said}).")
        if not proposed.changes:
            self.stdout.write("They change nothing.")
        for change in proposed.changes:
            self.stdout.write(say_change(change))


def say_change(change: WeightChange) -> str:
    """Return one change in words: what was found, how often, and what it weighs now and then, in powers of two."""
    label, words = LABELS[change.field].en, FINDINGS[change.field][change.finding].words.en
    met = f"met in {change.same} of {change.compared} of one child and in {change.two} of two children"
    return f"{label}: {words} {met}; weighs {change.old_points:.1f}, then {change.new_points:.1f}"
