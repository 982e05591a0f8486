"""lb-valid: Load balancers must have valid names, attributes and subnets in separate zones."""

from collections.abc import Iterator

from policypack.aws.ec2 import VPC
from policypack.aws.elb import CLASSIC, LOAD_BALANCER, LONGEST_NAME, NAME, is_application
from policypack.aws.vpc.exits import has_internet_gateway
from policypack.aws.vpc.subnet_spread import is_off_region, listed_subnets, share_a_zone, spans_two_zones
from policypack.check import Fact, Resource, Stack, Verdict, all_of, any_of, is_not, known, require
from policypack.constraint import (
    Constraint,
    Inputs,
    Table,
    argument,
    form,
    joined,
    length,
    not_with,
    of_text,
    one_of,
    within,
)
from policypack.fix import Add, Blank, Remove, Set, fix
from policypack.rule import Rejection, StackContext, StackRule

CREATE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html"
INTERNAL = "internal-"
ELSEWHERE = ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"]

ATTRIBUTES = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html"
MADE = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/elbv2"
SOURCE_NAT = {"loadBalancerType": "network", "ipAddressType": "dualstack", "enablePrefixForIpv6SourceNat": "on"}
MAPPED = {"subnetId": ELSEWHERE[0], "allocationId": "eipalloc-0123456789abcdef0"}

CHECK: Inputs = {"healthyThreshold": 2, "unhealthyThreshold": 2, "timeout": 3, "interval": 30}
CLASSIC_ONE: Inputs = {
    "availabilityZones": ["us-east-1a"],
    "listeners": [{"instancePort": 80, "instanceProtocol": "http", "lbPort": 80, "lbProtocol": "http"}],
}


def target_of(text: str) -> str:
    """The target with a path for HTTP, and with none for TCP."""
    protocol, _, rest = text.partition(":")
    port, _, path = rest.partition("/")
    return f"{protocol}:{port}/{path}" if protocol.upper().startswith("HTTP") else f"{protocol}:{port}"


