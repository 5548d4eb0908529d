"""What the KPI board shows."""

from typing import Any

from kpis import words
from kpis.charts import trend
from kpis.selectors import TREND_DAYS, indicators
from kpis.tables import IndicatorTable, indicator_rows
from tenancy.actors import Actor
from toolkit.tables import Reader


def board(actor: Actor, project: Any, reader: Reader) -> dict[str, Any]:
    """The sentence, the table and the trends of a project's indicators that were ever computed."""
    found = indicators(actor=actor, project_id=project.pk, zone=project.zone, now=actor.now)
    computed = [one for one in found if any(point.ratio for point in one.points)]
    return {
        "sentence": words.answer(computed),
        "table": IndicatorTable(reader).shown(indicator_rows(computed)),
        "trends": [trend(one, reader) for one in computed],
        "days": TREND_DAYS,
        "project": project,
    }
