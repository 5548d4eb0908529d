"""Raising what differs from a baseline by more than its project tolerates, and what it tolerates."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as said

from projects.selectors import Project, projects
from schedule.events import VarianceRaised
from schedule.models import Baseline, Threshold, Variance
from schedule.selectors.baselines import baseline_in_force
from schedule.selectors.performance import performance
from schedule.selectors.slips import Slip, standings
from schedule.selectors.thresholds import thresholds_by_project, thresholds_of
from tenancy.actors import Actor
from tenancy.verbs import publish_all, record, record_all, require, verb
from toolkit.writing import differences, write

RAISE, SET = "schedule.raise_variances", "schedule.set_thresholds"
AT_REST = ("on_hold", "closed", "cancelled")
METRIC = Variance.Metric
BEHIND = said("%(key)s %(name)s is %(value)s days behind the baseline")
MORE_WORK = said("%(key)s %(name)s takes %(value)s %% more work than in the baseline")
SLOW = said("The plan earns %(value)s of what its baseline planned so far (SPI)")


class Limits(TypedDict, total=False):
    """What a project tolerates."""

    days_slipped: int
    work_percent: int
    least_spi: Decimal
    stale_days: int


@dataclass(frozen=True)
class Found:
    """One difference beyond its threshold. `step`: how many further thresholds it has passed."""

    metric: str
    value: Decimal
    threshold: Decimal
    text: str
    step: int
    task: Slip | None = None

    def key(self, baseline: Baseline) -> str:
        """What the house raises once: measure, row, baseline and step."""
        row = f"T{self.task.number}" if self.task else "plan"
        return f"{self.metric} {row} {baseline.key} {self.step}"

    def title(self, language: str) -> str:
        """What differs, in one sentence."""
        about = {"key": f"T{self.task.number}", "name": self.task.name} if self.task else {}
        with override(language):
            return gettext(self.text) % {**about, "value": format(self.value.normalize(), "f")}


@verb
def set_thresholds(
    *, actor: Actor, project: Project, version: int | None = None, **limits: Unpack[Limits]
) -> Threshold:
    """Say from where on a difference is a variance in a project. Raises `Stale`."""
    require(actor, SET, project)
    found = thresholds_of(actor=actor, project=project)
    changed = differences(found, limits)
    if found._state.adding:
        for name, value in changed.items():
            setattr(found, name, value)
        found.created_at = actor.now
        found.save(force_insert=True)
        before: dict[str, Any] = {}
    else:
        before = write(found, changed, version=version)
    record(actor, SET, project, before=before, after=changed)
    return found


@verb
def raise_variances(*, actor: Actor) -> int:
    """Raise what is beyond its threshold in running projects with a baseline in force; answers how many are
    new. The same row, measure, baseline and step is raised once, whoever sweeps and however often; nothing is
    raised while an earlier variance of the row and measure is open."""
    require(actor, RAISE)
    rows = projects(actor=actor).exclude(state__in=AT_REST).order_by("key")
    limits = thresholds_by_project(actor=actor, project_ids=[one.pk for one in rows])
    return sum(_raise_in(actor, one, limits.get(one.pk) or Threshold(project=one)) for one in rows)


def _raise_in(actor: Actor, project: Project, limits: Threshold) -> int:
    baseline = baseline_in_force(actor=actor, project=project)
    if baseline is None:
        return 0
    measured = performance(actor=actor, project=project, baseline=baseline)
    found = [*_slow(measured.standing.spi if measured else None, limits)]
    for slip in standings(actor=actor, project=project, baseline=baseline):
        found += [*_behind(slip, limits), *_heavier(slip, limits)]
    # Whoever adds at the same time waits for the project's row.
    Project.objects.select_for_update(no_key=True, of=("self",)).get(pk=project.pk)
    fresh = _fresh(project, baseline, found)
    return _raise(actor, project, baseline, fresh)


def _behind(slip: Slip, limits: Threshold) -> Iterator[Found]:
    if slip.is_open and slip.days > limits.days_slipped:
        step = -(-slip.days // limits.days_slipped) - 1
        yield Found(METRIC.DAYS, Decimal(slip.days), Decimal(limits.days_slipped), BEHIND, step, slip)


def _heavier(slip: Slip, limits: Threshold) -> Iterator[Found]:
    if not (slip.is_open and slip.work_before and slip.work):
        return
    more = Decimal(slip.work - slip.work_before) * 100 / slip.work_before
    if more > limits.work_percent:
        step, value = int(more // limits.work_percent), more.quantize(Decimal("0.1"))
        yield Found(METRIC.WORK, value, Decimal(limits.work_percent), MORE_WORK, step, slip)


def _slow(spi: float | None, limits: Threshold) -> Iterator[Found]:
    least = Decimal(limits.least_spi)
    if spi is not None and Decimal(spi) < least:
        value = Decimal(spi).quantize(Decimal("0.01"))
        yield Found(METRIC.SPI, value, least, SLOW, int((least - value) * 10))


def _fresh(project: Project, baseline: Baseline, found: list[Found]) -> list[Found]:
    """Without what was raised before, and what somebody still works on."""
    rows = Variance.objects.filter(project=project)
    raised = set(rows.exclude(raised_for="").values_list("raised_for", flat=True))
    waiting = set(rows.live().open().values_list("metric", "task_id"))
    return [
        one for one in found if one.key(baseline) not in raised and (one.metric, _task_id(one)) not in waiting
    ]


def _task_id(one: Found) -> UUID | None:
    return one.task.task_id if one.task else None


def _raise(actor: Actor, project: Project, baseline: Baseline, fresh: list[Found]) -> int:
    last = Variance.objects.filter(project=project).aggregate(last=Max("number"))["last"] or 0
    made = [_variance(actor, project, baseline, one, number) for number, one in enumerate(fresh, last + 1)]
    Variance.objects.bulk_create(made, batch_size=1000)
    record_all(actor, RAISE, [(one, None, {"title": one.title, "value": str(one.value)}) for one in made])
    organization = actor.organization.id
    publish_all((VarianceRaised(organization, project.pk, one.pk, one.number) for one in made), actor=actor)
    return len(made)


def _variance(actor: Actor, project: Project, baseline: Baseline, one: Found, number: int) -> Variance:
    return Variance(
        project_id=project.pk,
        client_id=project.client_id,
        number=number,
        title=one.title("en")[:300],
        title_zh=one.title("zh-hans")[:300],
        metric=one.metric,
        task_id=_task_id(one),
        baseline=baseline,
        threshold=one.threshold,
        value=one.value,
        raised_for=one.key(baseline),
        created_at=actor.now,
    )
