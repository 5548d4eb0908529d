"""Pages of API tokens: one’s own, and everybody’s for the administrator."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from tenancy import selectors, services
from tenancy.actors import Actor
from tenancy.filters.tokens import AllTokensFilters
from tenancy.forms import TokenForm
from tenancy.models import ApiToken
from tenancy.tables.tokens import AllTokensTable, TokenTable
from toolkit.links import Link
from toolkit.pages import ActionPage, FormPage, ListPage, ReasonForm
from toolkit.tables import Action


class TokenList(ListPage):
    """Keys the person has given to other systems."""

    policy = "tenancy.view_tokens"
    title = _("API tokens")
    selector = selectors.own_tokens
    table = TokenTable
    order = ("-created_at",)
    actions = (
        Action(_("Make a token"), Link("tenancy_issue_token"), policy="tenancy.issue_token", icon="plus"),
    )
    empty_title = _("No token yet")
    empty_text = _("A token lets another system read and write in your name, within your rights.")


class IssueToken(FormPage):
    """Make a key; it is shown once, on the page that answers."""

    policy = "tenancy.issue_token"
    title = _("Make an API token")
    form = TokenForm
    service = services.issue_token
    verb = _("Make token")
    cancel_url = Link("tenancy_tokens")

    def done(self, result: Any) -> HttpResponse:
        token, key = result
        self.template = "tenancy/token_made.html"
        return self.respond(token=token, key=key)


class RevokeToken(ActionPage):
    """End a key at once."""

    policy = "tenancy.revoke_token"
    title = _("Revoke this token?")
    consequence = _("The system that uses it is refused from now on.")
    verb = _("Revoke token")
    service = services.revoke_token
    subject_as = "token"
    success = _("The token is revoked.")
    success_url = cancel_url = Link("tenancy_tokens")
    danger = True

    def get_subject(self, actor: Actor, **kwargs: UUID) -> ApiToken:
        return selectors.tokens(actor=actor).get(pk=kwargs["pk"])


class AllTokensList(ListPage):
    """Keys that members have given to other systems, ended ones included."""

    policy = "tenancy.view_all_tokens"
    title = _("Tokens")
    selector = selectors.all_tokens
    table = AllTokensTable
    filterset = AllTokensFilters
    order = ("-created_at",)
    empty_title, empty_icon = _("Nobody made a token yet"), "key"
    empty_text = _("A token lets another system act for a member, within the member’s rights.")


class RevokeAnyToken(ActionPage):
    """End anybody's key at once."""

    policy = "tenancy.revoke_any_token"
    title = _("Revoke “%(name)s” of %(person__name)s?")
    consequence = _("The system that uses it is refused from now on. The member reads the reason.")
    verb, danger = _("Revoke token"), True
    form = ReasonForm
    service = services.revoke_any_token
    subject_as = "token"
    success = _("The token “%(name)s” is revoked.")
    success_url = cancel_url = Link("tenancy_all_tokens")

    def get_subject(self, actor: Actor, **kwargs: UUID) -> ApiToken:
        rows = selectors.all_tokens(actor=actor).select_related("person")
        return rows.get(pk=kwargs["pk"], revoked_at__isnull=True)
