"""eks-cluster-valid: EKS clusters must have subnets in two zones, and Auto Mode as a whole."""

from collections.abc import Iterator

from policypack.aws.ec2 import zone
from policypack.aws.eks import ACCESS_ENTRY, CLUSTER, FARGATE_PROFILE
from policypack.aws.vpc.exits import is_public
from policypack.aws.vpc.subnet_spread import listed_subnets, spans_two_zones
from policypack.check import Resource, Verdict, all_of, is_not, require
from policypack.constraint import Constraint, Inputs, Table, argument, few, not_with
from policypack.fix import Add, Blank, Remove, Set, fix
from policypack.model.conditions import NEW, Condition, Words, all_conditions
from policypack.rule import Rejection, StackContext, StackRule

NETWORK = "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html"
AUTO = "https://docs.aws.amazon.com/eks/latest/userguide/automode.html"
NETWORK_CONFIG = "https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html"
ENTRY = "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessEntry.html"
PROFILE = "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateFargateProfile.html"
ADDONS = "https://github.com/hashicorp/terraform-provider-aws/pull/40483"
WHOLE = "https://github.com/kubernetes-sigs/cluster-api-provider-aws/issues/5278"
NODE_ROLE = "arn:aws:iam::123456789012:role/node"
SWITCHES = (
    "computeConfig.enabled",
    "kubernetesNetworkConfig.elasticLoadBalancing.enabled",
    "storageConfig.blockStorage.enabled",
)
"""The three capabilities of Auto Mode, on or off together."""
AUTO_MODE: Inputs = {
    **dict.fromkeys(SWITCHES, True),
    "bootstrapSelfManagedAddons": False,
    "accessConfig.authenticationMode": "API",
}
WITHOUT_CONTROL_PLANES = ("use1-az3", "usw1-az2", "cac1-az3")
"""Zones in which EKS places no control plane (user guide, 2026-11). Which name means one differs by account."""

ip_family, ipv4 = argument("kubernetesNetworkConfig.ipFamily"), argument("kubernetesNetworkConfig.serviceIpv4Cidr")
mode, type_ = argument("accessConfig.authenticationMode"), argument("type")
is_new = NEW.unsaid()
CREATOR = "accessConfig.bootstrapClusterCreatorAdminPermissions"
CONFIG_MAP: Inputs = {mode.path: "CONFIG_MAP"}


def together_with(own: str, others: tuple[str, ...]) -> Constraint:
    """With this capability of Auto Mode, the others are on, too."""
    return Constraint(
        demand=all_conditions(argument(name).is_true() for name in others),
        when=argument(own).is_true(),
        at=own,
        error="InvalidParameterException: For EKS Auto Mode, please ensure that all required configs, including"
        " computeConfig, kubernetesNetworkConfig, and blockStorage are all either fully enabled or fully disabled.",
        source=WHOLE,
        fix=fix(*(Set(name, True) for name in others)),
        invalid={**AUTO_MODE, **dict.fromkeys(others, False)},
        valid=AUTO_MODE,
    )


