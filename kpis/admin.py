"""The administrator's view of this room."""

from django.contrib import admin

from kpis.models import KPIDefinition, KPIReading
from tenancy.admin import TenantAdmin


@admin.register(KPIDefinition)
class KPIDefinitionAdmin(TenantAdmin):
    list_display = ("code", "version", "name", "target", "minimum", "effective_from", "effective_to")
    list_filter = ("code",)


@admin.register(KPIReading)
class KPIReadingAdmin(TenantAdmin):
    """Readings, superseded ones included."""

    list_display = ("day", "project", "definition", "numerator", "denominator", "superseded_at")
    list_select_related = ("project", "definition")
    list_filter = (("superseded_at", admin.EmptyFieldListFilter), "definition__code")
    date_hierarchy = "day"
