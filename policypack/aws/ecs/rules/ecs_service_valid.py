"""ecs-service-valid: ECS services must fit their task definition."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from policypack.aws import ecs
from policypack.aws.ecs import container_definitions as ecs_containers
from policypack.aws.elb import TARGET_GROUP, target_type
from policypack.check import (
    Fact,
    Linked,
    Resource,
    Value,
    Verdict,
    all_of,
    any_of,
    combined,
    is_not,
    require,
    together,
)
from policypack.constraint import Constraint, Inputs, Table, argument, form, joined, needs, not_with
from policypack.fix import Blank, Fix, Remove, Set, Step, Target, fix
from policypack.model.conditions import Condition, Words
from policypack.model.values import Plain
from policypack.rule import Rejection, StackContext, StackRule

SERVICE = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html"
TASK_NETWORKING = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html"

CLASSIC: Plain = {"elbName": "web", "containerName": "web", "containerPort": 80}
MODERN: Plain = {
    "targetGroupArn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef",
    "containerName": "web",
    "containerPort": 80,
}

ON_DEMAND = {"capacityProvider": "orders", "weight": 1}
SPOT = {"capacityProvider": "orders-spot", "weight": 1}
ON_FARGATE: Inputs = {"launchType": "FARGATE", "networkConfiguration.subnets": ["subnet-0a1b2c3d4e5f60718"]}

controller = argument("deploymentController.type")
has_classic_balancer = Condition(
    lambda it: argument("loadBalancers").of(it).any(lambda one: is_not(one["elbName"].is_empty())),
    Words.do("loadBalancers", "have", "has", "a classic load balancer"),
    ("loadBalancers",),
)

TRIED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/ecs"
CLUSTER = ("aws:ecs/cluster:Cluster",)
CLUSTER_PROVIDERS = ("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",)

most, least = argument("deploymentMaximumPercent"), argument("deploymentMinimumHealthyPercent")


def named(what: str, source: str) -> Constraint:
    """The name of a service or a cluster; ``what`` is the name that the API has for it."""
    row = form(
        "name",
        "[A-Za-z0-9_-]{1,255}",
        "up to 255 letters, digits, hyphens and underscores",
        invalid=("orders.api", "a" * 256),
        valid=("orders-api_1", "a" * 255),
        correct=joined("A-Za-z0-9_-", 255),
        error=f"{what}: Up to 255 letters (uppercase and lowercase), numbers, underscores, and hyphens are allowed.",
        source=source,
    )
    return replace(row, condition=f"{what} is not up to 255 letters, digits, hyphens and underscores")


def base_row(path: str) -> Constraint:
    """Only one capacity provider of a strategy has tasks of its own before the weights count."""
    return Constraint(
        demand=argument(path).has_one_at_most(lambda one: one["base"].at_least(1), "one provider with a base"),
        when=argument(path).is_given().unsaid(),
        error="InvalidParameterException: There are multiple capacity providers in the specified capacity provider"
        " strategy with a base value greater than zero. Only one capacity provider can have a base value greater than"
        " zero. Specify a valid capacity provider strategy and try again.",
        source=f"{TRIED}/pf-ecs-svc-capacity-provider-multiple-base/meta.yaml",
        fix=fix(Remove(f"{path}[1].base")),
        invalid={path: [{**ON_DEMAND, "base": 1}, {**SPOT, "base": 2}]},
        valid={path: [{**ON_DEMAND, "base": 1}, {**SPOT, "base": 0}]},
        condition=f"several capacity providers of {path} have a base",
    )


VOLUME = "volumeConfiguration.managedEbsVolume"
EBS = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceManagedEBSVolumeConfiguration.html"
DISK: dict[str, Plain] = {
    "volumeConfiguration.name": "data",
    f"{VOLUME}.roleArn": "arn:aws:iam::123456789012:role/volumes",
    f"{VOLUME}.sizeInGb": 20,
}
volume_type = argument(f"{VOLUME}.volumeType")
EBS_ROWS = (
    Constraint(
        demand=volume_type.equals("gp3") | volume_type.is_empty(),
        when=argument(f"{VOLUME}.throughput").is_set(),
        at=f"{VOLUME}.throughput",
        error="throughput: This parameter is only supported for the gp3 volume type.",
        source=EBS,
        fix=fix(Remove(f"{VOLUME}.throughput"), otherwise=Set(volume_type.path, "gp3")),
        invalid={**DISK, volume_type.path: "gp2", f"{VOLUME}.throughput": 250},
        valid=(
            {**DISK, volume_type.path: "gp3", f"{VOLUME}.throughput": 250},
            {**DISK, f"{VOLUME}.throughput": 250},
        ),
    ),
    Constraint(
        demand=~volume_type.one_of("gp2", "st1", "sc1", "standard"),
        when=argument(f"{VOLUME}.iops").is_set(),
        at=f"{VOLUME}.iops",
        error="iops: This parameter is not supported for st1, sc1, or standard volume types.",
        source=EBS,
        fix=fix(Remove(f"{VOLUME}.iops"), otherwise=Set(volume_type.path, "gp3")),
        invalid={**DISK, volume_type.path: "st1", f"{VOLUME}.iops": 3000},
        valid={**DISK, volume_type.path: "gp3", f"{VOLUME}.iops": 3000},
    ),
    Constraint(
        demand=argument(f"{VOLUME}.sizeInGb").is_present() | argument(f"{VOLUME}.snapshotId").is_present(),
        when=argument(VOLUME).is_given(),
        error="sizeInGiB: You must specify either a volume size or a snapshot ID.",
        source=EBS,
        fix=fix(Set(f"{VOLUME}.sizeInGb", Blank("the size in GiB"))),
        invalid={**DISK, f"{VOLUME}.sizeInGb": None},
        valid=(DISK, {**DISK, f"{VOLUME}.sizeInGb": None, f"{VOLUME}.snapshotId": "snap-0123456789abcdef0"}),
    ),
)


TABLE = Table(
    "ECS",
    {
        ecs.SERVICE: (
            Constraint(
                demand=argument("capacityProviderStrategies").is_empty(),
                when=argument("launchType").is_set(),
                at="launchType",
                error="InvalidParameterException: Specifying both a launch type and capacity provider strategy is not"
                " supported. Remove one and try again.",
                source="https://github.com/terraform-linters/tflint-ruleset-aws/issues/349",
                fix=fix(Remove("launchType"), otherwise=Remove("capacityProviderStrategies")),
                invalid={
                    **ON_FARGATE,
                    "capacityProviderStrategies": [{"capacityProvider": "orders", "weight": 1}],
                },
                valid=(
                    {**ON_FARGATE},
                    {"capacityProviderStrategies": [{"capacityProvider": "orders", "weight": 1}]},
                ),
            ),
            Constraint(
                demand=argument("capacityProviderStrategies").is_empty(),
                when=argument("schedulingStrategy").equals("DAEMON"),
                error="InvalidParameterException: Specifying a capacity provider strategy is not supported when you"
                " create a service using the DAEMON scheduling strategy.",
                source="https://github.com/aws/containers-roadmap/issues/692",
                fix=fix(Remove("capacityProviderStrategies"), Set("launchType", "EC2")),
                invalid={
                    "schedulingStrategy": "DAEMON",
                    "capacityProviderStrategies": [{"capacityProvider": "orders", "weight": 1}],
                },
                valid={"schedulingStrategy": "DAEMON", "launchType": "EC2"},
            ),
            Constraint(
                demand=argument("placementConstraints").is_empty(),
                when=argument("launchType").equals("FARGATE"),
                error="InvalidParameterException: Placement constraints are not supported with FARGATE launch type.",
                source="https://github.com/GetSimpl/cloudlift/pull/138",
                fix=fix(Remove("placementConstraints")),
                invalid={**ON_FARGATE, "placementConstraints": [{"type": "distinctInstance"}]},
                valid={"launchType": "EC2", "placementConstraints": [{"type": "distinctInstance"}]},
            ),
            Constraint(
                demand=~argument("launchType").equals("FARGATE"),
                when=argument("schedulingStrategy").equals("DAEMON"),
                error="InvalidParameterException: Cannot create a daemon service with Fargate. The DAEMON scheduling"
                " strategy is not supported with the FARGATE launch type.",
                source=SERVICE,
                fix=fix(Set("launchType", "EC2"), otherwise=Remove("schedulingStrategy")),
                invalid={"schedulingStrategy": "DAEMON", **ON_FARGATE},
                valid=({"schedulingStrategy": "DAEMON", "launchType": "EC2"}, {**ON_FARGATE}),
            ),
            Constraint(
                demand=~argument("schedulingStrategy").equals("DAEMON"),
                when=controller.one_of("CODE_DEPLOY", "EXTERNAL"),
                error="InvalidParameterException: Tasks using the Fargate launch type or the CODE_DEPLOY or EXTERNAL"
                " deployment controller types don't support the DAEMON scheduling strategy.",
                source=SERVICE,
                fix=fix(Remove("deploymentController"), otherwise=Remove("schedulingStrategy")),
                invalid={"schedulingStrategy": "DAEMON", "deploymentController": {"type": "EXTERNAL"}},
                valid=({"schedulingStrategy": "DAEMON"}, {"deploymentController": {"type": "EXTERNAL"}}),
            ),
            Constraint(
                demand=~has_classic_balancer,
                when=controller.equals("CODE_DEPLOY"),
                at="loadBalancers",
                error="InvalidParameterException: The CODE_DEPLOY deployment controller requires an Application Load"
                " Balancer or Network Load Balancer.",
                source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-bluegreen.html",
                fix=fix(Set("loadBalancers", Blank("a target group, a container and its port"))),
                invalid={"deploymentController": {"type": "CODE_DEPLOY"}, "loadBalancers": [CLASSIC]},
                valid=(
                    {"deploymentController": {"type": "CODE_DEPLOY"}, "loadBalancers": [MODERN]},
                    {"loadBalancers": [CLASSIC]},
                ),
            ),
            Constraint(
                demand=argument("loadBalancers").is_present()
                | argument("vpcLatticeConfigurations").is_present().unsaid()
                | controller.equals("EXTERNAL").unsaid(),
                when=argument("healthCheckGracePeriodSeconds").at_least(1),
                at="healthCheckGracePeriodSeconds",
                error="InvalidParameterException: Health check grace period is only valid for services configured to"
                " use load balancers",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/3072",
                fix=fix(Remove("healthCheckGracePeriodSeconds"), otherwise=Set("loadBalancers", [Blank("a balancer")])),
                invalid={"healthCheckGracePeriodSeconds": 60},
                valid=({"healthCheckGracePeriodSeconds": 60, "loadBalancers": [MODERN]}, {}),
            ),
            Constraint(
                demand=argument("loadBalancers").is_present(),
                when=controller.equals("CODE_DEPLOY"),
                error="InvalidParameterException: When specifying the CODE_DEPLOY deployment controller type, the"
                " service requires an Application Load Balancer or Network Load Balancer.",
                source=f"{TRIED}/pf-ecs-svc-circuit-breaker-with-code-deploy/meta.yaml",
                fix=fix(
                    Set("loadBalancers", [Blank("a target group, a container and its port")]),
                    otherwise=Remove("deploymentController"),
                ),
                invalid={"deploymentController": {"type": "CODE_DEPLOY"}},
                valid={"deploymentController": {"type": "CODE_DEPLOY"}, "loadBalancers": [MODERN]},
            ),
            not_with(
                "orderedPlacementStrategies",
                [{"type": "spread", "field": "instanceId"}],
                {"launchType": "FARGATE"},
                beside={"networkConfiguration": {"subnets": ["subnet-0123456789abcdef0"]}},
                error="InvalidParameterException: Placement strategies are not supported with FARGATE launch type.",
                source=f"{TRIED}/pf-ecs-service-fargate-placement/meta.yaml",
            ),
            not_with(
                "platformVersion",
                "1.4.0",
                {"launchType": "EC2"},
                error="InvalidParameterException: The platform version must be null when specifying an EC2 launch"
                " type.",
                source=f"{TRIED}/pf-ecs-service-platform-version-ec2/meta.yaml",
            ),
            base_row("capacityProviderStrategies"),
            Constraint(
                demand=~least.equals(100),
                when=most.equals(100)
                & (controller.is_empty() | controller.equals("ECS"))
                & ~argument("deploymentConfiguration.strategy").one_of("BLUE_GREEN", "LINEAR", "CANARY").unsaid(),
                at=least.path,
                error="InvalidParameterException: Both maximumPercent and minimumHealthyPercent cannot be 100 as this"
                " will block deployments.",
                source=f"{TRIED}/pf-ecs-svc-min-healthy-over-max-percent/meta.yaml",
                fix=fix(Remove(most.path), otherwise=Set(least.path, Blank("less than 100"))),
                invalid={most.path: 100, least.path: 100},
                valid=({most.path: 200, least.path: 100}, {most.path: 100, least.path: 50}),
                condition="deploymentMaximumPercent and deploymentMinimumHealthyPercent are both 100",
            ),
            Constraint(
                demand=argument("field").matches("(?i)cpu|memory", "cpu or memory"),
                when=argument("type").equals("binpack") & argument("field").is_given().unsaid(),
                error="InvalidParameterException: binpack field 'instanceId' is invalid.",
                source=f"{TRIED}/pf-ecs-svc-binpack-field/meta.yaml",
                fix=fix(Set("field", Blank("cpu or memory"))),
                invalid={"type": "binpack", "field": "instanceId"},
                valid=({"type": "binpack", "field": "cpu"}, {"type": "spread", "field": "instanceId"}),
            ).inside("orderedPlacementStrategies[]"),
            named("serviceName", SERVICE),
            *EBS_ROWS,
        ),
        CLUSTER: (
            named("clusterName", "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html"),
            needs(
                {"configuration.executeCommandConfiguration.logging": "OVERRIDE"},
                "configuration.executeCommandConfiguration.logConfiguration",
                {"cloudWatchLogGroupName": "orders"},
                blank="a log group or a bucket",
                error="logging: If the OVERRIDE logging option is specified, the logConfiguration is required.",
                source="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommandConfiguration.html",
            ),
        ),
        CLUSTER_PROVIDERS: (base_row("defaultCapacityProviderStrategies"),),
        ecs.CAPACITY_PROVIDER: (
            Constraint(
                demand=~argument("name").matches(r"(?i)(?:aws|ecs|fargate).*", "prefixed with aws, ecs or fargate"),
                when=argument("name").is_given().unsaid(),
                error="ClientException: The specified capacity provider name is invalid. Up to 255 characters are"
                ' allowed. The name cannot be prefixed with "aws", "ecs", or "fargate".',
                source="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCapacityProvider.html",
                fix=fix(Set("name", Blank("a name without this prefix"))),
                invalid=({"name": "ecs-orders"}, {"name": "FargateLike"}),
                valid={"name": "orders-ecs"},
            ),
        ),
    },
    {
        ecs.SERVICE[0]: {"cluster": "main", "taskDefinition": "elsewhere:3"},
        CLUSTER_PROVIDERS[0]: {"clusterName": "main", "capacityProviders": ["FARGATE", "FARGATE_SPOT"]},
        ecs.CAPACITY_PROVIDER[0]: {
            "autoScalingGroupProvider.autoScalingGroupArn": "arn:aws:autoscaling:us-east-1:123456789012:"
            "autoScalingGroup:0a1b2c3d-0000-0000-0000-000000000000:autoScalingGroupName/orders"
        },
    },
)
NOT_FOR_FARGATE = Rejection(
    service="ECS",
    condition="A service's launch type is FARGATE and its task definition is not for Fargate",
    error="InvalidParameterException: Task definition does not support launch_type FARGATE",
    source="https://github.com/buildkite-plugins/ecs-deploy-buildkite-plugin/pull/54",
    invalid="not-for-fargate",
    valid="web",
)
NO_NETWORK = Rejection(
    service="ECS",
    condition="The network mode of a service's tasks is awsvpc and the service has no network configuration",
    error="InvalidParameterException: Network Configuration must be provided when networkMode 'awsvpc' is specified.",
    source="https://github.com/tryretool/retool-onpremise/pull/84",
    invalid="no-network",
    valid="web",
)
NETWORK = Rejection(
    service="ECS",
    condition="The network mode of a service's tasks is not awsvpc and the service has a network configuration",
    error="InvalidParameterException: Network Configuration is not valid for the given networkMode of this task"
    " definition.",
    source="https://github.com/DataDog/test-infra-definitions/pull/57",
    invalid="not-for-fargate",
    valid="on-instances",
)
NO_CONTAINER = Rejection(
    service="ECS",
    condition="A service's load balancer names a container that its task definition does not have",
    error="InvalidParameterException: The container Frontend does not exist in the task definition.",
    source="https://github.com/aws/amazon-ecs-agent/issues/1276",
    invalid="other-container",
    valid="web",
)
NO_PORT = Rejection(
    service="ECS",
    condition="A service's load balancer names a port that the container does not have",
    error="InvalidParameterException: The container app did not have a container port 80 defined.",
    source="https://github.com/pulumi/pulumi-aws/issues/3095",
    invalid="other-port",
    valid="web",
)
INSTANCE_TARGETS = Rejection(
    service="ECS",
    condition="The network mode of a service's tasks is awsvpc and their target group's type is instance",
    error="InvalidParameterException: The provided target group has target type instance, which is incompatible with"
    " the awsvpc network mode specified in the task definition.",
    source="https://github.com/riboseinc/terraform-aws-ecs-gitlab/issues/5",
    invalid="instance-targets",
    valid="web",
)
IP_TARGETS = Rejection(
    service="ECS",
    condition="The network mode of a service's tasks is bridge and their target group's type is ip",
    error="InvalidParameterException: The provided target group has target type ip, which is incompatible with the"
    " bridge network mode specified in the task definition.",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/12252",
    invalid="ip-targets",
    valid="on-instances",
)


def check(service: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Launch type, network and load balancers fit the service's task definition."""
    if service.type not in ecs.SERVICE:
        return
    tasks = context.stack.referred(service, "taskDefinition", ecs.TASK_DEFINITION, ("family",))
    yield launch_type_fits(service, tasks)
    yield from network_fits(service, tasks)
    for balancer in service["loadBalancers"].elements():
        yield from container_exists(balancer, tasks)
    yield from targets_fit(context.stack.referred(service, "loadBalancers.targetGroupArn", TARGET_GROUP), tasks)


