"""Endpoints of imports."""

from typing import Any

from rest_framework import serializers
from rest_framework.parsers import MultiPartParser

from exchange import selectors, services
from exchange.models import ImportRun
from exchange.services import LARGEST, PlanFile
from exchange.views.plans import OfImport, OfProject
from toolkit.api import ActionEndpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.links import Link

ROW = (
    Field("id", "uuid", required=True),
    Field("number", "integer", required=True),
    Field("state", required=True, choices=ImportRun.State.choices),
    Field("filename", required=True),
    Field("sha256", required=True),
    Field("size", "integer", required=True),
    Field("created_at", "datetime", required=True),
    Field("ended_at", "datetime"),
    Field("version", "integer", required=True),
    Field("report", "object", required=True),
)


class UploadInput(serializers.Serializer):
    """A plan file, as multipart/form-data."""

    file = serializers.FileField()
    dry_run = serializers.BooleanField(
        default=False, help_text="Read and report only; commit or discard the import afterwards."
    )


class ImportsEndpoint(OfProject, ListEndpoint):
    """Imports of a project; POST a plan file to bring it in."""

    policies = {"get": "exchange.view_imports", "post": "exchange.stage_import"}
    limits = {"post": "import"}
    selector = selectors.imports
    row = ROW
    orders = {"-number": ("-number",)}
    forms = {"post": UploadInput}
    parser_classes = [MultiPartParser]
    max_body = LARGEST + 1024 * 1024
    location = Link("api_exchange_import", number="number")

    def perform(self, method: str, values: dict[str, Any]) -> ImportRun:
        upload = values["file"]
        file = PlanFile(upload.name, upload.read())
        return services.import_plan(
            actor=self.actor, project=self.subject, file=file, dry_run=values["dry_run"]
        )


class ImportEndpoint(OfImport, RecordEndpoint):
    """One import with its report."""

    policies = {"get": "exchange.view_imports"}
    row = ROW


class CommitEndpoint(OfImport, ActionEndpoint):
    """Bring a previewed file into the plan."""

    policies = {"post": "exchange.commit_import"}
    services = {"post": services.commit_import}
    row = ROW


class DiscardEndpoint(OfImport, ActionEndpoint):
    """Discard a previewed file."""

    policies = {"post": "exchange.discard_import"}
    services = {"post": services.discard_import}
    row = ROW
