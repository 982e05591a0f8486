"""vpc-endpoint-valid: VPC endpoints must fit their type, zones, region and the VPC's DNS."""

import re
from collections.abc import Iterator

from policypack.aws import ec2
from policypack.aws.vpc.endpoints import (
    ENDPOINT,
    ONLY_INTERFACE,
    earlier_alike,
    endpoints_of,
    is_gateway_endpoint,
    is_private,
    service_error,
)
from policypack.aws.vpc.subnet_spread import listed_subnets, share_a_zone
from policypack.check import Fact, Resource, Value, Verdict, all_of, any_fact, is_not, require, together
from policypack.constraint import Constraint, Table, argument
from policypack.fix import Blank, Remove, Set, Target, fix
from policypack.rule import Rejection, StackContext, StackRule

CREATE = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html"
INTERFACE = "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html"
SUBNETS = ["subnet-0123456789abcdef0"]
GATEWAY = {"vpcEndpointType": None}
OF_INTERFACE = {"serviceName": "com.amazonaws.us-east-1.sqs", "vpcEndpointType": "Interface"}

kind = argument("vpcEndpointType")
is_gateway = (kind.is_empty() | kind.equals("Gateway")).called(
    "vpcEndpointType is Gateway", "vpcEndpointType must be Gateway", fails="vpcEndpointType is not Gateway"
)
to_interface = fix(Set("vpcEndpointType", "Interface"))

