"""Endpoints of engagements and statements of work."""

from typing import Any

from rest_framework import serializers

from projects import selectors
from projects import services as verbs
from projects.filters import EngagementFilters, SowFilters
from projects.models import Engagement, PriceRow, SowItem, SowVersion
from projects.selectors import price_by_id, sow_by_code, sow_version
from projects.states import ENGAGEMENT, SOW_VERSION
from projects.views.contracts import OfEngagement
from projects.views.sows import OfSow, OfSowVersion
from tenancy.actors import Actor
from tenancy.walls import Visibility
from toolkit.api import ActionEndpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.days import ApiDayField
from toolkit.links import Link

ENGAGEMENT_ROW = (
    Field("id", "uuid", required=True),
    Field("code", required=True),
    Field("title", required=True),
    Field("title_zh", required=True),
    Field("client_id", "uuid", required=True),
    Field("owner_id", "uuid"),
    Field("state", required=True, choices=Engagement.State.choices),
    Field("starts_on", "date", required=True),
    Field("ends_on", "date"),
    Field("notice_on", "date"),
    Field("signed_on", "date"),
    Field("governing_law", required=True),
    Field("liability_cap", "decimal"),
    Field("currency", required=True, help="ISO 4217 code, or empty."),
    Field("exit_clause", required=True),
    Field("amendments", "integer", required=True, help="How many there are."),
    Field("version", "integer", required=True),
)
SOW_ROW = (
    Field("id", "uuid", required=True),
    Field("code", required=True),
    Field("title", required=True),
    Field("title_zh", required=True),
    Field("client_id", "uuid", required=True),
    Field("engagement_id", "uuid", required=True),
    Field("visibility", required=True, choices=Visibility.choices),
    Field("version", "integer", required=True),
)
VERSION_ROW = (
    Field("id", "uuid", required=True),
    Field("number", "integer", required=True),
    Field("state", required=True, choices=SowVersion.State.choices),
    Field("reason", required=True),
    Field("starts_on", "date", required=True),
    Field("ends_on", "date"),
    Field("volume_low", "integer"),
    Field("volume_high", "integer"),
    Field("volume_unit", required=True),
    Field("languages", required=True),
    Field("pricing", required=True, choices=SowVersion.Pricing.choices),
    Field("currency", required=True, help="ISO 4217 code."),
    Field("minimum", "decimal"),
    Field("payment_terms", required=True),
    Field("our_signatory_id", "uuid"),
    Field("client_signatory_id", "uuid"),
    Field("signed_on", "date"),
    Field("version", "integer", required=True),
)
PRICE_ROW = (
    Field("id", "uuid", required=True),
    Field("unit", required=True),
    Field("from_quantity", "decimal", required=True),
    Field("rate", "decimal", required=True),
    Field("currency", required=True, help="ISO 4217 code."),
    Field("effective_on", "date", required=True),
)
ITEM_ROW = (
    Field("id", "uuid", required=True),
    Field("kind", required=True, choices=SowItem.Kind.choices),
    Field("position", "integer", required=True),
    Field("text", required=True),
)


class TermsInput(serializers.Serializer):
    """The terms of an engagement."""

    ends_on = ApiDayField(required=False, allow_null=True)
    notice_on = ApiDayField(required=False, allow_null=True)
    governing_law = serializers.CharField(max_length=120, required=False, allow_blank=True)
    liability_cap = serializers.DecimalField(18, 2, required=False, allow_null=True, min_value=0)
    currency = serializers.CharField(max_length=3, required=False, allow_blank=True)
    exit_clause = serializers.CharField(max_length=5000, required=False, allow_blank=True)


class EngagementChanges(TermsInput):
    """What may be changed of a draft."""

    title = serializers.CharField(max_length=200)
    title_zh = serializers.CharField(max_length=200, required=False, allow_blank=True)
    owner_id = serializers.UUIDField(required=False, allow_null=True)
    starts_on = ApiDayField()


class EngagementInput(EngagementChanges):
    """A new engagement."""

    client_id = serializers.UUIDField()
    code = serializers.CharField(max_length=24)