name, type_of_balancer = argument("name"), argument("loadBalancerType")
of_applications = (type_of_balancer.is_empty() | type_of_balancer.equals("application")).unsaid()
TABLE = Table(
    "Elastic Load Balancing",
    {
        LOAD_BALANCER: (
            length(
                "name",
                LONGEST_NAME,
                error="ValidationError: The load balancer name 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' cannot be longer"
                " than '32' characters",
                source="https://github.com/aws-cloudformation/cfn-lint/issues/3259",
            ),
            form(
                "name",
                NAME,
                "letters, digits and hyphens, with no hyphen at an end",
                invalid=("orders_public", "orders-"),
                valid="orders-public",
                correct=joined("A-Za-z0-9-"),
                error="ValidationError: This name must be unique per region per account, can have a maximum of 32"
                " characters, must contain only alphanumeric characters or hyphens, must not begin or end with a"
                ' hyphen, and must not begin with "internal-".',
                source=CREATE,
            ),
            Constraint(
                demand=~name.starts_with(INTERNAL),
                when=name.is_given().unsaid(),
                error='"name" cannot begin with "internal-" (from the provider)',
                source="https://github.com/terraform-linters/tflint-ruleset-aws/issues/353",
                fix=fix(Set("name", Blank(f"a name that does not start with {INTERNAL}"))),
                correct=of_text(lambda text: text.removeprefix(INTERNAL)),
                invalid={"name": "internal-orders"},
                valid={"name": "internal"},
            ),
            *(
                within(path, low, high, error=error, source=ATTRIBUTES).also_when(of_applications)
                for path, low, high, error in (
                    ("idleTimeout", 1, 4000, "idle_timeout.timeout_seconds: The valid range is 1-4000 seconds."),
                    (
                        "clientKeepAlive",
                        60,
                        604_800,
                        "client_keep_alive.seconds: The valid range is 60-604800 seconds.",
                    ),
                )
            ),
            *(
                one_of(path, *values, but_not=other, error=error, source=ATTRIBUTES)
                for path, values, other, error in (
                    (
                        "desyncMitigationMode",
                        ("monitor", "defensive", "strictest"),
                        "strict",
                        "routing.http.desync_mitigation_mode: The possible values are monitor, defensive, and"
                        " strictest.",
                    ),
                    (
                        "xffHeaderProcessingMode",
                        ("append", "preserve", "remove"),
                        "replace",
                        "routing.http.xff_header_processing.mode: The possible values are append, preserve, and"
                        " remove.",
                    ),
                    (
                        "dnsRecordClientRoutingPolicy",
                        ("any_availability_zone", "availability_zone_affinity", "partial_availability_zone_affinity"),
                        "zone_affinity",
                        "dns_record.client_routing_policy: The possible values are availability_zone_affinity,"
                        " partial_availability_zone_affinity and any_availability_zone.",
                    ),
                )
            ),
            not_with(
                "securityGroups",
                ["sg-0123456789abcdef0"],
                {"loadBalancerType": "gateway"},
                error="ValidationError: Security Groups are not supported for Gateway Load Balancers.",
                source=f"{MADE}/pf-elbv2-lb-gwlb-no-security-groups/meta.yaml",
            ),
            Constraint(
                demand=of_applications.called("it is an application load balancer", "it must be an application one"),
                when=argument("ipAddressType").equals("dualstack-without-public-ipv4"),
                at="ipAddressType",
                error="ValidationError: The specified IP address type is not supported on load balancers with type"
                " 'network'.",
                source=CREATE,
                fix=fix(Set("ipAddressType", "dualstack")),
                invalid={"loadBalancerType": "network", "ipAddressType": "dualstack-without-public-ipv4"},
                valid=(
                    {"ipAddressType": "dualstack-without-public-ipv4"},
                    {"loadBalancerType": "network", "ipAddressType": "dualstack"},
                ),
            ),
            Constraint(
                demand=~argument("allocationId").is_present(),
                error="ValidationError: Elastic IPs are not supported for load balancers with type 'application'",
                source=CREATE,
                fix=fix(Remove("allocationId")),
                invalid=MAPPED,
                valid={"subnetId": ELSEWHERE[0]},
                condition="a subnet of a load balancer that is no network load balancer has an Elastic IP address",
            )
            .inside("subnetMappings[]", given=~type_of_balancer.equals("network"))
            .beside({"subnets": None}),
            Constraint(
                demand=~argument("privateIpv4Address").is_present(),
                error="ValidationError: You can only specify private IPv4 addresses for Network Load Balancers with"
                " scheme 'internal'.",
                source=CREATE,
                fix=fix(Remove("privateIpv4Address")),
                invalid={"subnetId": ELSEWHERE[0], "privateIpv4Address": "10.0.0.10"},
                valid={"subnetId": ELSEWHERE[0]},
                condition="a load balancer that is no internal network load balancer has a private address",
            )
            .inside("subnetMappings[]", given=~type_of_balancer.equals("network") | ~argument("internal").is_true())
            .beside({"subnets": None}),
            not_with(
                "internal",
                True,
                {"loadBalancerType": "gateway"},
                error="Scheme: You can't specify a scheme for a Gateway Load Balancer.",
                source=CREATE,
            ),
            Constraint(
                demand=~argument("ipv6Address").is_present(),
                error="IPv6Address: For internet-facing load balancer, you can specify one IPv6 address per subnet.",
                source=CREATE,
                fix=fix(Remove("ipv6Address")),
                invalid={"subnetId": ELSEWHERE[0], "ipv6Address": "2001:db8::1"},
                valid={"subnetId": ELSEWHERE[0]},
                condition="a subnet of an internal load balancer has an IPv6 address of its own",
            )
            .inside("subnetMappings[]", given=argument("internal").is_true())
            .beside({"subnets": None, "internal": True, "loadBalancerType": "network"}),
            *(
                Constraint(
                    demand=argument(path).equals(value),
                    when=argument("enablePrefixForIpv6SourceNat").equals("on"),
                    error="EnablePrefixForIpv6SourceNat: [Network Load Balancers with UDP listeners] Indicates whether"
                    " to use an IPv6 prefix from each subnet for source NAT. The IP address type must be dualstack.",
                    source=CREATE,
                    fix=fix(Set(path, value), otherwise=Remove("enablePrefixForIpv6SourceNat")),
                    invalid={**SOURCE_NAT, path: other},
                    valid=SOURCE_NAT,
                )
                for path, value, other in (
                    ("loadBalancerType", "network", "application"),
                    ("ipAddressType", "dualstack", "ipv4"),
                )
            ),
            Constraint(
                demand=argument("secondaryIpsAutoAssignedPerSubnet").between(0, 7),
                when=argument("secondaryIpsAutoAssignedPerSubnet").is_given().unsaid(),
                error="Auto-assigned secondary IPs per subnet are 0-7",
                source=f"{MADE}/pf-elbv2-lb-attr-secondary-ips-range/meta.yaml",
                fix=fix(Set("secondaryIpsAutoAssignedPerSubnet", 7)),
                invalid={"loadBalancerType": "network", "secondaryIpsAutoAssignedPerSubnet": 8},
                valid={"loadBalancerType": "network", "secondaryIpsAutoAssignedPerSubnet": 7},
            ),
        ),
        CLASSIC: (
            Constraint(
                demand=argument("healthCheck.target").matches(
                    r"(?i:TCP|SSL):\d{1,5}|(?i:HTTPS?):\d{1,5}/.*",
                    "TCP:PORT, SSL:PORT, HTTP:PORT/PATH or HTTPS:PORT/PATH",
                ),
                when=argument("healthCheck.target").is_given().unsaid(),
                error="ValidationError: HealthCheck Target must specify a port number, for HTTP and HTTPS followed by a"
                ' path that begins with "/", e.g. HTTP:80/weather/us/wa/seattle',
                source="https://github.com/hashicorp/terraform/issues/8547",
                fix=fix(Set("healthCheck.target", Blank("PROTOCOL:PORT, for HTTP and HTTPS with a path"))),
                correct=of_text(target_of),
                invalid=tuple({"healthCheck": {**CHECK, "target": target}} for target in ("TCP:22/", "HTTP:80", "TCP")),
                valid=tuple(
                    {"healthCheck": {**CHECK, "target": target}} for target in ("TCP:22", "http:80/", "SSL:443")
                ),
            ),
        ),
    },
    {**{type_: {"subnets": ELSEWHERE} for type_ in LOAD_BALANCER}, CLASSIC[0]: CLASSIC_ONE},
)
ONE_ZONE = Rejection(
    service="Elastic Load Balancing",
    condition="The subnets of an application load balancer are in one availability zone",
    error="ValidationError: At least two subnets in two different Availability Zones must be specified",
    source="https://github.com/kasmtech/terraform/issues/5",
    invalid="one-subnet",
    valid="network",
)
SAME_ZONE = Rejection(
    service="Elastic Load Balancing",
    condition="Two subnets of a load balancer are in the same availability zone",
    error="InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in the same Availability"
    " Zone",
    source="https://github.com/robertdebock/terraform-aws-vault/issues/5",
    invalid="same-zone",
    valid="two-zones",
)


