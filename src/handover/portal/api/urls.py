"""The pages about the API that people read; what software asks is in `routes.py`."""

from django.urls import path
from django.views.generic import RedirectView

from handover.portal.api.views import reference

urlpatterns = [
    path("api/", RedirectView.as_view(pattern_name="api-reference"), name="api"),
    path("api/v1/", reference.show_api_reference, name="api-reference"),
    path("api/v1/problems/<str:code>", reference.show_api_problem, name="api-problem"),
]