TABLE = Table(
    "VPC",
    {
        ENDPOINT: (
            Constraint(
                demand=argument("subnetIds").is_empty(),
                when=is_gateway & argument("serviceNetworkArn").is_empty().unsaid(),
                error="InvalidParameter: Subnet IDs are only supported for Interface and GatewayLoadBalancer type VPC"
                " Endpoints.",
                source="https://github.com/nanlabs/terraform-aws-starter/issues/18",
                fix=fix(Remove("subnetIds"), otherwise=Set("vpcEndpointType", "Interface")),
                invalid={"subnetIds": SUBNETS},
                valid=({}, {"subnetIds": SUBNETS, "vpcEndpointType": "Interface"}),
            ),
            Constraint(
                demand=argument("securityGroupIds").is_empty(),
                when=is_gateway,
                error="SecurityGroupIds: (Interface, Resource, ServiceNetwork, and Tunnel endpoints only) The IDs of"
                " the security groups to associate with the endpoint network interfaces.",
                source=CREATE,
                fix=fix(Remove("securityGroupIds"), otherwise=Set("vpcEndpointType", "Interface")),
                invalid={"securityGroupIds": ["sg-0123456789abcdef0"]},
                valid=({}, {"securityGroupIds": ["sg-0123456789abcdef0"], "vpcEndpointType": "Interface"}),
            ),
            Constraint(
                demand=~argument("privateDnsEnabled").is_true(),
                when=is_gateway,
                error="PrivateDnsEnabled: (Interface endpoint) Indicates whether to associate a private hosted zone"
                " with the specified VPC.",
                source=CREATE,
                fix=fix(Remove("privateDnsEnabled"), otherwise=Set("vpcEndpointType", "Interface")),
                invalid={"privateDnsEnabled": True},
                valid=({"privateDnsEnabled": False}, {"privateDnsEnabled": True, "vpcEndpointType": "Interface"}),
            ),
            Constraint(
                demand=~argument("dnsOptions.privateDnsOnlyForInboundResolverEndpoint").is_true(),
                when=is_gateway,
                error="InvalidParameter: DnsOptions PrivateDnsOnlyForInboundResolverEndpoint is applicable only to"
                " Interface VPC Endpoints.",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/45846",
                fix=fix(Remove("dnsOptions.privateDnsOnlyForInboundResolverEndpoint")),
                invalid={"dnsOptions.privateDnsOnlyForInboundResolverEndpoint": True},
                valid={
                    "vpcEndpointType": "Interface",
                    "dnsOptions.privateDnsOnlyForInboundResolverEndpoint": True,
                },
            ),
            Constraint(
                demand=argument("routeTableIds").is_empty(),
                when=kind.is_given().unsaid() & ~kind.equals("Gateway"),
                error="Route table IDs are only supported for Gateway type VPC Endpoint.",
                source="https://github.com/ansible-collections/amazon.aws/issues/576",
                fix=fix(Remove("routeTableIds")),
                invalid={"vpcEndpointType": "Interface", "routeTableIds": ["rtb-0123456789abcdef0"]},
                valid={"routeTableIds": ["rtb-0123456789abcdef0"]},
            ),
            Constraint(
                demand=~argument("serviceName").matches(
                    rf"(?:cn\.)?com\.amazonaws\.[a-z0-9-]+\.(?:{'|'.join(map(re.escape, ONLY_INTERFACE))})",
                    "a service that has interface endpoints only",
                ),
                when=is_gateway,
                at="vpcEndpointType",
                error="InvalidParameter: Endpoint type (Gateway) does not match service type (Interface).",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/2697",
                fix=to_interface,
                invalid={"serviceName": "com.amazonaws.us-east-1.secretsmanager"},
                valid=OF_INTERFACE,
            ),
            Constraint(
                demand=argument("subnetIds").has_at_most(1),
                when=kind.equals("GatewayLoadBalancer"),
                error="SubnetIds: For a Gateway Load Balancer endpoint, you can specify only one subnet.",
                source=CREATE,
                fix=fix(Set("subnetIds", Blank("one subnet")), note="an endpoint for each subnet"),
                invalid={"vpcEndpointType": "GatewayLoadBalancer", "subnetIds": [*SUBNETS, "subnet-1a1b2c3d4e5f60718"]},
                valid={"vpcEndpointType": "GatewayLoadBalancer", "subnetIds": SUBNETS},
            ),
        )
    },
    base={ENDPOINT[0]: {"vpcId": "vpc-0123456789abcdef0", "serviceName": "com.amazonaws.us-east-1.s3"}},
)
NO_DNS = Rejection(
    service="VPC",
    condition="An endpoint has private DNS and its VPC has no DNS support or hostnames",
    error="InvalidParameter: Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes"
    " set to true",
    source=INTERFACE,
    invalid="queues",
    valid="with-hostnames",
)
SAME_ZONE = Rejection(
    service="VPC",
    condition="Two subnets of an endpoint are in the same availability zone",
    error="DuplicateSubnetsInSameZone: Found another VPC endpoint subnet in the availability zone of"
    " subnet-004915fc13af2e4dc. VPC endpoint subnets should be in different availability zones supported by the VPC"
    " endpoint service.",
    source="https://github.com/terraform-aws-modules/terraform-aws-vpc/issues/583",
    invalid="same-zone",
    valid="two-zones",
)
SAME_DOMAIN = Rejection(
    service="VPC",
    condition="Two endpoints of a VPC are for the same service and have private DNS",
    error="InvalidParameter: private-dns-enabled cannot be set because there is already a conflicting DNS domain for"
    " elasticloadbalancing.us-east-1.amazonaws.com in the VPC vpc-XXXXX",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/17535",
    invalid="topics-b",
    valid="two-zones",
)
OTHER_REGION = Rejection(
    service="VPC",
    condition="An endpoint's service is in another region than the endpoint",
    error="InvalidServiceName: The Vpc Endpoint Service 'com.amazonaws.us-west-2.s3' does not exist",
    source="https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html",
    invalid="far",
    valid="near",
)
NO_GATEWAY = Rejection(
    service="VPC",
    condition="Private DNS of an interface endpoint is for resolvers only, and its VPC has no gateway endpoint",
    error="InvalidParameter: To set PrivateDnsOnlyForInboundResolverEndpoint to true, the VPC vpc-0909857804e108d80"
    " must have a Gateway endpoint for the service.",
    source="https://github.com/marcincuber/eks/issues/15",
    invalid="only-interface",
    valid="beside-gateway",
)
ONLY_INBOUND = "dnsOptions.privateDnsOnlyForInboundResolverEndpoint"


