"""The administrator's view of this room, and the base of every room's admin.

Lists and forms read under the chosen organization's row-level security. What may be changed is changed
through the room's services; the base changes nothing.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tenancy.models import (
    ApiToken,
    AuditLine,
    Client,
    Event,
    JobRun,
    Membership,
    Organization,
    Person,
    User,
)
from tenancy.services import replay_events


class TenantAdmin(admin.ModelAdmin):
    """Read-only base. A room that lets administrators write overrides `save_model` to call its service."""

    keeps_the_walls = True
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Our audit has it."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Our audit has it."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Our audit has it."""


@admin.register(Organization)
class OrganizationAdmin(TenantAdmin):
    list_display = ("name", "slug", "language", "zone", "is_active")


@admin.register(User)
class UserAdmin(TenantAdmin):
    list_display = ("email", "name", "is_active", "is_platform_staff", "last_login")
    search_fields = ("email",)
    fields = ("email", "name", "language", "is_active", "is_platform_staff", "last_login", "created_at")


@admin.register(Client)
class ClientAdmin(TenantAdmin):
    list_display = ("code", "name", "country", "state")


@admin.register(Person)
class PersonAdmin(TenantAdmin):
    list_display = ("name", "email", "side", "client", "language", "zone")
    list_select_related = ("client",)
    list_filter = ("side",)


@admin.register(Membership)
class MembershipAdmin(TenantAdmin):
    list_display = ("person", "role", "client", "starts_on", "ends_on")
    list_select_related = ("person", "client")
    list_filter = ("role",)


@admin.register(ApiToken)
class ApiTokenAdmin(TenantAdmin):
    list_display = ("name", "prefix", "person", "scopes", "expires_at", "revoked_at")
    list_select_related = ("person",)
    exclude = ("digest",)


@admin.register(AuditLine)
class AuditLineAdmin(TenantAdmin):
    list_display = ("at", "actor_name", "via", "action", "subject_key")
    list_filter = ("via",)


@admin.register(JobRun)
class JobRunAdmin(TenantAdmin):
    list_display = ("job", "slot", "state", "started_at", "finished_at")
    list_filter = ("state", "job")


@admin.register(Event)
class EventAdmin(TenantAdmin):
    """Facts and their delivery. Parked ones can be handed out again."""

    list_display = ("occurred_at", "name", "attempts", "done_at", "parked_at")
    list_filter = (("parked_at", admin.EmptyFieldListFilter), "name")
    actions = ("replay",)

    @admin.action(description=_("Hand out again"))
    def replay(self, request: Any, queryset: Any) -> None:
        count = replay_events(actor=request.actor, events=queryset)
        self.message_user(request, _("%(count)d events will be handed out again.") % {"count": count})
