"""The addresses of an authority's look at the files of its schools."""

from django.urls import path

from handover.portal.pages.monitoring import lists, search, watched

urlpatterns = [
    path("monitoring/", lists.watch, name="monitoring"),
    path("monitoring/ours/", lists.ours, name="monitoring-ours"),
    path("monitoring/search/", search.watched_search, name="monitoring-search"),
    path("monitoring/<uuid:reference>/", watched.watched, name="watched"),
    path("monitoring/<uuid:reference>/pupils/", watched.watched_pupils, name="watched-pupils"),
    path("monitoring/<uuid:reference>/remove/", watched.watched_remove, name="watched-remove"),
    path("monitoring/<uuid:reference>/send-on/", watched.watched_forward, name="watched-forward"),
]
