"""The addresses of keys for software."""

from django.urls import path

from handover.portal.apikeys.views import acts, changing, keys, oversight

urlpatterns = [
    path("keys/", keys.show_keys, name="keys"),
    path("keys/new/", keys.show_new_key, name="new-key"),
    path("keys/of-schools/", oversight.show_keys_of_schools, name="keys-of-schools"),
    path("keys/<uuid:reference>/", keys.show_key, name="key"),
    path("keys/<uuid:reference>/acts/", acts.show_key_acts, name="key-acts"),
    path("keys/<uuid:reference>/replace/", changing.show_key_replacement, name="replace-key"),
    path("keys/<uuid:reference>/rights/", changing.show_key_rights, name="lower-key-rights"),
    path("keys/<uuid:reference>/withdraw/", changing.show_key_withdrawal, name="withdraw-api-key"),
]
