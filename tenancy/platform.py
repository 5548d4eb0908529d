"""The administrator's door: platform staff, inside one chosen organization at a time.

Entering asks for a reason, ends by itself after `MILEPOST_ADMIN_MINUTES`, and stands in the
organization's own trail. To everybody else the address is missing.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from tenancy.actors import Actor, OrganizationRef
from tenancy.middleware import Respond
from tenancy.models import Organization
from tenancy.rules import PLATFORM
from tenancy.scope import tenant_tx
from tenancy.selectors import organization_ref
from tenancy.services import enter_organization

CHOSEN, UNTIL = "admin_organization", "admin_until"
DOORS = ("enter/", "leave/")
GLOBAL_PAGES = (*DOORS, "tenancy/organization/", "tenancy/user/", "jsi18n/", "logout/")


def platform_actor(request: Any, organization: OrganizationRef) -> Actor:
    """The signed-in platform operator, acting inside one organization."""
    user = request.user
    return Actor(
        organization=organization,
        now=datetime.now(UTC),
        roles=frozenset({PLATFORM}),
        user_id=user.pk,
        name=str(user),
        email=user.email,
        language=user.language,
        via="admin",
        ip=request.META.get("REMOTE_ADDR", ""),
        request_id=getattr(request, "request_id", ""),
    )


def chosen_organization(request: Any) -> OrganizationRef | None:
    """The organization that was entered, while the time lasts."""
    until = request.session.get(UNTIL)
    if not until or datetime.fromisoformat(until) < datetime.now(UTC):
        return None
    return organization_ref(organization_id=request.session[CHOSEN])


class PlatformMiddleware:
    """Binds `/admin/` to the chosen organization; sends staff to choose one; 404 for everybody else."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        if not request.path_info.startswith("/admin/"):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not (request.user.is_active and request.user.is_platform_staff):
            response: HttpResponse = import_string(settings.MILEPOST_NOT_FOUND)(request, Http404())
            return response
        return self._inside(request)

    def _inside(self, request: Any) -> HttpResponse:
        organization = chosen_organization(request)
        request.admin_organization = organization
        page = request.path_info.removeprefix("/admin/")
        if page in DOORS or (organization is None and page.startswith(GLOBAL_PAGES)):
            return self.get_response(request)
        if organization is None:
            return HttpResponseRedirect(reverse("admin:enter"))
        request.actor = platform_actor(request, organization)
        with tenant_tx(organization.id):
            response = self.get_response(request)
            if response.status_code >= 400:
                transaction.set_rollback(True)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class EnterForm(forms.Form):
    """Which organization, and why."""

    organization = forms.ModelChoiceField(
        Organization.objects.filter(is_active=True), label=_("Organization")
    )
    reason = forms.CharField(
        label=_("Reason"),
        min_length=5,
        max_length=200,
        help_text=_("Stands in the organization’s audit trail."),
    )


class PlatformSite(AdminSite):
    """Django admin, plain, in our colours. Its own log is replaced by our audit."""

    site_header = site_title = "Milepost"
    index_title = _("Records of the chosen organization")
    enable_nav_sidebar = True
    login_template = None

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only our own views: those that libraries bring along write past services and audit."""
        if getattr(admin_class, "keeps_the_walls", False):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(user.is_active and getattr(user, "is_platform_staff", False))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        chosen = getattr(request, "admin_organization", None)
        return {**super().each_context(request), "chosen_organization": chosen}

    def get_urls(self) -> list[Any]:
        own = [
            path("enter/", self.admin_view(self.enter), name="enter"),
            path("leave/", self.admin_view(self.leave), name="leave"),
        ]
        return own + super().get_urls()

    def enter(self, request: Any) -> HttpResponse:
        """Choose an organization, say why, and be inside it for a while."""
        form = EnterForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            organization = form.cleaned_data["organization"]
            actor = platform_actor(request, organization_ref(organization_id=organization.pk))
            enter_organization(actor=actor, organization=organization, reason=form.cleaned_data["reason"])
            request.session[CHOSEN] = str(organization.pk)
            until = actor.now + timedelta(minutes=settings.MILEPOST_ADMIN_MINUTES)
            request.session[UNTIL] = until.isoformat()
            return HttpResponseRedirect(reverse("admin:index"))
        context = {**self.each_context(request), "form": form, "title": _("Enter an organization")}
        return render(request, "admin/enter.html", context)

    def leave(self, request: Any) -> HttpResponse:
        """Leave the organization."""
        if request.method == "POST":
            request.session.pop(CHOSEN, None)
            request.session.pop(UNTIL, None)
        return HttpResponseRedirect(reverse("admin:enter"))

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one way in: the same sign-in as everybody's."""
        return redirect_to_login(request.get_full_path())
