"""Sites, contracts, processes, the programme, requests and confirmed statuses of the demo, through the same
verbs that people use, on the days on which it happened."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from config.demo.contracts import ENGAGEMENTS, DemoSow
from config.demo.places import PROCESSES, SITES
from projects import services
from projects.models import Engagement, Project, Site, Sow, SowVersion
from projects.selectors import projects
from projects.services import Said
from tenancy.actors import Actor
from tenancy.models import Client, Person, User
from tenancy.selectors import member_of_user

HEAD, MANAGER = "head@demo.milepost.test", "pm@demo.milepost.test"
People = dict[str, Person]


REQUESTS: tuple[tuple[date, str, dict[str, Any], tuple[tuple[str, str], ...]], ...] = (
    (
        date(2026, 10, 27),
        "SKY",
        {
            "title": "Skyharp Airlines loyalty desk",
            "title_zh": "天弦航空常旅客专席",
            "why": "The client asks for a separate loyalty line after the merger of both programmes.",
            "fte": Decimal(24),
            "value": Decimal("1180000"),
            "wanted_on": date(2027, 2, 1),
            "risks": "German voice agents are scarce in Kraków.",
        },
        (("take_up", ""),),
    ),
    (
        date(2026, 11, 17),
        "",
        {
            "client_name": "Nordlicht Energie",
            "title": "Billing back office for Nordlicht Energie",
            "why": "A tender for 60 FTE in Łódź, German and Polish; the offer is due in January.",
            "fte": Decimal(60),
            "value": Decimal("2400000"),
            "wanted_on": date(2027, 5, 3),
        },
        (),
    ),
    (
        date(2026, 9, 14),
        "TDW",
        {
            "title": "Tidewell audio transcription pilot",
            "title_zh": "潮行智驾音频转写试点",
            "why": "A pilot of 8 FTE for voice commands.",
            "fte": Decimal(8),
            "value": Decimal("310000"),
            "wanted_on": date(2026, 11, 2),
        },
        (("take_up", ""), ("decline", "Below the minimum size; offered again with the 3D map updates.")),
    ),
)


def on(actor: Actor, day: date, hour: int = 9) -> Actor:
    """The same actor on another day."""
    return replace(actor, now=datetime.combine(day, time(hour), UTC))


def member(slug: str, email: str, day: date, hour: int = 9) -> Actor:
    """A member as she acted on a day."""
    now = datetime.combine(day, time(hour), UTC)
    found = member_of_user(user_id=User.objects.get(email=email).pk, slug=slug, now=now)
    if found is None:
        raise LookupError(f"{email} is no member of {slug}")
    return found.actor(now=now, via="page")


def add_backbone(actor: Actor, people: People) -> None:
    """Everything below; asked once, when the projects are new."""
    by_key = {project.key: project for project in projects(actor=actor)}
    sites = add_sites(actor)
    for engagement in ENGAGEMENTS:
        add_engagement(actor, engagement, people, sites)
    for key, project in by_key.items():
        set_contract(actor, key, project, people)
        add_processes(actor, key, project, sites, people)
    add_programme(actor, by_key, people)
    add_requests(actor.organization.slug)
    confirm(actor.organization.slug, by_key)


def add_sites(actor: Actor) -> dict[str, Site]:
    """Nine sites in five countries; Kraków and Łódź are the ones with summer time."""
    names = ("code", "name", "name_zh", "country", "city", "zone", "currency", "languages")
    made: dict[str, Site] = {}
    for row in SITES:
        told: dict[str, Any] = dict(zip(names, row, strict=True))
        made[row[0]] = services.add_site(actor=actor, **told)
    return made


def add_engagement(actor: Actor, demo: Any, people: People, sites: dict[str, Site]) -> None:
    """A master agreement with its statements of work."""
    acting = on(actor, demo.signed_on or demo.starts_on)
    made = services.add_engagement(
        actor=acting,
        client_id=Client.objects.get(code=demo.client).pk,
        code=demo.code,
        title=demo.title,
        title_zh=demo.title_zh,
        starts_on=demo.starts_on,
        ends_on=demo.ends_on,
        notice_on=demo.notice_on,
        governing_law=demo.law,
        liability_cap=demo.cap,
        currency=demo.currency,
        exit_clause=demo.exit_clause,
        owner_id=people[demo.owner].pk,
    )
    if demo.signed_on:
        services.change_engagement_state(actor=acting, engagement=made, step="sign", signed_on=demo.signed_on)
    for amended_on, reason, terms in demo.amendments:
        services.amend_engagement(
            actor=on(actor, amended_on), engagement=made, effective_on=amended_on, reason=reason, **terms
        )
    for sow in demo.sows:
        add_sow(actor, made, sow, people, sites)


def add_sow(
    actor: Actor, engagement: Engagement, demo: DemoSow, people: People, sites: dict[str, Site]
) -> None:
    """A statement of work, version after version; the last may still be on its way."""
    first = demo.versions[0]
    sow = services.add_sow(
        actor=on(actor, first.starts_on),
        engagement=engagement,
        code=demo.code,
        title=demo.title,
        title_zh=demo.title_zh,
        starts_on=first.starts_on,
        pricing=demo.pricing,
        currency=demo.currency,
    )
    for number, version in enumerate(demo.versions, 1):
        acting = on(actor, version.written_on)
        if number > 1:
            services.amend_sow(actor=acting, sow=sow, reason=version.reason)
        draft = SowVersion.objects.select_related("sow").get(sow=sow, number=number)
        write(acting, draft, demo, version, people, sites)
        advance(actor, draft, version)
    if demo.shared:
        services.share_sow(actor=actor, sow=Sow.objects.get(pk=sow.pk))


def write(
    acting: Actor, draft: SowVersion, demo: DemoSow, version: Any, people: People, sites: dict[str, Site]
) -> None:
    """What the version says."""
    services.write_sow(
        actor=acting,
        sow_version=draft,
        items=version.items,
        sites=[sites[code].pk for code in version.sites],
        starts_on=version.starts_on,
        ends_on=version.ends_on,
        volume_low=version.volume[0],
        volume_high=version.volume[1],
        volume_unit=version.volume[2],
        languages=version.languages,
        minimum=version.minimum,
        payment_terms=demo.terms,
        our_signatory_id=people[demo.our_signatory].pk,
        client_signatory_id=people[demo.client_signatory].pk,
    )
    for price in list(draft.prices.all()) if version.prices else []:
        services.remove_price(actor=acting, price=price)
        draft.refresh_from_db()
    for unit, quantity, rate, day in version.prices:
        services.add_price(
            actor=acting,
            sow_version=draft,
            unit=unit,
            from_quantity=Decimal(quantity),
            rate=Decimal(rate),
            effective_on=day,
        )


STEPS = ("submit", "approve", "sign", "activate")


def advance(actor: Actor, draft: SowVersion, version: Any) -> None:
    """As far as the version has come."""
    for step in STEPS[: version.steps]:
        services.change_sow_state(
            actor=on(actor, version.signed_on or version.written_on, 14),
            sow_version=draft,
            step=step,
            signed_on=version.signed_on,
        )


def set_contract(actor: Actor, key: str, project: Project, people: People) -> None:
    """Each project runs under its client's first statement of work."""
    sow = Sow.objects.filter(client_id=project.client_id).order_by("code").first()
    if sow:
        services.set_contract(actor=actor, project=project, engagement_id=None, sow_id=sow.pk)
    sponsors = Person.objects.filter(client_id=project.client_id, user__isnull=False).order_by("pk")
    sponsor = sponsors.first()
    methods = {"SKY": "lean", "BFM": "hybrid", "TDW": "agile"}
    told = {"sponsor_id": sponsor.pk if sponsor else None, "methodology": methods.get(key, "")}
    services.update_project(actor=actor, project=project, **told)  # type: ignore[arg-type]


