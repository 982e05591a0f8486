"""globalaccelerator-listener-valid: Listeners must not overlap, endpoints must be in their group's region."""

from collections.abc import Iterator

from policypack.aws.globalaccelerator import ACCELERATOR, ENDPOINT_GROUP, LISTENER
from policypack.check import Fact, Resource, Verdict, all_of, any_fact, is_not, require, together
from policypack.constraint import Table, ordered
from policypack.fix import Blank, Set, fix
from policypack.model.values import Plain
from policypack.rule import Rejection, StackContext, StackRule

API = "https://docs.aws.amazon.com/global-accelerator/latest/api"
OF_LISTENER, OF_GROUP = f"{API}/API_CreateListener.html", f"{API}/API_CreateEndpointGroup.html"

OVERLAP = Rejection(
    service="Global Accelerator",
    condition="Two listeners of an accelerator have a port of one protocol in common",
    error="InvalidPortRangeException: Invalid port range PortRange(fromPort=443, toPort=443), which overlaps with port"
    " range PortRange(fromPort=443, toPort=443) taken by listener",
    source="https://github.com/aws/aws-cdk/issues/22656",
    invalid="second",
    valid="first",
)
OTHER_REGION = Rejection(
    service="Global Accelerator",
    condition="A load balancer of an endpoint group is in another region than the group",
    error="InvalidArgumentException: 'arn:aws:elasticloadbalancing:us-east-2:...' is not a valid load balancer ARN",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/28536",
    invalid="far",
    valid="near",
)
TABLE = Table(
    "Global Accelerator",
    {
        LISTENER: (
            ordered(
                "fromPort",
                "toPort",
                low=80,
                high=443,
                error="InvalidPortRangeException: The port numbers that you specified are not valid numbers or are not"
                " unique for this accelerator.",
                source=OF_LISTENER,
            ).inside("portRanges[]"),
        ),
    },
    base={LISTENER[0]: {"acceleratorArn": "arn:aws:globalaccelerator::123456789012:accelerator/a", "protocol": "TCP"}},
)


def check(subject: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Of listeners that share a port, all but the first are reported; endpoints are in their group's region."""
    if subject.type in ACCELERATOR:
        yield from of_accelerator(subject, context)
    elif subject.type in ENDPOINT_GROUP:
        yield from of_group(subject, context)


def of_accelerator(accelerator: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The ports of its listeners, by protocol."""
    links = context.stack.linked(LISTENER, to=accelerator, by="acceleratorArn").links
    for place, (listener, fact) in enumerate(links):
        earlier = any_fact(all_of(fact, other_fact, overlap(listener, other)) for other, other_fact in links[:place])
        yield require(
            is_not(earlier),
            at="portRanges",
            problem=f"Another listener of {accelerator} has a port of portRanges, with the same protocol.",
            fix=fix(Set("portRanges", Blank("ports that no other listener has"))),
            on=listener,
            rejects=OVERLAP,
        )


def overlap(one: Resource, other: Resource) -> Fact:
    """They have a port of one protocol in common."""
    return all_of(
        together(same, one["protocol"].as_text(), other["protocol"].as_text()),
        together(share_a_port, one["portRanges"].complete(), other["portRanges"].complete()),
    )


def same(one: object, other: object) -> bool:
    return one == other


def share_a_port(ours: Plain, theirs: Plain) -> bool:
    return any(low <= last and first <= high for low, high in ports(ours) for first, last in ports(theirs))


def ports(ranges: Plain) -> list[tuple[int, int]]:
    """The ranges whose ends are numbers."""
    listed = ranges if isinstance(ranges, list) else []
    found = [(port(one.get("fromPort")), port(one.get("toPort"))) for one in listed if isinstance(one, dict)]
    return [(low, high) for low, high in found if low is not None and high is not None]


def port(number: Plain) -> int | None:
    if isinstance(number, int | float):
        return int(number)
    return int(number) if isinstance(number, str) and number.isdecimal() else None


def of_group(group: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The region of each load balancer that is named by an ARN."""
    region = group["endpointGroupRegion"]
    own = context.region(group) if region.is_absent else region
    for endpoint in group.each("endpointConfigurations[].endpointId"):
        if endpoint.is_absent:
            continue
        yield require(
            together(is_near, endpoint, own),
            at=endpoint,
            problem=f"The load balancer {endpoint} is in another region than the group, which is in {own}.",
            fix=fix(
                Set(
                    "endpointGroupRegion",
                    endpoint.as_text().say(region_in, "") or Blank("the region of the load balancer"),
                )
            ),
            rejects=OTHER_REGION,
        )


def is_near(endpoint: object, region: object) -> bool:
    """The load balancer's ARN has the region, or the endpoint is something else."""
    text = str(endpoint)
    return region is None or ":elasticloadbalancing:" not in text or region_in(text) == region


def region_in(arn: str) -> str:
    parts = arn.split(":")
    return parts[3] if len(parts) > 3 else ""


RULE = StackRule(
    id="globalaccelerator-listener-valid",
    summary="Listeners must not overlap, endpoints must be in their group's region",
    rationale="""
        An accelerator has one listener for each port and protocol. The load balancers of an endpoint group are in the
        group's region, which is the provider's unless the group says another. Load balancers that the stack makes in
        the same run are not compared.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*ACCELERATOR, *LISTENER, *ENDPOINT_GROUP),
    references=(OF_LISTENER, OF_GROUP),
    rejections=(*TABLE.rejections, OVERLAP, OTHER_REGION),
    table=TABLE,
    check=check,
)
