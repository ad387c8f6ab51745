"""The addresses of the API; `door.py` finds them here."""

from django.urls import path

from handover.portal.api.ninja_api import API
from handover.portal.api.openapi import show_openapi
from handover.portal.api.vendor_tokens import (
    METADATA_ADDRESS,
    TOKEN_ADDRESS,
    give_vendor_token,
    show_token_metadata,
)

urlpatterns = [
    path(METADATA_ADDRESS.lstrip("/"), show_token_metadata),
    path(TOKEN_ADDRESS.lstrip("/"), give_vendor_token),
    path("api/v1/openapi.json", show_openapi),
    path("api/v1/", API.urls),
]
