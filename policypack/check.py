"""The words that a rule's check is written in."""

from policypack.model.facts import (
    FALSE,
    TRUE,
    Count,
    Fact,
    Reason,
    all_facts,
    all_of,
    any_fact,
    any_of,
    count_facts,
    is_not,
    known,
    unknown,
)
from policypack.model.links import Linked
from policypack.model.resources import Deployment, Provider, Resource
from policypack.model.stack import EVERY_AWS_TYPE, STACK_TYPE, Stack
from policypack.model.values import ABSENT, UNKNOWN, Value, combined, together
from policypack.model.verdicts import Answer, Verdict, Verdicts, require, undetermined

__all__ = [
    "ABSENT",
    "EVERY_AWS_TYPE",
    "FALSE",
    "STACK_TYPE",
    "TRUE",
    "UNKNOWN",
    "Answer",
    "Count",
    "Deployment",
    "Fact",
    "Linked",
    "Provider",
    "Reason",
    "Resource",
    "Stack",
    "Value",
    "Verdict",
    "Verdicts",
    "all_facts",
    "all_of",
    "any_fact",
    "any_of",
    "combined",
    "count_facts",
    "is_not",
    "known",
    "require",
    "together",
    "undetermined",
    "unknown",
]
