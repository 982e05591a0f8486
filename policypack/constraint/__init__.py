"""What AWS rejects by a resource's own arguments, a row each.

A row is a :class:`Constraint`: the demand, when it applies, AWS's own error and its source, the fix, and inputs that
break it and that do not. The functions below make rows of the common shapes and derive demand, fix and inputs from what
differs. :func:`policypack.rule.constraints_rule` makes a rule of a table of rows: its verdicts, its rejections, its
examples, its page and its tests are derived.

    within("deletionWindowInDays", 7, 30, error="ValidationException: ...", source=SCHEDULE_KEY_DELETION)
    only_with("deduplicationScope", "queue", {"fifoQueue": True}, error=..., source=CREATE_QUEUE)
"""

from policypack.constraint.corrections import (
    Correction,
    closest,
    cut,
    ended,
    in_ascii,
    joined,
    nearest,
    of_text,
    started,
    typed,
)
from policypack.constraint.row import Constraint
from policypack.constraint.shapes import (
    distinct,
    few,
    form,
    holding,
    length,
    needs,
    needs_value,
    not_with,
    one_of,
    only_with,
    ordered,
    within,
)
from policypack.constraint.table import BoundRow, Table, witness_name
from policypack.constraint.witnesses import Inputs, Witness, several, tree_of
from policypack.fix import Archive, Blank, Json, Map, Ref, Remove, Set, fix, note
from policypack.model.conditions import ALWAYS, Condition, argument, fits

__all__ = [
    "ALWAYS",
    "Archive",
    "Blank",
    "BoundRow",
    "Condition",
    "Constraint",
    "Correction",
    "Inputs",
    "Json",
    "Map",
    "Ref",
    "Remove",
    "Set",
    "Table",
    "Witness",
    "argument",
    "closest",
    "cut",
    "distinct",
    "ended",
    "few",
    "fits",
    "fix",
    "form",
    "holding",
    "in_ascii",
    "joined",
    "length",
    "nearest",
    "needs",
    "needs_value",
    "not_with",
    "note",
    "of_text",
    "one_of",
    "only_with",
    "ordered",
    "several",
    "started",
    "tree_of",
    "typed",
    "within",
    "witness_name",
]
