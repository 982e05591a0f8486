"""aws-arguments-valid: arguments must be within what the APIs of AWS accept."""

from collections.abc import Iterator

from policypack.aws.arguments.judging import Options, certain
from policypack.model.resources import Resource
from policypack.model.stack import EVERY_AWS_TYPE
from policypack.model.verdicts import Verdict
from policypack.rule import Context, ResourceRule


def check(resource: Resource, context: Context[Options]) -> Iterator[Verdict]:
    """Each argument is within the bounds, among the values, of the form and beside others that AWS's models state."""
    yield from certain(resource, context.options)


RULE = ResourceRule(
    id="aws-arguments-valid",
    summary="Arguments must be within the bounds and values that AWS's APIs accept",
    rationale="""
        AWS publishes a model of each API: the range of a number, the length and form of a text, the values of an
        enumeration. A service checks a request against its model before anything else, and an update fails there.

        Arguments exclude or need one another, too: the provider, which checks its own schema, or the service takes no
        other combination.

        A row of data is checked where two agree on it: the API's model, CloudFormation's schema of the same resource,
        the provider's documentation and schema. A value that is not among those of an enumeration is a violation
        only where the enumeration is documented as closed, or where the value is a slip: another case, other
        separators, two wrong letters. [arguments.md](../arguments.md) says which services and arguments have rows.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(EVERY_AWS_TYPE,),
    references=("https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html",),
    options=Options,
    yields=True,
    check=check,
)
