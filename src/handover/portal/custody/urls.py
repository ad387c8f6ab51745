"""The addresses of chains of custody: the export of a file's, and the site's public keys for everybody."""

from django.urls import path

from handover.portal.custody.views import export

urlpatterns = [
    path("files/<uuid:reference>/custody/", export.download_file_custody, name="file-custody"),
    path("custody/keys/", export.show_custody_keys, name="custody-keys"),
]
