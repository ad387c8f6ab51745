"""The addresses of expected pupils."""

from django.urls import path

from handover.portal.expected.views import adding, lists, uploading

urlpatterns = [
    path("expected/", lists.expected, name="expected"),
    path("expected/add/", adding.expected_add, name="expected-add"),
    path("expected/upload/", uploading.expected_upload, name="expected-upload"),
    path("expected/upload/<uuid:reference>/", uploading.expected_columns, name="expected-columns"),
    path("expected/<uuid:reference>/ask/", lists.expected_ask, name="expected-ask"),
    path("expected/<uuid:reference>/remove/", lists.expected_remove, name="expected-remove"),
]
