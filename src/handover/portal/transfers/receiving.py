"""Bytes on their way in: counted as they come, kept only as far as the limit, never all in memory, never plain on a disk.

Django hands each part of a form post to this upload handler. A file that outgrows the limit is read to its end, so
that the sender gets an answer and not a broken connection, but nothing more of it is kept.
"""

from typing import IO, Any, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

from handover.portal.config import MEBIBYTE, Config
from handover.portal.transfers.kinds import largest_upload
from handover.portal.transfers.spool import SealedSpool

LIMITS = {"census": Config.upload_max_mb}
"""The setting that limits a file, by the name of its field in the form; all others are files to be sent."""


LEFT_OUT = "handover.left_out"
"""In a request's META, the names of the files beyond the most that are taken in one go."""


class ReceivedFile(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs only
    """One file as it arrived: what there is of it up to the limit, and how large it was."""

    def __init__(self, *, file: SealedSpool, too_large: bool, **rest: Any) -> None:
        super().__init__(file=cast("IO[bytes]", file), **rest)
        self.spool, self.too_large = file, too_large


class MeasuredUpload(FileUploadHandler):
    """Counts each file, and stops keeping it at the limit."""

    def handle_raw_input(self, *args: Any, **rest: Any) -> None:
        """Note how many bytes the request may bring in all."""
        self.room = settings.CONFIG.upload_max_mb * MEBIBYTE
        self.begun = 0

    def new_file(self, *args: Any, **rest: Any) -> None:
        """Begin a file; one more than are taken in one go is passed over, and its name kept so that its sender hears of it."""
        super().new_file(*args, **rest)
        self.begun += 1
        if self.begun > settings.CONFIG.upload_files:
            if self.request is not None:
                self.request.META.setdefault(LEFT_OUT, []).append(self.file_name or "")
            raise SkipFile
        self.kept = SealedSpool()
        self.size = 0

    @property
    def most(self) -> int:
        """The most bytes that this file may have; of a file to be sent, the intake knows the limit of its kind."""
        setting = LIMITS.get(self.field_name or "")
        return settings.CONFIG.value(setting) * MEBIBYTE if setting else largest_upload()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a chunk: keep it while the file is within the limit."""
        self.size += len(raw_data)
        self.room -= len(raw_data)
        if self.room < 0:
            # Only a request without an honest Content-Length comes here; the others are refused before they are read.
            raise StopUpload(connection_reset=True)
        if self.size <= self.most:
            self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> ReceivedFile:
        """Hand over the file as received."""
        self.kept.seek(0)
        return ReceivedFile(
            file=self.kept,
            name=self.file_name,
            content_type=self.content_type,
            size=self.size,
            too_large=self.size > self.most,
        )
