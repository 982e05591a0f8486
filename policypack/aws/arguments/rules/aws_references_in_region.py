"""aws-references-in-region: Keys, certificates, functions and queues must be in the region of their user."""

from collections.abc import Iterator

from policypack.aws.arguments.regional import (
    REJECTIONS,
    is_near,
    regional_arguments,
    required_region,
    shown,
)
from policypack.fix import Blank, Set, fix
from policypack.model.paths import top
from policypack.model.resources import Resource
from policypack.model.stack import EVERY_AWS_TYPE
from policypack.model.verdicts import Verdict, require
from policypack.rule import StackContext, StackRule


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """What each such argument names is in the region that AWS looks for it in."""
    for path, kind in regional_arguments(resource.type).items():
        if top(path) not in resource.inputs:
            continue
        region = required_region(kind, resource, context.deployment)
        for value in resource.each(path):
            said = shown(value, resource, context.stack)
            yield require(
                is_near(kind, value, resource, context.stack, context.deployment),
                when=value.is_set(),
                at=value,
                problem=f"{path.rpartition('.')[2].removesuffix('[]')} is {said}: {kind.words} has to be in {region}.",
                fix=fix(Set(value.path, Blank(f"the ARN of one in {region.say(str, 'the region of the resource')}"))),
                rejects=kind.rejects,
            )


RULE = StackRule(
    id="aws-references-in-region",
    summary="Keys, certificates, functions and queues must be in the region of their user",
    rationale="""
        Most of what a resource uses has to be in its own region: the key that encrypts it, the certificate that it
        shows, the function that it calls, the queue for what fails. Domains that CloudFront answers for have their
        certificate in us-east-1. An ARN that was copied, or a resource of another provider, is easily of another
        region, and AWS tells only when the resource is made.

        An output that a preview does not know is in the region of its own resource.
    """,
    rejections=REJECTIONS,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(EVERY_AWS_TYPE,),
    references=tuple(dict.fromkeys(one.source for one in REJECTIONS)),
    check=check,
)
