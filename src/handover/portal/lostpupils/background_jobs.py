"""What the worker does for lostpupils: what, how often, and the function that does it. Each may run twice without harm."""

from handover.common.text import Text
from handover.portal.lostpupils import alike_notices, census, indexing, standing
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
        "tell-same-pupils",
        Text("Tell of files that are perhaps of the same pupil", "Dweud am ffeiliau a allai fod am yr un disgybl"),
        3600,
        alike_notices.tell_of_new_pairs,
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
