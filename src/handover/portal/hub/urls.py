"""The addresses of the hub, and of the way of records."""

from django.urls import path

import handover.portal.zones.views.names  # noqa: F401  # what `<name:…>` in an address means
from handover.portal.hub.views import arrivals, arriving, choices, hub_schools, hub_zones, leavers, moves, outcomes

urlpatterns = [
    path("outcomes/", outcomes.show_outcome_figures, name="outcomes"),
    path("outcomes/csv/<slug:slug>/", outcomes.outcomes_csv, name="outcomes-csv"),
    path("outcomes/published/", outcomes.show_published, name="outcomes-published"),
    path("outcomes/published/csv/", outcomes.published_csv, name="outcomes-published-csv"),
    path("moves/", moves.show_moves, name="moves"),
    path("moves/<uuid:reference>/", moves.show_move, name="move"),
    path("moves/<uuid:reference>/custody/", moves.download_move_custody, name="move-custody"),
    path("records/to-take/", arriving.records_to_take, name="records-to-take"),
    path("records/asked/", arrivals.arrivals, name="arrivals"),
    path("records/asked/ask/", arrivals.arrivals_ask, name="arrivals-ask"),
    path("records/asked/<uuid:reference>/not-ours/", arrivals.arrival_not_theirs, name="arrival-not-theirs"),
    path("records/to-take/on-roll/", arriving.records_on_roll, name="records-on-roll"),
    path("records/to-take/<uuid:reference>/", arriving.record_to_take, name="record-to-take"),
    path("records/to-take/<uuid:reference>/refuse/", arriving.record_refuse, name="record-refuse"),
    path("leavers/", leavers.show_leavers, name="leavers"),
    path("leavers/stuck/", leavers.show_stuck_leavers, name="stuck-leavers"),
    path("leavers/<uuid:reference>/", leavers.show_leaver, name="leaver"),
    path("software/", choices.show_hub_choices, name="hub-choices"),
    path("software/<slug:number>/", choices.choose_school_software, name="choose-for-school"),
    path("hub/zones/", hub_zones.list_hub_zones, name="hub-zones"),
    path("hub/zones/new/", hub_zones.join_zone_elsewhere, name="new-hub-zone"),
    path("zones/<name:zone>/hub/", hub_zones.show_hub_zone, name="hub-zone"),
    path("zones/<name:zone>/hub/set-up/", hub_zones.set_hub_up, name="set-hub-up"),
    path("zones/<name:zone>/hub/whose/", hub_zones.whose_zone, name="hub-whose"),
    path("zones/<name:zone>/hub/turn-off/", hub_zones.turn_off, name="turn-hub-off"),
    path("zones/<name:zone>/hub/turn-on/", hub_zones.turn_on, name="turn-hub-on"),
    path("zones/<name:zone>/hub/remove/", hub_zones.remove_hub_from_zone, name="remove-hub"),
    path("zones/<name:zone>/hub/mend/", hub_zones.mend_zone_hub, name="mend-hub"),
    path("zones/<name:zone>/hub/schools/", hub_schools.choose_schools, name="hub-schools"),
    path(
        "zones/<name:zone>/hub/schools/<int:school>/remove/",
        hub_schools.remove_school_from_hub,
        name="remove-hub-school",
    ),
]
