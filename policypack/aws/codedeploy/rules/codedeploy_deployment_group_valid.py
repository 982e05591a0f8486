"""codedeploy-deployment-group-valid: Deployment groups must fit their application, load balancer and fleet."""

from collections.abc import Iterator

from policypack.aws import codedeploy
from policypack.check import Resource, Verdict, all_of, any_of, is_not, known, require
from policypack.constraint import Constraint, Set, Table, argument, fix, needs
from policypack.fix import Blank, Target, note
from policypack.rule import Rejection, StackContext, StackRule

CREATE = "https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateDeploymentGroup.html"
FLEET = "https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2071"
ROLE = "arn:aws:iam::123456789012:role/deployments"
COPIED = {"blueGreenDeploymentConfig.greenFleetProvisioningOption.action": "COPY_AUTO_SCALING_GROUP"}
ECS_OF_SERVER = Rejection(
    service="CodeDeploy",
    condition="A deployment group has an ECS service, and its application is not of the compute platform ECS",
    error="InvalidECSServiceException: Should not specify ECS services parameter for Server deployment group",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/6802",
    invalid="server",
    valid="ecs",
)

BALANCERS = {
    "targetGroupPairInfo": ("ECS",),
    "targetGroupInfos": ("Server", ""),
    "elbInfos": ("Server", ""),
}
"""The compute platforms with this kind of load balancer; an application without one is for servers."""
OTHER_BALANCER = Rejection(
    service="CodeDeploy",
    condition="A group's load balancer is of a kind that its application's compute platform does not have",
    error="InvalidLoadBalancerInfoException: An invalid load balancer name, or no load balancer name, was specified.",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/26719",
    invalid="pair",
    valid="ecs",
)

groups = argument("autoscalingGroups")

TABLE = Table(
    "CodeDeploy",
    {
        codedeploy.DEPLOYMENT_GROUP: (
            Constraint(
                demand=groups.is_present() & groups.has_at_most(1).unsaid(),
                when=argument("blueGreenDeploymentConfig.greenFleetProvisioningOption.action").equals(
                    "COPY_AUTO_SCALING_GROUP"
                ),
                error="InvalidAutoScalingGroupException: Exactly one AutoScaling group must be specified when selecting"
                " the COPY_AUTO_SCALING_GROUP green fleet provisioning option.",
                source=FLEET,
                fix=fix(Set("autoscalingGroups", [Blank("the name of one Auto Scaling group")])),
                invalid=(COPIED, {**COPIED, "autoscalingGroups": ["orders", "billing"]}),
                valid=(
                    {**COPIED, "autoscalingGroups": ["orders"]},
                    {"blueGreenDeploymentConfig.greenFleetProvisioningOption.action": "DISCOVER_EXISTING"},
                ),
            ),
            needs(
                {"deploymentStyle.deploymentOption": "WITH_TRAFFIC_CONTROL"},
                "loadBalancerInfo",
                {"targetGroupInfos": [{"name": "orders"}]},
                blank="the target groups, or the load balancers",
                error="InvalidLoadBalancerInfoException: The specification for load balancing in the deployment group"
                " is invalid. The deploymentOption value is set to WITH_TRAFFIC_CONTROL, but either no load balancer"
                " was specified in elbInfoList or no target group was specified in targetGroupInfoList.",
                source="https://github.com/awsdocs/amazon-ecs-developer-guide/issues/213",
            ),
        )
    },
    {
        codedeploy.DEPLOYMENT_GROUP[0]: {
            "appName": "orders",
            "deploymentGroupName": "orders",
            "serviceRoleArn": ROLE,
        }
    },
)


def check(group: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A group with an ECS service is of an application for ECS."""
    applications = context.stack.referred(group, "appName", codedeploy.APPLICATION, codedeploy.NAMES)
    for application, named in applications.links:
        platform = application["computePlatform"]
        for kind, platforms in BALANCERS.items():
            yield require(
                any_of(is_not(named), platform.or_default("").is_in(platforms)),
                when=all_of(
                    is_not(group["loadBalancerInfo"][kind].is_empty()),
                    # An ECS service of another platform is the finding below.
                    any_of(known("ECS" not in platforms), group["ecsService"].is_empty()),
                ),
                at="loadBalancerInfo",
                problem=f"The deployment group has loadBalancerInfo.{kind}, and the computePlatform of {application} is"
                f" {platform if not platform.is_absent else 'Server, the default'}.",
                fix=note("targetGroupPairInfo for ECS, targetGroupInfos or elbInfos for servers"),
                rejects=OTHER_BALANCER,
            )
        yield require(
            any_of(is_not(named), platform.equals("ECS")),
            when=group["ecsService"].is_set(),
            at="ecsService",
            problem=f"The deployment group has an ecsService, and the computePlatform of {application} is"
            f" {platform if not platform.is_absent else 'Server, the default'}.",
            fix=fix(
                Set("computePlatform", "ECS", Target.of(application)),
                note="or a deployment group without ecsService, with a load balancer for servers",
            ),
            rejects=ECS_OF_SERVER,
        )


RULE = StackRule(
    id="codedeploy-deployment-group-valid",
    summary="Deployment groups must fit their application, load balancer and fleet",
    rationale="""
        A deployment group for an ECS service needs an application whose compute platform is ECS; an application without
        one is for servers. Only ECS has pairs of target groups. A deployment with traffic control needs a load
        balancer, and one that copies an Auto Scaling group exactly one of them.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.2.0",
    applies_to=TABLE.types,
    references=(CREATE,),
    table=TABLE,
    rejections=(*TABLE.rejections, ECS_OF_SERVER, OTHER_BALANCER),
    check=check,
)
