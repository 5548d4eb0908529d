"""The administrator's view of imports."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from exchange.models import ImportRun, ListImport
from tenancy.admin import TenantAdmin


@admin.register(ImportRun)
class ImportRunAdmin(TenantAdmin):
    list_display = ("number", "project", "filename", "state", "created_at", "ended_at")
    list_select_related = ("project",)
    list_filter = ("state",)
    exclude = ("content",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportRun]:
        return super().get_queryset(request).defer("content")


@admin.register(ListImport)
class ListImportAdmin(TenantAdmin):
    list_display = ("filename", "what", "project", "state", "started_by", "created_at", "ended_at")
    list_select_related = ("project", "started_by")
    list_filter = ("what", "state")
    exclude = ("content",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ListImport]:
        return super().get_queryset(request).defer("content")