def add_processes(actor: Actor, key: str, project: Project, sites: dict[str, Site], people: People) -> None:
    """The lines of business with where they are served, and the places at each site."""
    places: dict[Any, Decimal] = {}
    for demo in PROCESSES.get(key, ()):
        made = services.add_process(
            actor=actor,
            project=project,
            code=demo.code,
            name=demo.name,
            name_zh=demo.name_zh,
            channel=demo.channel,
            path=demo.path,
            volume=demo.volume,
            aht_seconds=demo.aht,
            complexity=demo.complexity,
            criticality=demo.criticality,
            systems=demo.systems,
            languages=demo.languages,
            hours=demo.hours,
            site_id=sites[demo.site].pk,
            expert_id=people[demo.expert].pk if demo.expert else None,
            sop=demo.sop,
            sop_status=demo.sop_status,
            kt_status=demo.kt_status,
        )
        for step in demo.steps:
            services.change_process_state(actor=actor, process=made, step=step)
        if demo.shared:
            services.share_process(actor=actor, process=made)
        places[sites[demo.site].pk] = places.get(sites[demo.site].pk, Decimal(0)) + demo.fte
    services.set_project_sites(actor=actor, project=project, sites=places)


def add_programme(actor: Actor, by_key: dict[str, Project], people: People) -> None:
    """Two of the projects are steered together."""
    programme = services.add_programme(
        actor=actor,
        code="EMEA-2027",
        name="EMEA service hub 2027",
        name_zh="2027 年欧洲服务中心",
        purpose="One way of working for the Kraków and Łódź teams of two clients.",
        owner_id=people["陈建国 Chen Jianguo"].pk,
    )
    chosen = [by_key[key].pk for key in ("SKY", "BFM") if key in by_key]
    services.set_programme_projects(actor=actor, programme=programme, project_ids=chosen)


