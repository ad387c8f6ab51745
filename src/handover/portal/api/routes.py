"""The addresses of the API; `door.py` finds them here."""

from django.urls import path

from handover.portal.api.ninja_api import API
from handover.portal.api.openapi import show_openapi

urlpatterns = [path("api/v1/openapi.json", show_openapi), path("api/v1/", API.urls)]
