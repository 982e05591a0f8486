"""lambda-runtime-open: New Lambda functions must have a runtime that Lambda still supports."""

from policypack.aws import lambda_
from policypack.check import Resource, Verdict, all_of, require
from policypack.fix import Blank, Set, fix
from policypack.rule import Rejection, StackContext, StackRule

RUNTIMES = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html"
CLOSED = Rejection(
    service="Lambda",
    condition="A new function has a runtime with which Lambda creates no new functions",
    error="InvalidParameterValueException: The runtime parameter of nodejs10.x is no longer supported for creating or"
    " updating AWS Lambda functions. We recommend you use the new runtime (nodejs14.x) while creating or updating"
    " functions.",
    source="https://github.com/pulumi/pulumi-awsx/issues/714",
    invalid="old",
    valid="current",
)


def check(function: Resource, context: StackContext[None]) -> Verdict:
    """A function that does not exist yet has a runtime that new functions can have."""
    runtime = function["runtime"]
    closed = runtime.map(lambda name: lambda_.closed_since(str(name), context.catalog))
    facts = runtime.map(lambda name: context.catalog.lambda_runtime(str(name)))
    successor = facts.say(lambda found: found.successor or "", "")
    return require(
        closed.is_empty(),
        when=all_of(function.is_new(), runtime.is_set()),
        at=runtime,
        problem=f"runtime is {runtime}{closed.say(lambda day: f', closed since {day}', '')}: Lambda"
        " creates no new functions with it.",
        fix=fix(Set("runtime", successor or Blank("a runtime that Lambda supports"))),
        rejects=CLOSED,
    )


RULE = StackRule(
    id="lambda-runtime-open",
    summary="New Lambda functions must have a runtime that Lambda still supports",
    rationale="""
        Some time after a language version reaches its end of life, Lambda creates no new functions with its runtime.
        Functions that exist go on and are not checked. The dates are those of the catalog on the day it was
        collected: dates that were only announced then do not count, because AWS has moved such dates before.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=lambda_.FUNCTION,
    references=(RUNTIMES,),
    rejections=(CLOSED,),
    check=check,
)