ROWS = (
    *(together_with(own, tuple(other for other in SWITCHES if other != own)) for own in SWITCHES),
    Constraint(
        demand=~argument(CREATOR).equals(False),
        when=mode.equals("CONFIG_MAP") & is_new,
        error="InvalidParameterException: bootstrapClusterCreatorAdminPermissions must be true if cluster"
        " authentication mode is set to CONFIG_MAP",
        source="https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessConfigRequest.html",
        fix=fix(Remove(CREATOR), otherwise=Set(mode.path, "API")),
        invalid={**CONFIG_MAP, CREATOR: False},
        valid=({mode.path: "API", CREATOR: False}, {**CONFIG_MAP, CREATOR: True}),
    ),
    Constraint(
        demand=argument("bootstrapSelfManagedAddons").equals(False),
        when=all_conditions(argument(name).is_true() for name in SWITCHES) & is_new,
        error="InvalidParameterException: When EKS Auto Mode is enabled, bootstrapSelfManagedAddons must be set to"
        " false.",
        source=ADDONS,
        fix=fix(Set("bootstrapSelfManagedAddons", False)),
        invalid=({**AUTO_MODE, "bootstrapSelfManagedAddons": None}, {**AUTO_MODE, "bootstrapSelfManagedAddons": True}),
        valid=AUTO_MODE,
    ),
    Constraint(
        demand=mode.one_of("API", "API_AND_CONFIG_MAP"),
        when=all_conditions(argument(name).is_true() for name in SWITCHES) & is_new,
        error="EKS Auto Mode requires the authentication mode API or API_AND_CONFIG_MAP.",
        source=AUTO,
        fix=fix(Set(mode.path, "API")),
        invalid=(
            {**AUTO_MODE, "accessConfig": None},
            {**AUTO_MODE, "accessConfig": {"authenticationMode": "CONFIG_MAP"}},
        ),
        valid=AUTO_MODE,
    ),
    Constraint(
        demand=argument("computeConfig.nodePools").is_present(),
        when=argument("computeConfig.nodeRoleArn").is_set(),
        error="InvalidParameterException: When Compute Config nodeRoleArn is not null or empty, nodePool value(s) must"
        " be provided.",
        source="https://docs.aws.amazon.com/eks/latest/APIReference/API_ComputeConfigRequest.html",
        fix=fix(Set("computeConfig.nodePools", ["general-purpose"]), otherwise=Remove("computeConfig.nodeRoleArn")),
        invalid={**AUTO_MODE, "computeConfig.nodeRoleArn": NODE_ROLE},
        valid={**AUTO_MODE, "computeConfig.nodeRoleArn": NODE_ROLE, "computeConfig.nodePools": ["general-purpose"]},
    ),
    not_with(
        ipv4.path,
        "10.100.0.0/16",
        {ip_family.path: "ipv6"},
        error="ServiceIpv4Cidr: Don't specify a value if you select ipv6 for ipFamily.",
        source=NETWORK_CONFIG,
    ),
    Constraint(
        demand=argument("vpcConfig.endpointPrivateAccess").is_true(),
        when=argument("vpcConfig.endpointPublicAccess").equals(False),
        error="InvalidParameterException: Private and public endpoint access cannot be false",
        source="https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",
        fix=fix(Set("vpcConfig.endpointPrivateAccess", True)),
        invalid=(
            {"vpcConfig.endpointPublicAccess": False},
            {"vpcConfig.endpointPublicAccess": False, "vpcConfig.endpointPrivateAccess": False},
        ),
        valid={"vpcConfig.endpointPublicAccess": False, "vpcConfig.endpointPrivateAccess": True},
    ),
)
RESERVED_USERS = ("system:", "eks:", "aws:", "amazon:", "iam:")
"""What the user name of an access entry must not begin with."""
groups = argument("kubernetesGroups")
has_reserved_group = Condition(
    lambda it: groups.of(it).any(lambda one: one.starts_with("system:")),
    Words.do("kubernetesGroups", "have", "has", "a name that starts with system:"),
    ("kubernetesGroups",),
)
is_standard = type_.is_empty() | type_.equals("STANDARD")
OF_NODES = ("EC2_LINUX", "EC2_WINDOWS", "FARGATE_LINUX", "EC2", "HYBRID_LINUX", "HYPERPOD_LINUX")
TABLE = Table(
    "EKS",
    {
        CLUSTER: ROWS,
        ACCESS_ENTRY: (
            *tuple(
                Constraint(
                    demand=argument(name).is_empty(),
                    when=type_.one_of(*OF_NODES),
                    error="If you set the value to EC2_LINUX or EC2_WINDOWS, you can't specify values for"
                    " kubernetesGroups, or associate an AccessPolicy to the access entry.",
                    source=ENTRY,
                    fix=fix(Remove(name), otherwise=Set("type", "STANDARD")),
                    invalid={"type": "EC2_LINUX", name: value},
                    valid=({"type": "EC2_LINUX"}, {"type": "STANDARD", name: value}),
                )
                for name, value in (("kubernetesGroups", ["viewers"]),)
            ),
            Constraint(
                demand=~has_reserved_group,
                when=groups.is_given().unsaid() & is_standard.unsaid(),
                error="InvalidParameterException: The kubernetes group name system:masters is invalid, it cannot start"
                " with system:",
                source="https://github.com/terraform-aws-modules/terraform-aws-eks/issues/2915",
                fix=fix(
                    Set("kubernetesGroups", [Blank("a group of your own")]),
                    note="an aws.eks.AccessPolicyAssociation with AmazonEKSClusterAdminPolicy makes administrators",
                ),
                invalid={"kubernetesGroups": ["system:masters"]},
                valid={"kubernetesGroups": ["viewers"]},
            ),
            Constraint(
                demand=~argument("userName").starts_with(*RESERVED_USERS),
                when=argument("userName").is_given().unsaid() & is_standard.unsaid(),
                error="InvalidParameterException: The username must not begin with system:",
                source="https://github.com/aws-ia/terraform-aws-eks-blueprints/issues/2004",
                fix=fix(Remove("userName")),
                invalid={"userName": "system:viewer"},
                valid={"userName": "viewer"},
            ),
        ),
        FARGATE_PROFILE: (
            few(
                "selectors",
                5,
                item={"namespace": "web"},
                error="You may specify up to five selectors in a Fargate profile.",
                source=PROFILE,
            ),
        ),
    },
    base={
        CLUSTER[0]: {
            "roleArn": "arn:aws:iam::123456789012:role/eks",
            "vpcConfig.subnetIds": ["subnet-0a1b2c3d4e5f60718", "subnet-1a2b3c4d5e6f70819"],
        },
        ACCESS_ENTRY[0]: {"clusterName": "main", "principalArn": NODE_ROLE},
        FARGATE_PROFILE[0]: {
            "clusterName": "main",
            "podExecutionRoleArn": "arn:aws:iam::123456789012:role/pods",
            "selectors": [{"namespace": "web"}],
        },
    },
)
ONE_ZONE = Rejection(
    service="EKS",
    condition="The subnets of a cluster are in one availability zone",
    error="InvalidParameterException: Subnets specified must be in at least two different AZs",
    source="https://github.com/awsdocs/amazon-eks-user-guide/pull/795",
    invalid="one-zone",
    valid="two-zones",
)
NO_CONTROL_PLANE = Rejection(
    service="EKS",
    condition="A subnet of a cluster is in a zone in which EKS places no control plane",
    error="UnsupportedAvailabilityZoneException: Cannot create cluster 'main' because EKS does not support creating"
    " control plane instances in us-east-1e, the targeted availability zone.",
    source=NETWORK,
    invalid="far-zone",
    valid="two-zones",
)


