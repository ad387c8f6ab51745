"""The addresses of vendors: those of the national administrator, and those of the offices that approve them."""

from django.urls import path

from handover.portal.vendors.views import approving, registry

urlpatterns = [
    path("vendors/", registry.show_vendors, name="vendors"),
    path("vendors/new/", registry.show_new_vendor, name="new-vendor"),
    path("vendors/<uuid:reference>/", registry.show_vendor, name="vendor"),
    path("vendors/<uuid:reference>/secret/", registry.show_new_secret, name="new-vendor-secret"),
    path("vendors/<uuid:reference>/public-key/", registry.show_new_public_key, name="new-vendor-key"),
    path("vendors/<uuid:reference>/certificate/", registry.show_certificate_binding, name="bind-vendor-certificate"),
    path(
        "vendors/<uuid:reference>/secrets/<slug:prefix>/withdraw/",
        registry.show_secret_withdrawal,
        name="withdraw-vendor-secret",
    ),
    path("vendors/<uuid:reference>/withdraw/", registry.show_vendor_withdrawal, name="withdraw-vendor"),
    path("keys/vendors/", approving.show_vendors_to_approve, name="vendors-to-approve"),
    path("keys/vendors/<uuid:reference>/", approving.show_approval, name="approve-vendor"),
    path("keys/<uuid:reference>/approve/", approving.show_renewal, name="renew-approval"),
]
