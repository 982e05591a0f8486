"""lambda-runtime-supported: Lambda functions must have a runtime that gets security updates."""

from policypack.aws import lambda_
from policypack.check import Resource, Verdict, require
from policypack.fix import Blank, Set, fix
from policypack.rule import Context, ResourceRule


def check(function: Resource, context: Context[None]) -> Verdict:
    """The runtime is not deprecated; a function of an image has none."""
    runtime = function["runtime"]
    ended = runtime.map(lambda name: lambda_.deprecated_since(str(name), context.catalog))
    facts = runtime.map(lambda name: context.catalog.lambda_runtime(str(name)))
    successor = facts.say(lambda found: found.successor or "", "")
    return require(
        ended.is_empty(),
        when=runtime.is_set(),
        at="runtime",
        problem=f"runtime is {runtime}, deprecated{ended.say(lambda day: f' since {day}', '')}: AWS no longer patches"
        " it, and one day the function can be neither changed nor made anew.",
        fix=fix(Set("runtime", successor or Blank("a runtime that Lambda supports"))),
    )


RULE = ResourceRule(
    id="lambda-runtime-supported",
    summary="Lambda functions must have a runtime that gets security updates",
    rationale="""
        When a version of a language comes to its end of life, Lambda deprecates the runtime: no more security updates,
        no more support. Some time later no new function can have it, which `lambda-runtime-open` says, and then none
        can be changed. The dates are those of the catalog on the day it was collected: later ones do not count, because
        AWS moves them.
    """,
    level="advisory",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    yields=True,
    applies_to=lambda_.FUNCTION,
    controls=("Lambda.2",),
    references=("https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",),
    check=check,
)