class AmendmentInput(TermsInput):
    """Other terms from a day on."""

    effective_on = ApiDayField()
    reason = serializers.CharField(max_length=500)


class EngagementStepInput(serializers.Serializer):
    """A step of an engagement."""

    step = serializers.ChoiceField(choices=ENGAGEMENT.all_verbs())
    reason = serializers.CharField(max_length=500, required=False)
    signed_on = ApiDayField(required=False, allow_null=True)


class SowInput(serializers.Serializer):
    """A new statement of work, with the draft of its first version."""

    code = serializers.CharField(max_length=24)
    title = serializers.CharField(max_length=200)
    title_zh = serializers.CharField(max_length=200, required=False, allow_blank=True)
    starts_on = ApiDayField()
    pricing = serializers.ChoiceField(choices=SowVersion.Pricing.choices)
    currency = serializers.CharField(max_length=3, help_text="ISO 4217 code.")


def lines() -> serializers.ListField:
    """Lines of one part."""
    return serializers.ListField(child=serializers.CharField(max_length=500), required=False, max_length=200)


class ItemsInput(serializers.Serializer):
    """Lines of the parts; a part that is named is replaced."""

    in_scope = lines()
    out_of_scope = lines()
    deliverable = lines()
    assumption = lines()
    dependency = lines()


class VersionChanges(serializers.Serializer):
    """What a draft says."""

    starts_on = ApiDayField()
    ends_on = ApiDayField(required=False, allow_null=True)
    volume_low = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=2_000_000_000
    )
    volume_high = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=2_000_000_000
    )
    volume_unit = serializers.CharField(max_length=80, required=False, allow_blank=True)
    languages = serializers.CharField(max_length=120, required=False, allow_blank=True)
    pricing = serializers.ChoiceField(choices=SowVersion.Pricing.choices, required=False)
    currency = serializers.CharField(max_length=3, required=False, help_text="ISO 4217 code.")
    minimum = serializers.DecimalField(18, 2, required=False, allow_null=True, min_value=0)
    payment_terms = serializers.CharField(max_length=300, required=False, allow_blank=True)
    our_signatory_id = serializers.UUIDField(required=False, allow_null=True)
    client_signatory_id = serializers.UUIDField(required=False, allow_null=True)
    sites = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=200)
    items = ItemsInput(required=False)


class VersionStepInput(serializers.Serializer):
    """A step of a version."""

    step = serializers.ChoiceField(choices=SOW_VERSION.all_verbs())
    reason = serializers.CharField(max_length=500, required=False)
    signed_on = ApiDayField(required=False, allow_null=True)


class PriceInput(serializers.Serializer):
    """A rate, in the version's currency."""

    unit = serializers.CharField(max_length=80)
    from_quantity = serializers.DecimalField(14, 2, required=False, min_value=0)
    rate = serializers.DecimalField(14, 4)
    effective_on = ApiDayField()


class SowReason(serializers.Serializer):
    """Why there is a new version."""

    reason = serializers.CharField(max_length=500)


class EngagementsEndpoint(ListEndpoint):
    """The master agreements with clients."""

    policies = {"get": "projects.view_contracts", "post": "projects.add_engagement"}
    selector, filterset, row = selectors.engagements, EngagementFilters, ENGAGEMENT_ROW
    orders = {"code": ("code",), "starts_on": ("starts_on",)}
    forms, services = {"post": EngagementInput}, {"post": verbs.add_engagement}
    location = Link("api_projects_engagement", engagement="code")


class EngagementEndpoint(OfEngagement, RecordEndpoint):
    """One engagement; only a draft is changed here."""

    policies = {"get": "projects.view_contracts", "patch": "projects.update_engagement"}
    row = ENGAGEMENT_ROW
    forms, services = {"patch": EngagementChanges}, {"patch": verbs.update_engagement}


class AmendEngagementEndpoint(OfEngagement, ActionEndpoint):
    """Record a signed amendment."""

    policies, row = {"post": "projects.amend_engagement"}, ENGAGEMENT_ROW
    forms, services = {"post": AmendmentInput}, {"post": verbs.amend_engagement}