def launch_type_fits(service: Resource, tasks: Linked) -> Verdict:
    """The task definition is for Fargate where the service is."""
    launch_type = service["launchType"]
    return require(
        tasks.all(lambda task: any_of(is_not(task["requiresCompatibilities"].is_set()), ecs.is_for_fargate(task))),
        when=launch_type.equals("FARGATE"),
        at=launch_type,
        problem="launchType is FARGATE, but the task definition's requiresCompatibilities lacks it.",
        fix=fix(*(step for task in tasks for step in made_for_fargate(task)), otherwise=Set("launchType", "EC2")),
        rejects=NOT_FOR_FARGATE,
    )


def made_for_fargate(task: Resource) -> Iterator[Step]:
    """What a task definition lacks for Fargate."""
    yield Set("requiresCompatibilities", ["FARGATE"], on=Target.of(task))
    if not has_own_interface(task).truth:
        yield Set("networkMode", "awsvpc", on=Target.of(task))
    for size in ("cpu", "memory"):
        if task[size].is_absent:
            yield Set(size, Blank(f"the {size} of a Fargate size"), on=Target.of(task))


def network_fits(service: Resource, tasks: Linked) -> Iterator[Verdict]:
    """A network configuration where the network mode is awsvpc, and only there."""
    network = service["networkConfiguration"]
    yield require(
        network.is_set(),
        when=any_of(tasks.any(has_own_interface), runs_on_fargate(service)),
        at=network,
        problem="networkConfiguration is not set, but the tasks' networkMode is awsvpc, as always on Fargate: each task"
        " needs a subnet for its network interface.",
        fix=fix(Set("networkConfiguration.subnets", Blank("the subnets of the tasks"))),
        rejects=NO_NETWORK,
    )
    yield require(
        tasks.all(has_own_interface),
        when=network.is_set(),
        at=network,
        problem="networkConfiguration is set, but the task definition's networkMode is not awsvpc: the tasks have no"
        " network interface of their own.",
        fix=lambda: with_own_interfaces(service, tasks),
        rejects=NETWORK,
    )


