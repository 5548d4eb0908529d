"""The administrator's view of projects."""

from django.contrib import admin

from projects.models import Project, ProjectMember
from tenancy.admin import TenantAdmin


@admin.register(Project)
class ProjectAdmin(TenantAdmin):
    list_display = ("key", "name", "client", "stage", "state", "visibility", "withdrawn_at")
    list_select_related = ("client",)
    list_filter = ("stage", "state", "visibility")
    search_fields = ("key", "name", "name_zh")


@admin.register(ProjectMember)
class ProjectMemberAdmin(TenantAdmin):
    list_display = ("person", "project", "role", "starts_on", "ends_on", "withdrawn_at")
    list_select_related = ("person", "project")
    list_filter = ("role",)
    search_fields = ("person__name", "project__key")
