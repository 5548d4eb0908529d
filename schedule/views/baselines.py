"""Pages of baselines beside those of every register."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from projects.registers.pages import OfRecord, RecordPage
from schedule.comparing import PARTS, counts
from schedule.models import Baseline
from schedule.registers.baselines import BASELINES
from schedule.selectors.baselines import (
    baselines,
    differences_between,
    is_intact,
    scope_differences,
    scope_in,
)
from schedule.tables.baselines import DifferenceTable, difference_rows
from schedule.tables.scope import ScopeDifferenceTable, ScopeTable, kept_rows, scope_rows
from toolkit.errors import Missing
from toolkit.links import Link
from toolkit.pages import DetailPage
from toolkit.tables import Action

COMPARE = Link("schedule_compare_baseline", number="number")


class BaselinePage(RecordPage):
    """One baseline: what it says, whether it still says it, what has become of it."""

    abstract = True

    def get_actions(self) -> tuple[Action, ...]:
        compare = Action(_("Compare with the plan"), COMPARE, policy=BASELINES.policy("view"), icon="gauge")
        return (*((compare,) if self.subject.digest else ()), *super().get_actions())

    def get_context(self) -> dict[str, Any]:
        if not self.subject.digest:
            return {}
        others = baselines(actor=self.actor, project=self.subject.project).exclude(pk=self.subject.pk)
        shown = {"intact": is_intact(self.subject), "others": others.exclude(digest="")[:10]}
        return {**shown, **self.scope()}

    def scope(self) -> dict[str, Any]:
        """The scope as it was kept; nothing where the baseline was taken without it."""
        kept = scope_in(self.subject)
        if kept is None:
            return {}
        return {"scope": ScopeTable(self.reader).shown(kept_rows(kept)), "holds": scope_sentence(kept)}


class CompareBaseline(OfRecord, DetailPage):
    """What is different in the plan now, or in another baseline."""

    register = BASELINES
    policy = BASELINES.policy("view")
    template = "schedule/compare.html"

    @cached_property
    def other(self) -> Baseline | None:
        """The baseline on the other side; None for the plan as it stands."""
        if "other" not in self.kwargs:
            return None
        rows = baselines(actor=self.actor, project=self.subject.project)
        found = rows.filter(number=self.kwargs["other"]).first()
        if found is None:
            raise Missing()
        return found

    def get_subject(self, actor: Any, **kwargs: Any) -> Any:
        return super().get_subject(actor, key=kwargs["key"], number=kwargs["number"])

    def get_title(self) -> str:
        return f"{self.subject.key} → {self.other.key if self.other else gettext('the plan now')}"

    def get_context(self) -> dict[str, Any]:
        found = differences_between(actor=self.actor, baseline=self.subject, other=self.other)
        shown = DifferenceTable(self.reader).shown(difference_rows(found))
        say = {"say": sentence(counts(found)), "other": self.other}
        return {"differences": shown, **say, **self.scope()}

    def scope(self) -> dict[str, Any]:
        """What has become of the scope; nothing where one side was taken without it."""
        found = scope_differences(actor=self.actor, baseline=self.subject, other=self.other)
        if found is None:
            return {}
        table = ScopeDifferenceTable(self.reader).shown(scope_rows(found))
        return {"scope": table, "say_scope": sentence(counts(found))}


def sentence(found: dict[str, int]) -> str:
    """How much is different, in words."""
    said = [
        ngettext("%d row added", "%d rows added", found["added"]) % found["added"],
        ngettext("%d removed", "%d removed", found["removed"]) % found["removed"],
        ngettext("%d changed", "%d changed", found["moved"]) % found["moved"],
    ]
    return " · ".join(said)


def scope_sentence(kept: Mapping[str, Sequence[Any]]) -> str:
    """How much of the scope a baseline holds, in words."""
    items, made, asked = (len(kept[part]) for part in PARTS)
    said = [
        ngettext("%d scope item", "%d scope items", items) % items,
        ngettext("%d deliverable", "%d deliverables", made) % made,
        ngettext("%d requirement", "%d requirements", asked) % asked,
    ]
    return " · ".join(said)
