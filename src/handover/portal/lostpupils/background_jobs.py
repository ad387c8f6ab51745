"""What the worker does for lostpupils: what, how often, and the function that does it. Each may run twice without harm."""

from handover.common.text import Text
from handover.portal.lostpupils import census, indexing, standing
from handover.portal.work.running import Job

ROWS = (
    Job(
        "match-census",
        Text("Match lost pupils with a census", "Paru disgyblion coll â chyfrifiad"),
        15,
        census.run_waiting_matching,
        frequent=True,
        removes=True,
        waits=census.waits,
    ),
    Job(
        "renew-search-keys",
        Text("Make search keys anew after an update", "Gwneud allweddi chwilio o'r newydd ar ôl diweddariad"),
        60,
        indexing.renew_keys,
        frequent=True,
        waits=indexing.renewal_waits,
    ),
    Job(
        "end-searches",
        Text("End searches whose year is over", "Dod â chwiliadau i ben ar ôl eu blwyddyn"),
        3600,
        standing.end_due_searches,
        removes=True,
    ),
)