class EngagementStateEndpoint(OfEngagement, ActionEndpoint):
    """Take a step of its life."""

    policies, row = {"post": "projects.change_engagement_state"}, ENGAGEMENT_ROW
    forms, services = {"post": EngagementStepInput}, {"post": verbs.change_engagement_state}


class EngagementSowsEndpoint(OfEngagement, ListEndpoint):
    """The statements of work under it."""

    policies = {"get": "projects.view_contracts", "post": "projects.add_sow"}
    selector, row = selectors.sows_under, SOW_ROW
    orders = {"code": ("code",)}
    forms, services = {"post": SowInput}, {"post": verbs.add_sow}
    location = Link("api_projects_sow", sow="code")


class SowsEndpoint(ListEndpoint):
    """Statements of work of all engagements."""

    policies = {"get": "projects.view_contracts"}
    selector, filterset, row = selectors.sow_register, SowFilters, SOW_ROW
    orders = {"code": ("code",)}


class SowEndpoint(OfSow, RecordEndpoint):
    """One statement of work."""

    policies, row = {"get": "projects.view_contracts"}, SOW_ROW


class AmendSowEndpoint(OfSow, ActionEndpoint):
    """Begin the next version, as a copy of the one in force."""

    policies, row = {"post": "projects.amend_sow"}, VERSION_ROW
    forms, services = {"post": SowReason}, {"post": verbs.amend_sow}


class ShareSowEndpoint(OfSow, ActionEndpoint):
    """Let the client's sponsor read that it exists."""

    policies, row = {"post": "projects.share_sow"}, SOW_ROW
    services = {"post": verbs.share_sow}


class UnshareSowEndpoint(OfSow, ActionEndpoint):
    """Take it out of the client's sight."""

    policies, row = {"post": "projects.share_sow"}, SOW_ROW
    services = {"post": verbs.unshare_sow}


class VersionsEndpoint(OfSow, ListEndpoint):
    """Its versions."""

    policies = {"get": "projects.view_contracts"}
    selector, row = selectors.sow_versions, VERSION_ROW
    orders = {"-number": ("-number",)}


class VersionEndpoint(OfSowVersion, RecordEndpoint):
    """One version; only a draft is changed."""

    policies = {"get": "projects.view_contracts", "patch": "projects.write_sow"}
    row = VERSION_ROW
    forms, services = {"patch": VersionChanges}, {"patch": verbs.write_sow}


class VersionStateEndpoint(OfSowVersion, ActionEndpoint):
    """Take a step on its way."""

    policies, row = {"post": "projects.change_sow_state"}, VERSION_ROW
    forms, services = {"post": VersionStepInput}, {"post": verbs.change_sow_state}


class VersionSignatureEndpoint(OfSowVersion, ActionEndpoint):
    """Send it to the client's signatory."""

    policies, row = {"post": "projects.ask_sow_signature"}, VERSION_ROW
    services = {"post": verbs.ask_sow_signature}


class ItemsEndpoint(OfSowVersion, ListEndpoint):
    """The lines of its parts."""

    policies = {"get": "projects.view_contracts"}
    selector, row = selectors.sow_items, ITEM_ROW
    orders = {"kind": ("kind", "position")}


class PricesEndpoint(OfSowVersion, ListEndpoint):
    """Its rates; POST adds one to a draft."""

    policies = {"get": "projects.view_contracts", "post": "projects.write_sow"}
    selector, row = selectors.sow_prices, PRICE_ROW
    orders = {"unit": ("unit", "effective_on", "from_quantity")}
    forms, services = {"post": PriceInput}, {"post": verbs.add_price}


class RemovePriceEndpoint(ActionEndpoint):
    """Take a rate out of a draft."""

    policies, services = {"post": "projects.write_sow"}, {"post": verbs.remove_price}
    versioned, subject_as = False, "price"

    def get_subject(self, actor: Actor, **kwargs: Any) -> PriceRow:
        sow = sow_by_code(actor=actor, code=kwargs["sow"])
        version = sow_version(actor=actor, sow=sow, number=kwargs["edition"])
        return price_by_id(sow_version=version, price_id=kwargs["price"])
