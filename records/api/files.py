"""Endpoints of files."""

from typing import Any

from django.conf import settings
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from records import handing
from records.models import FileAttachment
from records.selectors import files as selectors
from records.services import files as services
from records.services.files import Upload
from records.views.base import OfRecord
from records.views.files import OfFile
from tenancy.walls import Visibility
from toolkit.api import ActionEndpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.links import Link

BODY = settings.MILEPOST_FILE_LIMIT + 1024 * 1024
ROW = (
    Field("id", "uuid", required=True),
    Field("series", "uuid", required=True),
    Field("edition", "integer", required=True),
    Field("name", required=True),
    Field("media_type", required=True),
    Field("size", "integer", required=True),
    Field("sha256", required=True),
    Field("state", required=True, choices=FileAttachment.State.choices),
    Field("virus", required=True),
    Field("visibility", required=True, choices=Visibility.choices),
    Field("uploaded_by_id", "uuid"),
    Field("created_at", "datetime", required=True),
    Field("withdrawn_at", "datetime"),
    Field("version", "integer", required=True),
)


class FileInput(serializers.Serializer):
    """A file, as multipart/form-data."""

    file = serializers.FileField(allow_empty_file=True)
    visibility = serializers.ChoiceField(Visibility.choices, default=Visibility.INTERNAL)


class ContentInput(serializers.Serializer):
    """The newer file, as multipart/form-data."""

    content = serializers.FileField(allow_empty_file=True)


class FileReason(serializers.Serializer):
    """Why it goes."""

    reason = serializers.CharField(max_length=500)


def upload_of(values: dict[str, Any], name: str) -> dict[str, Any]:
    """The values with the uploaded file as the services take it."""
    given = values[name]
    return {**values, name: Upload(given.name, given.file)}


class FilesEndpoint(OfRecord, ListEndpoint):
    """Files of a record, the last version of each; POST attaches one."""

    policies = {"get": "records.view_files", "post": "records.attach_file"}
    selector = selectors.files
    row = ROW
    orders = {"name": ("name",), "created_at": ("created_at",)}
    forms, services = {"post": FileInput}, {"post": services.attach_file}
    parser_classes = [MultiPartParser]
    max_body, max_upload = BODY, settings.MILEPOST_FILE_LIMIT
    location = Link("api_records_file", file="id")

    def perform(self, method: str, values: dict[str, Any]) -> Any:
        return super().perform(method, upload_of(values, "file"))


class FileEndpoint(OfFile, RecordEndpoint):
    """One version of a file; DELETE withdraws the file."""

    policies = {"get": "records.view_files", "delete": "records.withdraw_file"}
    row = ROW
    forms, services = {"delete": FileReason}, {"delete": services.withdraw_file}


class FileContentEndpoint(OfFile, RecordEndpoint):
    """The bytes of one version."""

    policies = {"get": "records.view_files"}

    def get(self, request: Request, **kwargs: Any) -> Any:
        """As a file to save, or the way to the host that has it."""
        self.check_parameters(known=())
        return handing.hand_out(request._request, self.actor, self.subject)


class FileVersionsEndpoint(OfFile, ActionEndpoint):
    """Put a new version over a file."""

    policies = {"post": "records.attach_file"}
    forms, services = {"post": ContentInput}, {"post": services.add_file_version}
    row, status = ROW, 201
    parser_classes = [MultiPartParser]
    max_body, max_upload = BODY, settings.MILEPOST_FILE_LIMIT

    def perform(self, method: str, values: dict[str, Any]) -> Any:
        return super().perform(method, upload_of(values, "content"))


class ShareFileEndpoint(OfFile, ActionEndpoint):
    """Let the client read a file."""

    policies, services = {"post": "records.share_file"}, {"post": services.share_file}
    row = ROW


class UnshareFileEndpoint(OfFile, ActionEndpoint):
    """Take a file back from the client."""

    policies, services = {"post": "records.share_file"}, {"post": services.unshare_file}
    row = ROW


class RestoreFileEndpoint(OfFile, ActionEndpoint):
    """Bring a withdrawn file back."""

    policies, services = {"post": "records.withdraw_file"}, {"post": services.restore_file}
    row = ROW
