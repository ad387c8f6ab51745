"""The addresses of the pages about lost pupils."""

from django.urls import path

from handover.portal.lostpupils.views import (
    enquiry,
    fetch,
    figures,
    matching,
    ours,
    pairs,
    pupil,
    same_pupil,
    search,
    standing,
    upn,
)

urlpatterns = [
    path("lost/", search.lost, name="lost"),
    path("lost/new/", search.new_search, name="lost-new"),
    path("lost/searches/", standing.lost_standing, name="lost-standing"),
    path("lost/searches/<uuid:reference>/end/", standing.lost_standing_end, name="lost-standing-end"),
    path("lost/enquiry/", enquiry.lost_enquiry, name="lost-enquiry"),
    path("lost/upn/", upn.lost_upn, name="lost-upn"),
    path("lost/upn/exhausted/", upn.lost_exhausted, name="lost-exhausted"),
    path("lost/upn/new/<uuid:reference>/", upn.lost_new_upn, name="lost-new-upn"),
    path("lost/matches/", pairs.lost_matches, name="lost-matches"),
    path("lost/matches/csv/", pairs.lost_matches_csv, name="lost-matches-csv"),
    path("lost/matches/several/", pairs.lost_matches_several, name="lost-matches-several"),
    path("lost/matches/<uuid:reference>/", pairs.lost_match, name="lost-match"),
    path("lost/matches/<uuid:reference>/decide/", pairs.lost_match_decide, name="lost-match-decide"),
    path("lost/matches/<uuid:reference>/take-back/", pairs.lost_match_reopen, name="lost-match-reopen"),
    path("census-matching/", matching.census_matching, name="census-matching"),
    path("census-matching/<uuid:reference>/", matching.census_matching_one, name="census-matching-one"),
    path("lost-figures/", figures.lost_figures, name="lost-figures"),
    path("lost-summary/", figures.lost_summary, name="lost-summary"),
    path("lost/ours/", ours.lost_ours, name="lost-ours"),
    path("lost/same/", same_pupil.lost_same, name="lost-same"),
    path("lost/same/<uuid:reference>/", same_pupil.lost_same_case, name="lost-same-case"),
    path("lost/<uuid:reference>/remove/", ours.lost_remove, name="lost-remove"),
    path("lost/<uuid:reference>/", pupil.lost_pupil, name="lost-pupil"),
    path("lost/<uuid:reference>/release/", pupil.lost_release, name="lost-release"),
    path("lost/<uuid:reference>/put-back/", pupil.lost_put_back, name="lost-put-back"),
    path("lost/<uuid:reference>/collect/", fetch.lost_collect, name="lost-collect"),
    path("lost/downloads/<uuid:reference>/", fetch.lost_fetching, name="lost-fetching"),
    path("lost/downloads/<uuid:reference>/file/", fetch.lost_download, name="lost-download"),
    path("lost/downloads/<uuid:reference>/arrived/", fetch.lost_arrived, name="lost-arrived"),
]
