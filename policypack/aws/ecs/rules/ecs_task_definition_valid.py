"""ecs-task-definition-valid: ECS task definitions must have valid sizes, roles and containers."""

from collections.abc import Iterator

from policypack.aws import ecs
from policypack.aws.common.faults import fault
from policypack.aws.ecs import container_definitions as ecs_containers
from policypack.aws.ecs.fargate import size_fault
from policypack.check import TRUE, Fact, Resource, Value, Verdict, all_of, combined, is_not, require
from policypack.rule import Context, Rejection, ResourceRule

FARGATE_ARGUMENTS = {"cpu": 'cpu="256"', "memory": 'memory="512"'}


def check(task: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """Fargate gets a size, a network mode and a role that it takes, and the containers fit together and into it."""
    on_fargate = ecs.is_for_fargate(task)
    yield from fargate_fits(task, on_fargate)
    found = ecs.containers(task)
    yield container_verdict(
        fault(found, ecs_containers.essential_fault),
        "Task definition doesn't have any essential container.",
        '"essential": True',
    )
    yield container_verdict(
        fault(found, ecs_containers.dependency_fault),
        "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container.",
        '"essential": False  # of the container that is waited for',
    )
    yield container_verdict(
        fault(found, ecs_containers.host_port_fault),
        "When networkMode=awsvpc, the host ports and container ports in port mappings must match.",
        '"portMappings": [{"containerPort": 8080}]',
        when=task["networkMode"].equals("awsvpc"),
    )
    yield from sizes_fit(task, found, on_fargate)


def fargate_fits(task: Resource, on_fargate: Fact) -> Iterator[Verdict]:
    """What Fargate asks of the task itself."""
    for argument, fix in FARGATE_ARGUMENTS.items():
        yield require(
            task[argument].is_set(),
            when=on_fargate,
            at=argument,
            problem=f"{argument} is not set: Fargate requires that '{argument}' be defined at the task level.",
            fix=fix,
        )
    mode, cpu, memory = task["networkMode"], task["cpu"].as_text(), task["memory"].as_text()
    yield require(
        mode.equals("awsvpc"),
        when=on_fargate,
        at=mode,
        problem=f"networkMode is {mode}: Fargate only supports network mode 'awsvpc'.",
        fix='network_mode="awsvpc"',
    )
    wrong = combined(size_fault, cpu, memory)
    yield require(
        wrong.is_empty(),
        when=on_fargate,
        at=cpu,
        problem=f"cpu is {cpu} and memory {memory}: No Fargate configuration exists for given values"
        f"{wrong.say(lambda why: f' ({why})', '')}.",
        fix='cpu="256", memory="512"',
    )
    role = task["executionRoleArn"]
    yield require(
        role.is_set(),
        when=all_of(on_fargate, ecs.containers(task).test(ecs_containers.needs_execution_role)),
        at=role,
        problem="executionRoleArn is not set: Fargate requires task definition to have execution role ARN to support"
        " log driver awslogs, and to support ECR images.",
        fix="execution_role_arn=role.arn  # with AmazonECSTaskExecutionRolePolicy",
    )


def sizes_fit(task: Resource, found: Value, on_fargate: Fact) -> Iterator[Verdict]:
    """What the containers need fits into the task, and is said where the task does not say it."""
    cpu, memory = task["cpu"].as_text(), task["memory"].as_text()
    yield container_verdict(
        combined(ecs_containers.container_memory_fault, found, memory),
        "The 'memory' setting for container is greater than for the task.",
        '"memory": 512  # at most the task\'s',
        when=memory.is_set(),
    )
    yield container_verdict(
        combined(ecs_containers.container_cpu_fault, found, cpu),
        "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.",
        '"cpu": 128  # all of them at most the task\'s',
        when=all_of(on_fargate, cpu.is_set()),
    )
    yield container_verdict(
        fault(found, ecs_containers.log_options_fault),
        "Log driver awslogs requires options: awslogs-region, awslogs-group.",
        '"options": {"awslogs-group": logs.name, "awslogs-region": "eu-south-2", "awslogs-stream-prefix": "web"}',
        when=on_fargate,
    )
    yield container_verdict(
        fault(found, ecs_containers.missing_memory_fault),
        "At least one of 'memory' or 'memoryReservation' must be specified.",
        '"memory": 512',
        when=all_of(is_not(on_fargate), is_not(memory.is_set())),
    )


def container_verdict(wrong: Value, error: str, fix: str, when: Fact = TRUE) -> Verdict:
    """The demand that nothing is ``wrong``, which is a sentence on the containers."""
    return require(
        wrong.is_empty(),
        when=when,
        at="containerDefinitions",
        problem=f"containerDefinitions: {wrong.say(str, 'the containers do not fit')}, which ECS refuses: {error}",
        fix=fix,
    )


_DEFINITION = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html"
_SIZES = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html"
_SEEN = "https://github.com/klothoplatform/klotho/issues/892"


def _rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(
        service="ECS",
        condition=condition,
        error=f"ClientException: {error}",
        source=source,
        invalid=refused,
        valid=accepted,
    )


RULE = ResourceRule(
    id="ecs-task-definition-valid",
    summary="ECS task definitions must have valid sizes, roles and containers",
    rationale="""
        Fargate sells tasks in fixed sizes, gives each a network interface of its own, and pulls images from private
        repositories and writes logs with the task's execution role, so a definition for it must say all of these. In
        every task the containers must fit into the task, and one of them must be essential. Container definitions
        that are made of a resource's output are known, and judged, only when that resource stands. Log drivers and
        what Fargate does not take of a container are not judged.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=ecs.TASK_DEFINITION,
    references=(_DEFINITION, _SIZES, _SEEN),
    rejections=(
        _rejection(
            "A task definition for Fargate says no CPU",
            "Fargate requires that 'cpu' be defined at the task level.",
            _SEEN,
            "without-cpu",
            "smallest",
        ),
        _rejection(
            "A task definition for Fargate says no memory",
            "Fargate requires that 'memory' be defined at the task level.",
            "https://github.com/aws/amazon-ecs-cli/issues/982",
            "without-memory",
            "smallest",
        ),
        _rejection(
            "Fargate has no task with this CPU and memory",
            "No Fargate configuration exists for given values: 512 CPU , 512 memory. See the Amazon ECS documentation"
            " for the valid values.",
            "https://github.com/towardsthecloud/aws-cdk-examples/issues/1",
            "size",
            "largest",
        ),
        _rejection(
            "A task definition for Fargate has another network mode than awsvpc, or none",
            "Fargate only supports network mode 'awsvpc'.",
            "https://github.com/aws/amazon-ecs-cli/issues/1145",
            "bridge",
            "smallest",
        ),
        _rejection(
            "A task definition for Fargate logs with awslogs and has no execution role",
            "Fargate requires task definition to have execution role ARN to support log driver awslogs.",
            "https://github.com/virtual-kubelet/virtual-kubelet/issues/193",
            "logs-without-role",
            "logs",
        ),
        _rejection(
            "A task definition for Fargate uses an image of a private ECR repository and has no execution role",
            "Fargate requires task definition to have execution role ARN to support ECR images.",
            "https://github.com/hashicorp/terraform-provider-aws/issues/3051",
            "image-without-role",
            "logs",
        ),
        _rejection(
            "No container of a task definition is essential",
            "Task definition doesn't have any essential container.",
            "https://github.com/eagletmt/hako/pull/68",
            "none-essential",
            "waits",
        ),
        _rejection(
            "A container waits for the end of an essential one",
            "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container",
            "https://github.com/boto/boto3/issues/2436",
            "waits-for-essential",
            "waits",
        ),
        _rejection(
            "With awsvpc, a host port is another than the container port",
            "When networkMode=awsvpc, the host ports and container ports in port mappings must match.",
            "https://github.com/aws/amazon-ecs-cli/issues/1014",
            "host-port",
            "waits",
        ),
        _rejection(
            "A container has more memory than its task",
            "The 'memory' setting for container 'worker' is greater than for the task.",
            "https://github.com/pulumi/pulumi-awsx/issues/1220",
            "large-container",
            "waits",
        ),
        _rejection(
            "The containers of a task on Fargate have more CPU than it",
            "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.",
            _SEEN,
            "cpu-sum",
            "waits",
        ),
        _rejection(
            "A container on Fargate logs with awslogs and does not say group and region",
            "Log driver awslogs requires options: awslogs-region, awslogs-group",
            _SEEN,
            "log-options",
            "logs",
        ),
        _rejection(
            "Neither the task nor its container says how much memory",
            "Invalid setting for container 'web'. At least one of 'memory' or 'memoryReservation' must be specified.",
            "https://github.com/cuttlesoft/ecs-deploy.py/issues/17",
            "no-memory",
            "on-instances",
        ),
    ),
    check=check,
)
