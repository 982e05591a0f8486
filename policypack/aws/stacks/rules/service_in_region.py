"""service-in-region: The resource's region must have the service."""

from collections.abc import Iterator
from functools import partial

from policypack.catalog.presence import Absence
from policypack.check import EVERY_AWS_TYPE, FALSE, TRUE, Fact, Reason, Resource, Verdict, require, unknown
from policypack.fix import note
from policypack.rule import Context, Rejection, ResourceRule

LIST = "https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html"
ABSENT = Rejection(
    service="AWS",
    condition="The region does not have the service of the resource",
    error="RequestError: send request failed: dial tcp: no such host",
    source="https://github.com/turbot/steampipe-plugin-aws/issues/1286",
    invalid="madrid",
    valid="ireland",
)


def check(resource: Resource, context: Context[None]) -> Iterator[Verdict]:
    """The region has the service, as far as is known."""
    if not context.catalog.is_somewhere_absent(resource.module):
        return
    region = context.region(resource)
    if region.is_absent:
        return
    absence_in = partial(context.catalog.absence, resource.module)
    absence = region.say(absence_in, None)
    yield require(
        region.then(lambda name: has_service(absence_in(name))),
        at="region",
        problem=f"{region} does not have {absence.name} (AWS's list of {absence.as_of})." if absence else "",
        fix=note("a region that has the service, as a provider's or the resource's own"),
        rejects=ABSENT,
    )


def has_service(absence: Absence | None) -> Fact:
    """Whether a region has a service that it is, or is not, known to lack."""
    if absence is None:
        return TRUE
    return unknown(Reason(f"region, where {absence.name} was not yet on {absence.as_of}")) if absence.stale else FALSE


RULE = ResourceRule(
    id="service-in-region",
    summary="The resource's region must have the service",
    rationale="""
        AWS brings most services to a new region within months, and some never. A program that moves to another region
        fails where a service has no endpoint, after the rest is made. A service is taken as absent where two sources
        agree: AWS's public list of services by region, and CloudFormation's schemas of the region. An absence that was
        seen more than 180 days ago is undetermined. A pipeline's connection to a repository can be in another region.
    """,
    rejections=(ABSENT,),
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(EVERY_AWS_TYPE,),
    references=(LIST, ABSENT.source),
    check=check,
)
