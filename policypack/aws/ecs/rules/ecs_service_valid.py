"""ecs-service-valid: ECS services must fit their task definition."""

from collections.abc import Callable, Iterator

from policypack.aws import ecs
from policypack.aws.common.computed import is_made_elsewhere
from policypack.aws.ecs import container_definitions as ecs_containers
from policypack.aws.elb import TARGET_GROUP, target_type
from policypack.check import Fact, Linked, Resource, Value, Verdict, all_of, any_of, is_not, require, together
from policypack.rule import Rejection, StackContext, StackRule


def check(service: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Capacity, network and load balancers fit the service's task definition."""
    tasks = context.stack.referred(service, "taskDefinition", ecs.TASK_DEFINITION, ("family",))
    yield from capacity_fits(service, tasks)
    yield from network_fits(service, tasks)
    for balancer in service["loadBalancers"].elements():
        yield from container_is_there(balancer, tasks)
    yield from targets_fit(context.stack.referred(service, "loadBalancers.targetGroupArn", TARGET_GROUP), tasks)


def capacity_fits(service: Resource, tasks: Linked) -> Iterator[Verdict]:
    """One way to get capacity, which the task definition is for."""
    launch_type, strategies = service["launchType"], service["capacityProviderStrategies"]
    yield require(
        any_of(is_not(launch_type.is_set()), strategies.is_empty()),
        at=launch_type,
        problem=f"launchType is {launch_type} and capacityProviderStrategies is said, too: Specifying both a launch"
        " type and capacity provider strategy is not supported. Remove one and try again.",
        fix="launch_type=None  # or without capacity_provider_strategies",
    )
    yield require(
        tasks.all(lambda task: any_of(is_not(task["requiresCompatibilities"].is_set()), ecs.is_for_fargate(task))),
        when=launch_type.equals("FARGATE"),
        at=launch_type,
        problem="launchType is FARGATE and the task definition is not for it: Task definition does not support"
        " launch_type FARGATE.",
        fix='requires_compatibilities=["FARGATE"]  # of the task definition',
    )


def network_fits(service: Resource, tasks: Linked) -> Iterator[Verdict]:
    """A network configuration for awsvpc, and for nothing else."""
    network = service["networkConfiguration"]
    yield require(
        network.is_set(),
        when=tasks.any(has_own_interface),
        at=network,
        problem="networkConfiguration is not set: Network Configuration must be provided when networkMode 'awsvpc' is"
        " specified.",
        fix='network_configuration={"subnets": [subnet.id for subnet in subnets]}',
    )
    yield require(
        tasks.all(has_own_interface),
        when=network.is_set(),
        at=network,
        problem="networkConfiguration is set and the task definition's network mode is not awsvpc: Network"
        " Configuration is not valid for the given networkMode of this task definition.",
        fix='network_mode="awsvpc"  # of the task definition, or no network_configuration',
    )


def has_own_interface(task: Resource) -> Fact:
    """Each task has a network interface of its own."""
    return task["networkMode"].equals("awsvpc")


def container_is_there(balancer: Value, tasks: Linked) -> Iterator[Verdict]:
    """The load balancer's container and port are in the task definition."""
    name, port = balancer["containerName"], balancer["containerPort"]
    yield require(
        tasks.all(lambda task: asked_of_containers(task, ecs_containers.has_container, name)),
        when=name.is_set(),
        at="loadBalancers",
        problem=f"loadBalancers names the container {name}: The container does not exist in the task definition.",
        fix='"container_name": "web"  # the name of a container of the task definition',
    )
    yield require(
        tasks.all(lambda task: asked_of_containers(task, ecs_containers.has_port, name, port.as_number())),
        when=all_of(name.is_set(), port.is_set()),
        at="loadBalancers",
        problem=f"loadBalancers names port {port} of {name}: The container did not have a container port {port}"
        " defined.",
        fix='"portMappings": [{"containerPort": 8080}]  # of the container',
    )


def asked_of_containers(task: Resource, question: Callable[..., bool], *values: Value) -> Fact:
    """The question on the containers and ``values``; nothing is wrong with containers that another resource makes."""
    made_elsewhere = is_made_elsewhere(task["containerDefinitions"], task, "containerDefinitions")
    return any_of(made_elsewhere, together(question, ecs.containers(task), *values))


def targets_fit(groups: Linked, tasks: Linked) -> Iterator[Verdict]:
    """Interfaces of their own are IP targets, and nothing else is."""
    own, shared = tasks.any(has_own_interface), tasks.any(shares_interfaces)
    for type_, mode, clash in (("instance", "awsvpc", own), ("ip", "bridge", shared)):
        yield require(
            is_not(groups.any(lambda group: target_type(group, type_))),  # noqa: B023
            when=clash,
            at="loadBalancers",
            problem=f"The provided target group has target type {type_}, which is incompatible with the {mode} network"
            " mode specified in the task definition.",
            fix='target_type="ip"  # of the target group, with network_mode="awsvpc" of the task definition',
        )


def shares_interfaces(task: Resource) -> Fact:
    """Tasks share their instance's interface through Docker's bridge, which is the mode that stands unless said."""
    return task["networkMode"].or_default("bridge").equals("bridge")


_SERVICE = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html"


def _rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(
        service="ECS",
        condition=condition,
        error=f"InvalidParameterException: {error}",
        source=source,
        invalid=refused,
        valid=accepted,
    )


RULE = StackRule(
    id="ecs-service-valid",
    summary="ECS services must fit their task definition",
    rationale="""
        A service is refused only when everything that it stands on has been made. It takes its capacity from a launch
        type or from capacity providers, a network configuration where its tasks have interfaces of their own, and
        load balancers whose containers, ports and targets are those of its task definition. Task definitions of
        elsewhere, containers that are made of another resource's output, and the targets of a service with several
        load balancers are not judged.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=ecs.SERVICE,
    references=(_SERVICE, "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html"),
    rejections=(
        _rejection(
            "A service has a launch type and capacity providers",
            "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.",
            "https://github.com/terraform-linters/tflint-ruleset-aws/issues/349",
            "both",
            "spot",
        ),
        _rejection(
            "A service's launch type is FARGATE and its task definition is for something else",
            "Task definition does not support launch_type FARGATE",
            "https://github.com/buildkite-plugins/ecs-deploy-buildkite-plugin/pull/54",
            "not-for-fargate",
            "web",
        ),
        _rejection(
            "A service of tasks with interfaces of their own has no network configuration",
            "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
            "https://github.com/tryretool/retool-onpremise/pull/84",
            "no-network",
            "web",
        ),
        _rejection(
            "A service of tasks that share interfaces has a network configuration",
            "Network Configuration is not valid for the given networkMode of this task definition.",
            "https://github.com/DataDog/test-infra-definitions/pull/57",
            "not-for-fargate",
            "on-instances",
        ),
        _rejection(
            "A service's load balancer names a container that its task definition does not have",
            "The container Frontend does not exist in the task definition.",
            "https://github.com/aws/amazon-ecs-agent/issues/1276",
            "other-container",
            "web",
        ),
        _rejection(
            "A service's load balancer names a port that the container does not have",
            "The container app did not have a container port 80 defined.",
            "https://github.com/pulumi/pulumi-aws/issues/3095",
            "other-port",
            "web",
        ),
        _rejection(
            "Tasks with interfaces of their own are to be targets of type instance",
            "The provided target group has target type instance, which is incompatible with the awsvpc network mode"
            " specified in the task definition.",
            "https://github.com/riboseinc/terraform-aws-ecs-gitlab/issues/5",
            "instance-targets",
            "web",
        ),
        _rejection(
            "Tasks that share interfaces are to be targets of type ip",
            "The provided target group has target type ip, which is incompatible with the bridge network mode specified"
            " in the task definition.",
            "https://github.com/hashicorp/terraform-provider-aws/issues/12252",
            "ip-targets",
            "on-instances",
        ),
    ),
    check=check,
)
