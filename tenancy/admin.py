"""The administrator's view of this room, and the base of every room's admin.

Lists and forms read under the chosen organization's row-level security. What may be changed is changed
through the room's services; the base changes nothing.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from tenancy.models import (
    AccessLine,
    ActionSwitch,
    ApiToken,
    AuditLine,
    AuditSeal,
    BrokenGlass,
    Client,
    Event,
    Invitation,
    JobRun,
    Membership,
    Organization,
    Person,
    User,
)
from tenancy.services import (
    end_membership,
    leave,
    replay_events,
    resend_invitation,
    revoke_any_token,
    update_client,
    update_organization,
    update_person,
    withdraw_invitation,
)
from toolkit.errors import DomainError

BY_STAFF = "by platform staff"


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


class ServedAdmin(TenantAdmin):
    """Some fields may be changed, by a service: `verb(actor=…, <takes>=record, **values)`."""

    policy: ClassVar[str] = ""
    verb: ClassVar[Callable[..., Any]]
    takes: ClassVar[str] = ""
    changeable: ClassVar[tuple[str, ...]] = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        names = [field.name for field in self.model._meta.fields if field.editable]
        return [name for name in names if name not in self.changeable]

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        actor = getattr(request, "actor", None)
        return actor is not None and actor.may(self.policy)

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        stored = self.model._default_manager.get(pk=obj.pk)
        values = {name: form.cleaned_data[name] for name in form.changed_data}
        type(self).verb(actor=request.actor, **{self.takes: stored}, **values)

    def changeform_view(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except DomainError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def each(self, request: Any, rows: Any, act: Callable[[Any], Any]) -> None:
        """Do one verb to the chosen rows; say how many it was done to, and why not to the others."""
        done = 0
        for row in rows:
            try:
                act(row)
                done += 1
            except DomainError as error:
                self.message_user(request, f"{row}: {error}", messages.ERROR)
        self.message_user(request, _("Done for %(count)d.") % {"count": done})


@admin.register(Organization)
class OrganizationAdmin(ServedAdmin):
    list_display = ("name", "slug", "language", "zone", "is_active")
    policy, takes = "tenancy.update_organization", "organization"
    verb = staticmethod(update_organization)
    changeable = ("name", "name_zh", "language", "zone", "currency")

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        chosen = getattr(request, "admin_organization", None)
        mine = obj is None or (chosen is not None and chosen.id == obj.pk)
        return mine and super().has_change_permission(request, obj)


@admin.register(User)
class UserAdmin(TenantAdmin):
    list_display = ("email", "name", "is_active", "is_platform_staff", "last_login")
    search_fields = ("email",)
    fields = ("email", "name", "language", "is_active", "is_platform_staff", "last_login", "created_at")


@admin.register(Client)
class ClientAdmin(ServedAdmin):
    list_display = ("code", "name", "country", "state")
    list_filter = ("state",)
    search_fields = ("code", "name", "name_zh")
    policy, takes = "tenancy.update_client", "client"
    verb = staticmethod(update_client)
    changeable = ("name", "name_zh", "industry", "country")


@admin.register(Person)
class PersonAdmin(ServedAdmin):
    list_display = ("name", "email", "side", "client", "language", "zone", "left_at")
    list_select_related = ("client",)
    list_filter = ("side", ("left_at", admin.EmptyFieldListFilter))
    search_fields = ("name", "email")
    policy, takes = "tenancy.update_person", "person"
    verb = staticmethod(update_person)
    changeable = ("name", "email", "language", "zone")
    actions = ("leave",)

    @admin.action(description=_("Record that they left"), permissions=["change"])
    def leave(self, request: Any, queryset: Any) -> None:
        self.each(request, queryset, lambda row: leave(actor=request.actor, person=row, reason=BY_STAFF))


@admin.register(Membership)
class MembershipAdmin(ServedAdmin):
    list_display = ("person", "role", "client", "starts_on", "ends_on", "ended_at")
    list_select_related = ("person", "client")
    list_filter = ("role", ("ended_at", admin.EmptyFieldListFilter))
    policy = "tenancy.end_member"
    actions = ("end",)

    @admin.action(description=_("End the roles"), permissions=["change"])
    def end(self, request: Any, queryset: Any) -> None:
        def act(row: Any) -> Any:
            return end_membership(actor=request.actor, membership=row, reason=BY_STAFF)

        self.each(request, queryset, act)


@admin.register(Invitation)
class InvitationAdmin(ServedAdmin):
    """Never the digest: the link is nobody's but the addressee's."""

    list_display = ("email", "person", "role", "sent_at", "expires_at", "accepted_at", "withdrawn_at")
    list_select_related = ("person",)
    list_filter = ("role", ("accepted_at", admin.EmptyFieldListFilter))
    search_fields = ("email", "person__name")
    policy = "tenancy.withdraw_invitation"
    actions = ("send_again", "withdraw")

    @admin.action(description=_("Send again"), permissions=["change"])
    def send_again(self, request: Any, queryset: Any) -> None:
        self.each(request, queryset, lambda row: resend_invitation(actor=request.actor, invitation=row))

    @admin.action(description=_("Withdraw"), permissions=["change"])
    def withdraw(self, request: Any, queryset: Any) -> None:
        self.each(request, queryset, lambda row: withdraw_invitation(actor=request.actor, invitation=row))


@admin.register(ApiToken)
class ApiTokenAdmin(TenantAdmin):
    list_display = ("name", "prefix", "person", "scopes", "expires_at", "revoked_at")
    list_select_related = ("person",)
    list_filter = (("revoked_at", admin.EmptyFieldListFilter),)
    exclude = ("digest",)
    actions = ("revoke",)

    @admin.action(description=_("Revoke"))
    def revoke(self, request: Any, queryset: Any) -> None:
        live = list(queryset.filter(revoked_at__isnull=True))
        for token in live:
            revoke_any_token(actor=request.actor, token=token, reason=str(_("Revoked by platform staff.")))
        self.message_user(request, _("%(count)d tokens are revoked.") % {"count": len(live)})


@admin.register(ActionSwitch)
class ActionSwitchAdmin(TenantAdmin):
    list_display = ("role", "action", "reason", "made_by", "made_at", "lifted_by", "lifted_at")
    list_select_related = ("made_by", "lifted_by")
    list_filter = ("role",)


@admin.register(BrokenGlass)
class BrokenGlassAdmin(TenantAdmin):
    list_display = ("person", "reason", "opened_at", "until", "closed_at")
    list_select_related = ("person",)


@admin.register(AuditLine)
class AuditLineAdmin(TenantAdmin):
    list_display = ("at", "actor_name", "on_behalf", "via", "action", "subject_key")
    list_filter = ("via",)


@admin.register(AuditSeal)
class AuditSealAdmin(TenantAdmin):
    list_display = ("number", "line", "digest", "sealed_at")
    list_select_related = ("line",)
    ordering = ("-number",)


@admin.register(AccessLine)
class AccessLineAdmin(TenantAdmin):
    list_display = ("at", "kind", "actor_name", "on_behalf", "address", "subject_key")
    list_filter = ("kind", "via")


@admin.register(JobRun)
class JobRunAdmin(TenantAdmin):
    list_display = ("kind", "slot", "asked_by", "state", "started_at", "finished_at")
    list_filter = ("state", "kind")


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
