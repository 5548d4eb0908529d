"""Plans without dates: a usual one of this trade, or that of another project, laid on working days.

Nothing here writes. `planning.services.start_from_template` writes what `laid` answers.
"""

from planning.starting.choosing import TemplateUnknown, choices, template_of
from planning.starting.shapes import RelativePlan, RelativeRow, laid

__all__ = ["RelativePlan", "RelativeRow", "TemplateUnknown", "choices", "laid", "template_of"]