def add_requests(slug: str) -> None:
    """Three requests: one waits, one is looked at, one was declined."""
    for day, client, fields, steps in REQUESTS:
        of: dict[str, Any] = {"client_id": Client.objects.get(code=client).pk} if client else {}
        asked = services.request_project(actor=member(slug, MANAGER, day), currency="USD", **fields, **of)
        for step, reason in steps:
            services.change_request_state(
                actor=member(slug, HEAD, day, 15), request=asked, step=step, reason=reason
            )


def confirm(slug: str, by_key: dict[str, Project]) -> None:
    """What people said: one as the rule says, one against it with a reason, one that has grown old."""
    said: dict[str, tuple[date, dict[str, Said], str, bool]] = {
        "BFM": (
            date(2026, 11, 20),
            {
                "cost": Said("amber", "Estimate at completion is 62.7 k over the budget."),
                "quality": Said("amber", "1 of 12 service KPIs at target; 9 are rising."),
                "risk": Said("amber", "Year-end close on a new team."),
                "resources": Said("amber", "Cut-over and clean-up overlap in Kraków next week."),
                "scope": Said("green"),
                "client": Said("green"),
            },
            "Close the duplicate-payment control, get ERP access for wave 3, then four stable weeks.",
            True,
        ),
        "TDW": (
            date(2026, 11, 19),
            {
                "schedule": Said("green", "The client agreed to take the last lots on 18 December."),
                "quality": Said("amber", "Preference pairs agree at 0.71, below 0.80."),
                "client": Said("green"),
            },
            "21 of 23 deliverables are accepted; the punch list closes on 27 November.",
            True,
        ),
        "SKY": (
            date(2026, 11, 6),
            {
                "quality": Said("amber", "First contact resolution is 76.1%, target 78%."),
                "resources": Said("amber", "Attrition in Manila is at 44% a year."),
                "client": Said("green"),
            },
            "Peak staffing is hired; coaching on refunds runs until 4 December.",
            False,
        ),
    }
    for key, (day, lines, summary, share) in said.items():
        acting = member(slug, MANAGER, day, 11)
        services.confirm_status(actor=acting, project=by_key[key], said=lines, summary=summary, share=share)
