"""aws-arguments-documented: arguments must be documented values."""

from collections.abc import Iterator

from policypack.aws.arguments.judging import Options, likely
from policypack.model.resources import Resource
from policypack.model.stack import EVERY_AWS_TYPE
from policypack.model.verdicts import Verdict
from policypack.rule import Context, ResourceRule


def check(resource: Resource, context: Context[Options]) -> Iterator[Verdict]:
    """Each argument is within what one source states of it, or is a known value of an enumeration that may grow."""
    yield from likely(resource, context.options)


RULE = ResourceRule(
    id="aws-arguments-documented",
    summary="Arguments must be among the values that AWS documents",
    rationale="""
        AWS adds values to enumerations, and models state bounds that a service does not always enforce. What only one
        source states, or what may be newer than the data, is therefore advice: compare it with the reference that the
        finding names. `aws-arguments-valid` stops what is certain.
    """,
    level="advisory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(EVERY_AWS_TYPE,),
    references=("https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html",),
    options=Options,
    yields=True,
    check=check,
)