def with_own_interfaces(service: Resource, tasks: Linked) -> Fix:
    """The tasks get network interfaces; off Fargate they can do without, too."""
    made = [Set("networkMode", "awsvpc", on=Target.of(task)) for task in tasks]
    if runs_on_fargate(service).truth:
        return fix(*made)
    return fix(*made, otherwise=Remove("networkConfiguration"))


def runs_on_fargate(service: Resource) -> Fact:
    """The service starts its tasks on Fargate; with an external controller, task sets do."""
    strategy = service["capacityProviderStrategies"]
    return all_of(
        is_not(service.at("deploymentController.type").equals("EXTERNAL")),
        any_of(
            service["launchType"].equals("FARGATE"),
            strategy.any(lambda one: one["capacityProvider"].is_in(("FARGATE", "FARGATE_SPOT"))),
        ),
    )


def has_own_interface(task: Resource) -> Fact:
    """Each task has a network interface."""
    return task["networkMode"].equals("awsvpc")


def container_exists(balancer: Value, tasks: Linked) -> Iterator[Verdict]:
    """The load balancer's container and port are in the task definition."""
    name, port = balancer["containerName"], balancer["containerPort"]
    yield require(
        tasks.all(lambda task: asked_of_containers(task, ecs_containers.has_container, name)),
        when=name.is_set(),
        at="loadBalancers",
        problem=f"{name.path} is {name}, but the task definition has no container of this name.",
        fix=set_to_the_only(name, tasks, "the name of a container of the task definition", ecs_containers.only_name),
        rejects=NO_CONTAINER,
    )
    yield require(
        tasks.all(lambda task: asked_of_containers(task, ecs_containers.has_port, name, port.as_number())),
        when=all_of(name.is_set(), port.is_set()),
        at="loadBalancers",
        problem=f"{port.path} is {port}, but the container {name} has no such container port.",
        fix=set_to_the_only(port, tasks, f"a container port of {name}", ecs_containers.only_port, name),
        rejects=NO_PORT,
    )


