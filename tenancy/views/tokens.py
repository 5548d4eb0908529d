"""Pages of one’s own API tokens."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from tenancy import selectors, services
from tenancy.actors import Actor
from tenancy.forms import TokenForm
from tenancy.models import ApiToken
from tenancy.tables import TokenTable
from toolkit.links import Link
from toolkit.pages import ActionPage, FormPage, ListPage
from toolkit.tables import Action


class TokenList(ListPage):
    """Keys the person has given to other systems."""

    policy = "tenancy.view_tokens"
    title = _("API tokens")
    selector = selectors.tokens
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