NO_GATEWAY = Rejection(
    service="Elastic Load Balancing",
    condition="An internet-facing load balancer is in a new VPC that gets no internet gateway",
    error="InvalidSubnet: VPC vpc-0765c67bbc82a1b7d has no internet gateway",
    source="https://github.com/hashicorp/terraform/issues/13587",
    invalid="no-gateway",
    valid="two-zones",
)


def check(load_balancer: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The subnets are in different availability zones, those of an application load balancer in two or more."""
    listed, subnets = load_balancer["subnets"], listed_subnets(context.stack, load_balancer, "subnets")
    is_classic = known(load_balancer.type in CLASSIC)
    yield require(
        spans_two_zones(listed, subnets),
        when=all_of(
            listed.is_set(), is_not(is_classic), is_application(load_balancer), is_not(subnets.any(is_off_region))
        ),
        at=listed,
        problem="The subnets are in one availability zone; an application load balancer needs two.",
        fix=fix(Add("subnets", Blank("the ID of a subnet in another availability zone"))),
        rejects=ONE_ZONE,
    )
    yield require(
        is_not(share_a_zone(subnets)),
        when=listed.is_set(),
        at=listed,
        problem="Two of the subnets are in the same availability zone.",
        fix=fix(Set("subnets", Blank("the IDs of subnets, one of each availability zone"))),
        rejects=SAME_ZONE,
    )
    mapped = listed_subnets(context.stack, load_balancer, "subnetMappings")
    yield require(
        (subnets + mapped).all(lambda subnet: may_face_internet(subnet, context.stack)),
        when=all_of(
            any_of(listed.is_set(), load_balancer["subnetMappings"].is_set()),
            is_not(load_balancer["internal"].is_true()),
            is_not(load_balancer["loadBalancerType"].equals("gateway")),
        ),
        at="internal",
        problem="The load balancer faces the internet, and the VPC of its subnets has no internet gateway.",
        fix=fix(Set("internal", True), note="or an aws.ec2.InternetGateway of the VPC, made before"),
        rejects=NO_GATEWAY,
    )


def may_face_internet(subnet: Resource, stack: Stack) -> Fact:
    """The subnet's VPC has an internet gateway, or may have one that the stack does not make."""
    vpcs = stack.referred(subnet, "vpcId", VPC[:1])
    return any_of(
        vpcs.all(lambda vpc: any_of(is_not(vpc.is_new()), has_internet_gateway(stack, vpc))), is_off_region(subnet)
    )


RULE = StackRule(
    id="lb-valid",
    summary="Load balancers must have valid names, attributes and subnets in separate zones",
    rationale="""
        An application load balancer needs subnets in two availability zones or more, and every load balancer has at
        most one subnet of each. One that faces the internet is in a VPC with an internet gateway. On Outposts and in
        local zones one subnet is enough. Subnets outside the stack count as subnets in different zones, and the zones
        of subnets in subnet_mappings are not checked.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*LOAD_BALANCER, *CLASSIC),
    references=(CREATE,),
    rejections=(*TABLE.rejections, ONE_ZONE, SAME_ZONE, NO_GATEWAY),
    table=TABLE,
    check=check,
)