def asked_of_containers(task: Resource, question: Callable[..., bool], *values: Value) -> Fact:
    """The question on the containers and ``values``."""
    return together(question, ecs.containers(task), *values)


def set_to_the_only(
    value: Value, tasks: Linked, choice: str, find: Callable[..., str | int | None], *values: Value
) -> Fix:
    """The value becomes the only one that the task definitions have, or one of the reader's choice."""
    found = [combined(find, ecs.containers(task), *values) for task in tasks]
    texts = {one.say(str, "") for one in found}
    text = texts.pop() if len(texts) == 1 else ""
    return fix(Set(value.path, int(text) if text.isdigit() else text or Blank(choice)))


def targets_fit(groups: Linked, tasks: Linked) -> Iterator[Verdict]:
    """Tasks with network interfaces are targets of type ip, tasks that share their instance's of type instance."""
    yield type_fits(groups, "instance", "ip", "awsvpc", tasks.any(has_own_interface), INSTANCE_TARGETS)
    yield type_fits(groups, "ip", "instance", "bridge", tasks.any(shares_interfaces), IP_TARGETS)


def type_fits(groups: Linked, wrong: str, right: str, mode: str, when: Fact, rejects: Rejection) -> Verdict:
    """No target group has the wrong target type for the network mode."""
    return require(
        is_not(groups.any(lambda group: target_type(group, wrong))),
        when=when,
        at="loadBalancers",
        problem=f"The target group's targetType is {wrong}, but the task definition's networkMode is {mode}.",
        fix=fix(
            *(Set("targetType", right, on=Target.of(group)) for group in groups if target_type(group, wrong).truth)
        ),
        rejects=rejects,
    )


def shares_interfaces(task: Resource) -> Fact:
    """Tasks share their instance's interface through Docker's bridge, the default mode."""
    return task["networkMode"].or_default("bridge").equals("bridge")


RULE = StackRule(
    id="ecs-service-valid",
    summary="ECS services must fit their task definition",
    rationale="""
        ECS rejects such a service only after everything it depends on exists. A service has either a launch type or
        capacity providers, a network configuration if and only if its tasks have the network mode awsvpc, and load
        balancers whose containers, ports and target types fit its task definition. Task definitions outside the stack,
        containers that are built from another resource's output, and the targets of a service with several load
        balancers are not checked.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.1.0",
    applies_to=TABLE.types,
    references=(SERVICE, TASK_NETWORKING),
    rejections=(
        *TABLE.rejections,
        NOT_FOR_FARGATE,
        NO_NETWORK,
        NETWORK,
        NO_CONTAINER,
        NO_PORT,
        INSTANCE_TARGETS,
        IP_TARGETS,
    ),
    table=TABLE,
    check=check,
)