PUBLIC_PODS = Rejection(
    service="EKS",
    condition="A subnet of a Fargate profile has a route to an internet gateway",
    error="InvalidParameterException: Subnet subnet-0388a5e2e3dc49212 provided in Fargate Profile is not a private"
    " subnet",
    source=PROFILE,
    invalid="public-pods",
    valid="private-pods",
)


def check(cluster: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The subnets of the control plane are in two availability zones or more, which EKS supports."""
    if cluster.type in FARGATE_PROFILE:
        yield pods_are_private(cluster, context)
    if cluster.type not in CLUSTER:
        return
    listed = cluster.at("vpcConfig.subnetIds")
    subnets = listed_subnets(context.stack, cluster, "vpcConfig.subnetIds")
    is_in_region = all_of(listed.is_set(), is_not(cluster["outpostConfig"].is_set()))
    yield require(
        spans_two_zones(listed, subnets),
        when=is_in_region,
        at="vpcConfig.subnetIds",
        problem="All vpcConfig.subnetIds are in one availability zone.",
        fix=fix(Add("vpcConfig.subnetIds", Blank("the ID of a subnet in another availability zone"))),
        rejects=ONE_ZONE,
    )
    yield require(
        is_not(subnets.any(lambda subnet: zone(subnet).is_in(WITHOUT_CONTROL_PLANES))),
        when=is_in_region,
        at="vpcConfig.subnetIds",
        problem="A subnet is in a zone in which EKS places no control plane.",
        fix=fix(Set("vpcConfig.subnetIds", Blank("subnets of other availability zones"))),
        rejects=NO_CONTROL_PLANE,
    )


def pods_are_private(profile: Resource, context: StackContext[None]) -> Verdict:
    """No subnet of a Fargate profile has a route to an internet gateway."""
    subnets = listed_subnets(context.stack, profile, "subnetIds")
    return require(
        is_not(subnets.any(lambda subnet: is_public(context.stack, subnet))),
        at="subnetIds",
        problem="A subnet of the profile has a default route to an internet gateway.",
        fix=fix(Set("subnetIds", Blank("private subnets: their way out is a NAT gateway, or none"))),
        rejects=PUBLIC_PODS,
    )


RULE = StackRule(
    id="eks-cluster-valid",
    summary="EKS clusters must have subnets in two zones, and Auto Mode as a whole",
    rationale="""
        EKS places the network interfaces of the control plane in subnets of two availability zones or more, also where
        the nodes are in one. A cluster on an Outpost needs one subnet. Subnets outside the stack count as subnets in
        different zones. Auto Mode is compute, load balancing and storage together, without the self-managed add-ons.
        Fargate runs pods in private subnets.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*CLUSTER, *ACCESS_ENTRY, *FARGATE_PROFILE),
    references=(NETWORK, *TABLE.sources),
    rejections=(*TABLE.rejections, ONE_ZONE, NO_CONTROL_PLANE, PUBLIC_PODS),
    table=TABLE,
    check=check,
)
