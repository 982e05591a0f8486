"""instance-public-ip: Instances must have no address on the internet."""

from collections.abc import Iterator

from policypack.aws.ec2 import DEFAULT_SUBNET, SUBNET, ebs
from policypack.check import FALSE, TRUE, Fact, Resource, Stack, Value, Verdict, all_of, any_of, is_not, require
from policypack.fix import Set, fix
from policypack.rule import StackContext, StackRule

INSTANCE = ebs.INSTANCE[:1]
ASSOCIATES = "associatePublicIpAddress"
HARM = "Whoever finds it can try every port that its security groups leave open."


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """No interface asks for a public address, and no subnet gives one to an instance that does not say."""
    for asked in settings(resource):
        from_subnet = all_of(is_not(asked.is_set()), subnet_gives_one(resource, context.stack))
        why = "the subnet gives it a public address" if asked.is_absent else f"{asked.path} is {asked}"
        yield require(
            is_not(any_of(asked.is_true(), from_subnet)),
            at=asked,
            problem=f"The instance is on the internet, as {why}. {HARM}",
            fix=fix(Set(asked.path, False)),
        )


def settings(resource: Resource) -> Iterator[Value]:
    """The arguments that ask for a public address."""
    if resource.type in ebs.LAUNCH_TEMPLATE:
        yield from (one[ASSOCIATES] for one in resource["networkInterfaces"].elements())
    else:
        yield resource[ASSOCIATES]


def subnet_gives_one(resource: Resource, stack: Stack) -> Fact:
    """The subnet gives each instance a public address; unknown where a launch template may say otherwise. An instance
    with an interface of its own has that one's addresses."""
    if resource.type not in INSTANCE:
        return FALSE
    own = any_of(resource["networkInterfaces"].is_set(), resource["primaryNetworkInterface"].is_set())
    template = resource["launchTemplate"]
    return all_of(
        is_not(own),
        TRUE if template.is_absent else template.undecided(),
        any_of(
            stack.referred(resource, "subnetId", SUBNET).any(lambda one: one["mapPublicIpOnLaunch"].is_true()),
            stack.referred(resource, "subnetId", DEFAULT_SUBNET).any(
                lambda one: is_not(one["mapPublicIpOnLaunch"].is_false())
            ),
        ),
    )


RULE = StackRule(
    id="instance-public-ip",
    summary="Instances must have no address on the internet",
    rationale="""
        Servers behind a load balancer need no public address, and administrators come by Session Manager or a VPN; the
        way out leads through a NAT gateway. An instance that says nothing has an address where its subnet gives one to
        all. A bastion host or a NAT instance has one by design and needs an exemption. Elastic addresses, which are
        given on purpose, are not asked.
    """,
    level="advisory",
    consequence="exposure",
    rated="high",
    since="0.3.0",
    controls=("EC2.9", "EC2.25", "AutoScaling.5"),
    applies_to=(*INSTANCE, *ebs.LAUNCH_TEMPLATE, *ebs.LAUNCH_CONFIGURATION),
    references=(
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-9",
    ),
    check=check,
)