def check(endpoint: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The VPC has DNS, the subnets are in different zones, no other endpoint has the domain, the region is its own."""
    vpcs = context.stack.referred(endpoint, "vpcId", ec2.VPC[:1])
    yield require(
        vpcs.all(
            lambda vpc: all_of(vpc["enableDnsHostnames"].is_true(), is_not(vpc["enableDnsSupport"].equals(False)))
        ),
        when=is_private(endpoint),
        at="privateDnsEnabled",
        problem="privateDnsEnabled is true, and the VPC does not have both enableDnsSupport and enableDnsHostnames.",
        fix=fix(
            *(
                Set(name, True, on=Target.of(vpc))
                for vpc in vpcs
                for name in ("enableDnsHostnames", "enableDnsSupport")
            ),
            otherwise=Set("privateDnsEnabled", False),
        ),
        rejects=NO_DNS,
    )
    yield require(
        is_not(share_a_zone(listed_subnets(context.stack, endpoint, "subnetIds"))),
        when=endpoint["subnetIds"].is_set(),
        at="subnetIds",
        problem="Two of the subnets are in the same availability zone, and an endpoint has one subnet of each.",
        fix=fix(Set("subnetIds", Blank("the IDs of subnets, one of each availability zone"))),
        rejects=SAME_ZONE,
    )
    yield require(
        is_not(earlier_alike(context.stack, endpoint)),
        when=is_private(endpoint),
        at="privateDnsEnabled",
        problem=f"Another endpoint of the VPC for {endpoint['serviceName']} has private DNS, too.",
        fix=fix(Remove(""), otherwise=Set("privateDnsEnabled", False)),
        rejects=SAME_DOMAIN,
    )
    yield require(
        vpcs.all(lambda vpc: has_gateway_endpoint(vpc, endpoint, context)),
        when=endpoint.at(ONLY_INBOUND).is_true(),
        at=ONLY_INBOUND,
        problem=f"{ONLY_INBOUND} is true, and the VPC has no gateway endpoint for {endpoint['serviceName']}.",
        fix=fix(Set(ONLY_INBOUND, False), note="or add a gateway endpoint for the service, which this one depends on"),
        rejects=NO_GATEWAY,
    )
    region = context.region(endpoint)
    yield require(
        together(is_near, endpoint["serviceName"], region),
        when=endpoint["serviceRegion"].is_empty(),
        at="serviceName",
        problem=f"serviceName is {endpoint['serviceName']}, and the endpoint is in {region}.",
        fix=fix(Set("serviceName", moved(endpoint["serviceName"].as_text(), region))),
        rejects=OTHER_REGION,
    )


def has_gateway_endpoint(vpc: Resource, endpoint: Resource, context: StackContext[None]) -> Fact:
    """The stack makes a gateway endpoint of the VPC for the same service."""
    service = endpoint["serviceName"]
    return any_fact(
        all_of(
            fact,
            is_gateway_endpoint(other),
            together(lambda one, two: one == two, service, other["serviceName"]),
        )
        for other, fact in context.stack.derived(endpoints_of, vpc, is_gateway_endpoint).like(service)
    )


def is_near(service: object, region: object) -> bool:
    """The name of AWS's service has the endpoint's region in it, or none."""
    return region is None or service_error(str(service), str(region)) is None


def moved(service: Value, region: Value) -> str | Blank:
    """The name of the same service in the region."""
    named = region.say(str, "")
    return (
        service.say(lambda text: re.sub(r"(?<=amazonaws\.)[a-z0-9-]+", lambda _: named, text), "") if named else Blank()
    )


RULE = StackRule(
    id="vpc-endpoint-valid",
    summary="VPC endpoints must fit their type, zones, region and the VPC's DNS",
    rationale="""
        An endpoint is a gateway unless vpcEndpointType says otherwise: a gateway, which only S3 and DynamoDB have, has
        route tables, and an interface has subnets, security groups and private DNS. Private DNS needs both DNS settings
        of the VPC, of which enableDnsHostnames is false unless a program sets it, and a domain can be private only once
        in a VPC. VPCs and subnets that the stack does not make are not checked.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.2.0",
    applies_to=ENDPOINT,
    references=(CREATE, INTERFACE),
    rejections=(*TABLE.rejections, NO_DNS, SAME_ZONE, SAME_DOMAIN, OTHER_REGION, NO_GATEWAY),
    table=TABLE,
    check=check,
)
