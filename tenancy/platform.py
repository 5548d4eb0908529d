"""The administrator's door: platform staff, inside one chosen organization at a time.

Entering asks for a reason, ends by itself after `MILEPOST_ADMIN_MINUTES`, and stands in the
organization's own trail. To everybody else the address is missing.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from tenancy import looking
from tenancy.actors import Actor, OrganizationRef
from tenancy.middleware import Respond
from tenancy.models import Organization, Person
from tenancy.rules import PLATFORM
from tenancy.scope import tenant_tx
from tenancy.selectors import organization_ref
from tenancy.services import enter_organization, look_as_member, stop_looking
from tenancy.signin import second_factor, throttle
from tenancy.signin.origin import client_ip

CHOSEN, UNTIL = "admin_organization", "admin_until"
DOORS = ("enter/", "leave/", "look/leave/")
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
        ip=client_ip(request),
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
        if second_factor.is_missing(second_factor.PLATFORM, request.user.pk):
            return second_factor.send_to_set_up()
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


class LookForm(forms.Form):
    """As whom, and why."""

    person = forms.ModelChoiceField(
        Person.objects.filter(memberships__user__is_active=True).distinct(), label=_("Member")
    )
    reason = forms.CharField(
        label=_("Reason"),
        min_length=5,
        max_length=200,
        help_text=_("The member is told, and it stands in the organization’s audit trail."),
    )


class LookOn(FormView):
    """Choose a member, say why, and see what she sees: pages only, reading only, for a while."""

    form_class, template_name = LookForm, "admin/look.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        site = {**admin.site.each_context(self.request), "title": _("Look on as a member")}
        return {**super().get_context_data(**kwargs), **site}

    def form_valid(self, form: LookForm) -> HttpResponse:
        request: Any = self.request
        actor, person = request.actor, form.cleaned_data["person"]
        throttle.consume(request, "look_as_member", str(actor.user_id))
        until = min(
            actor.now + timedelta(minutes=settings.MILEPOST_LOOK_MINUTES),
            datetime.fromisoformat(request.session[UNTIL]),
        )
        look_as_member(actor=actor, person=person, reason=form.cleaned_data["reason"], until=until)
        slug = actor.organization.slug
        looking.begin(request, looking.Look(person.user_id, person.pk, slug, until))
        return HttpResponseRedirect(f"/{'portal' if person.client_id else 'o'}/{slug}/")


def stop(request: Any) -> HttpResponse:
    """Leave the member's place, for the admin."""
    look = looking.current(request)
    if request.method == "POST" and look is not None:
        looking.end(request)
        organization = organization_ref(slug=look.slug)
        with tenant_tx(organization.id):
            person = Person.objects.get(pk=look.person_id)
        stop_looking(actor=platform_actor(request, organization), person=person)
    return HttpResponseRedirect(reverse("admin:index"))


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
            path("look/", self.admin_view(LookOn.as_view()), name="look"),
            path("look/leave/", self.admin_view(stop), name="stop_looking"),
        ]
        return own + super().get_urls()

    def enter(self, request: Any) -> HttpResponse:
        """Choose an organization, say why, and be inside it for a while."""
        form = EnterForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            organization = form.cleaned_data["organization"]
            actor = platform_actor(request, organization_ref(organization_id=organization.pk))
            enter_organization(actor=actor, organization=organization, reason=form.cleaned_data["reason"])
            looking.end(request)
            request.session[CHOSEN] = str(organization.pk)
            until = actor.now + timedelta(minutes=settings.MILEPOST_ADMIN_MINUTES)
            request.session[UNTIL] = until.isoformat()
            return HttpResponseRedirect(reverse("admin:index"))
        context = {**self.each_context(request), "form": form, "title": _("Enter an organization")}
        return render(request, "admin/enter.html", context)

    def leave(self, request: Any) -> HttpResponse:
        """Leave the organization."""
        if request.method == "POST":
            looking.end(request)
            request.session.pop(CHOSEN, None)
            request.session.pop(UNTIL, None)
        return HttpResponseRedirect(reverse("admin:enter"))

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one way in: the same sign-in as everybody's."""
        return redirect_to_login(request.get_full_path())
