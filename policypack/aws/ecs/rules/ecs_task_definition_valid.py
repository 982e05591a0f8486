"""ecs-task-definition-valid: ECS task definitions must have valid sizes, roles and containers."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from policypack.aws import ecs
from policypack.aws.ecs import container_definitions as ecs_containers
from policypack.aws.ecs.fargate import nearest_memory, size_error
from policypack.constraint import (
    Constraint,
    Inputs,
    Json,
    argument,
    fits,
    form,
    joined,
    needs,
    needs_value,
    several,
    tree_of,
    within,
)
from policypack.fix import Blank, Edit, Fix, Remove, Set, fix
from policypack.model.conditions import Condition, Subject, Words
from policypack.model.values import Plain, Value, combined
from policypack.rule import constraints_rule

DEFINITION = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html"
SIZES = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html"
KLOTHO = "https://github.com/klothoplatform/klotho/issues/892"
ECS_CLI = "https://github.com/aws/amazon-ecs-cli/issues"
TRIED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/ecs"
LINUX = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinuxParameters.html"
HEALTH = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html"
TIMEOUT = f"{TRIED}/pf-ecs-healthcheck-timeout-range/meta.yaml"
ROLE_ERROR = "ClientException: Fargate requires task definition to have execution role ARN to support {}."
IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1"

WEB = {"name": "web", "image": "public.ecr.aws/nginx/nginx:1.27"}
INIT = {"name": "init", "image": "busybox"}
GROUP = {"awslogs-group": "web", "awslogs-region": "us-east-1"}
LOGS = {"logDriver": "awslogs", "options": {**GROUP, "awslogs-stream-prefix": "web"}}
WAITING = {**WEB, "dependsOn": [{"containerName": "init", "condition": "SUCCESS"}]}
ROLE = {"executionRoleArn": "arn:aws:iam::123456789012:role/execution"}
FARGATE = {"requiresCompatibilities": ["FARGATE"]}
ON_INSTANCES = {"cpu": None, "memory": None, "networkMode": "bridge", "requiresCompatibilities": ["EC2"]}

CHECK = {"command": ["CMD-SHELL", "true"]}
SHARED: Inputs = {"fileSystemId": "fs-0123456789abcdef0"}
POINT: Inputs = {"authorizationConfig.accessPointId": "fsap-0123456789abcdef0", "transitEncryption": "ENABLED"}

encryption, folder = argument("transitEncryption"), argument("rootDirectory")
cpu, memory, mode = argument("cpu"), argument("memory"), argument("networkMode")
role, definitions = argument("executionRoleArn"), argument("containerDefinitions")
on_fargate = argument("requiresCompatibilities").contains("FARGATE")


def having(tree: Mapping[str, Any], *more: Mapping[str, Any]) -> dict[str, Plain]:
    """A task definition with these containers."""
    return {"containerDefinitions": Json([tree, *more])}


def containers(complement: str, find: Callable[..., str | None], *beside: Callable[[Subject], Value]) -> Condition:
    """``find`` has no objection to the containers and to what is ``beside`` them."""
    return fits(definitions, complement, find, ecs.containers, *beside)


def some_container(holds: str, fails: str, question: Callable[[Plain], bool]) -> Condition:
    """``question`` is true of the containers."""
    return Condition(
        lambda task: ecs.containers(task).test(question), Words(holds, fails, "", ""), ("containerDefinitions",)
    )


def cpu_of(task: Subject) -> Value:
    return cpu.of(task).as_text()


def memory_of(task: Subject) -> Value:
    return memory.of(task).as_text()


def of_volumes(field: str) -> Callable[[Subject], Value]:
    """One field of each of the task's volumes, as a list."""

    def fields(task: Subject) -> Value:
        volumes = argument("volumes").of(task)
        found = [one[field] for one in volumes.elements()]
        return combined(lambda *values: list(values), *found) if found else volumes

    return fields


def without_host_paths(volumes: Plain) -> Plain:
    """The volumes as folders of the task."""
    if not isinstance(volumes, list) or not all(isinstance(one, dict) for one in volumes):
        return None
    return [{name: value for name, value in one.items() if name != "hostPath"} for one in volumes]


def host_path_error(paths: Plain) -> str | None:
    """A volume is a folder of the host."""
    return next((f"a volume has the hostPath {path}" for path in paths or () if path), None)


def edit(inside: str, value: Plain) -> Fix:
    """In a container, the part at ``inside`` gets the value."""
    return fix(Edit("containerDefinitions", f"[0].{inside}", value))


def is_list_error(tree: Plain) -> str | None:
    """The containers are a list, of one too."""
    return None if isinstance(tree, list) else "it is an object" if isinstance(tree, dict) else "it is no list"


uses_awslogs = some_container(
    "a container logs with awslogs", "no container logs with awslogs", ecs_containers.logs_with_awslogs
)
uses_ecr = some_container(
    "a container's image is in a private ECR repository",
    "no container's image is in a private ECR repository",
    ecs_containers.has_ecr_image,
)
USE_ROLE = fix(Set("executionRoleArn", Blank("the ARN of a role with the policy AmazonECSTaskExecutionRolePolicy")))

OF_THE_TASK = (
    needs(
        FARGATE,
        "cpu",
        "512",
        blank="the CPU units of a Fargate size, such as 256 with a memory of 512",
        error="ClientException: Fargate requires that 'cpu' be defined at the task level.",
        source=KLOTHO,
    ),
    needs(
        FARGATE,
        "memory",
        "1024",
        blank="the MiB of a Fargate size, such as 512 with a cpu of 256",
        error="ClientException: Fargate requires that 'memory' be defined at the task level.",
        source=f"{ECS_CLI}/982",
    ),
    Constraint(
        demand=replace(
            fits(cpu, "a Fargate size that exists with this memory", size_error, cpu_of, memory_of),
            reads=("cpu", "memory"),
        ),
        when=on_fargate,
        error="ClientException: No Fargate configuration exists for given values: {cpu} CPU , {memory} memory."
        " See the Amazon ECS documentation for the valid values.",
        source="https://github.com/towardsthecloud/aws-cdk-examples/issues/1",
        fix=fix(
            Set("memory", Blank("the MiB of a Fargate size of this cpu")),
            otherwise=Set("cpu", Blank("the CPU units of a Fargate size")),
        ),
        correct=nearest_memory,
        made_of=("cpu", "memory"),
        invalid=({"cpu": "512", "memory": "512"}, {"cpu": "300"}),
        valid=({"cpu": "16384", "memory": "122880"}, {"cpu": ".25 vCPU", "memory": "0.5 GB"}),
    ),
    needs_value(
        FARGATE,
        "networkMode",
        "awsvpc",
        error="ClientException: Fargate only supports network mode 'awsvpc'.",
        source=f"{ECS_CLI}/1145",
    ),
    Constraint(
        demand=role.is_set(),
        when=on_fargate & uses_awslogs,
        error=ROLE_ERROR.format("log driver awslogs"),
        source="https://github.com/virtual-kubelet/virtual-kubelet/issues/193",
        fix=USE_ROLE,
        invalid=having({**WEB, "image": IMAGE, "logConfiguration": LOGS}),
        valid={**having({**WEB, "image": IMAGE, "logConfiguration": LOGS}), **ROLE},
    ),
    Constraint(
        demand=role.is_set(),
        when=on_fargate & uses_ecr & (~uses_awslogs).unsaid(),
        error=ROLE_ERROR.format("ECR images"),
        source="https://github.com/hashicorp/terraform-provider-aws/issues/3051",
        fix=USE_ROLE,
        invalid=having({**WEB, "image": IMAGE}),
        valid={**having({**WEB, "image": IMAGE}), **ROLE},
    ),
)
SECRETS = {"secrets": [{"name": "TOKEN", "valueFrom": "arn:aws:ssm:us-east-1:123456789012:parameter/token"}]}
ON_HOST = {"volumes": [{"name": "data", "hostPath": "/data"}]}


def not_on_fargate(path: str, condition: Condition, value: Inputs, error: str, source: str) -> Constraint:
    """A part of the task that only container instances have."""
    return Constraint(
        demand=condition,
        when=on_fargate,
        at=path,
        error=error,
        source=source,
        fix=fix(Remove(path)),
        invalid=value,
        valid=({}, {**ON_INSTANCES, **having({**WEB, "memory": 256}), **value}),
    )


OF_FARGATE = (
    within(
        "ephemeralStorage.sizeInGib",
        21,
        200,
        error="sizeInGiB: The minimum supported value is 21 GiB and the maximum supported value is 200 GiB.",
        source="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html",
    ),
    form(
        "family",
        "[A-Za-z0-9_-]{1,255}",
        "up to 255 letters, digits, hyphens and underscores",
        invalid=("web app", "a" * 256),
        valid=("web-app_1", "a" * 255),
        correct=joined("A-Za-z0-9_-", 255),
        error="family: Up to 255 letters (uppercase and lowercase), numbers, underscores, and hyphens are allowed.",
        source=DEFINITION,
    ),
    Constraint(
        demand=fits(argument("volumes"), "volumes without hostPath", host_path_error, of_volumes("hostPath")),
        when=on_fargate,
        error="ClientException: Fargate compatible task definitions do not support sourcePath",
        source="https://github.com/cloudposse/terraform-aws-ecs-alb-service-task/issues/174",
        fix=fix(Set("volumes", Blank("the volumes without hostPath")), note="tasks share files with a volume of EFS"),
        correct=without_host_paths,
        invalid=ON_HOST,
        valid=({"volumes": [{"name": "data"}]}, {**ON_INSTANCES, **having({**WEB, "memory": 256}), **ON_HOST}),
        condition="A volume of a task for Fargate has a hostPath",
    ),
    not_on_fargate(
        "ipcMode",
        argument("ipcMode").is_empty(),
        {"ipcMode": "host"},
        "ClientException: Tasks using the Fargate launch type do not support ipcMode.",
        "https://github.com/cn-terraform/terraform-aws-ecs-fargate/issues/2",
    ),
    not_on_fargate(
        "pidMode",
        ~argument("pidMode").equals("host"),
        {"pidMode": "host"},
        "PidMode: On Fargate for Linux containers, the only valid value is task.",
        DEFINITION,
    ),
    not_on_fargate(
        "placementConstraints",
        argument("placementConstraints").is_empty(),
        {"placementConstraints": [{"type": "memberOf", "expression": "attribute:ecs.os-type == linux"}]},
        "ClientException: Placement constraints are not supported with FARGATE",
        "https://github.com/hashicorp/terraform-provider-aws/issues/26337",
    ),
)
OF_CONTAINERS = (
    Constraint(
        demand=definitions.is_json() & definitions.holds("a JSON list of containers", is_list_error),
        when=definitions.is_given().unsaid(),
        error="ECS Task Definition container_definitions is invalid: Error decoding JSON: json: cannot unmarshal object"
        " into Go value of type []*ecs.ContainerDefinition",
        source="https://github.com/hashicorp/terraform/issues/20969",
        fix=fix(Set("containerDefinitions", Blank("the JSON of a list of containers"))),
        invalid=(
            {"containerDefinitions": Json({"containerDefinitions": [WEB]})},
            {"containerDefinitions": Json(WEB)},
            {"containerDefinitions": "[{"},
        ),
        valid=having(WEB),
        condition="the containerDefinitions of a task definition are no JSON list",
    ),
    Constraint(
        demand=role.is_present(),
        when=some_container("a container has secrets", "no container has secrets", ecs_containers.has_secrets),
        error="ClientException: When you are specifying container secrets, you must also specify a value for"
        " 'executionRoleArn'.",
        source="https://github.com/fabfuel/ecs-deploy/issues/87",
        fix=USE_ROLE,
        invalid=having({**WEB, **SECRETS}),
        valid={**having({**WEB, **SECRETS}), **ROLE},
    ),
    Constraint(
        demand=containers(
            "a list whose mount points are of the task's volumes",
            ecs_containers.unknown_volume_error,
            of_volumes("name"),
        ),
        condition="A mount point in containerDefinitions names a volume that the task does not have",
        error="ClientException: Unknown volume 'root-RO'.",
        source="https://github.com/ansible/ansible/issues/35751",
        fix=fix(Set("volumes", [{"name": Blank("the volume that the mount point names")}])),
        invalid=having({**WEB, "mountPoints": [{"sourceVolume": "data", "containerPath": "/data"}]}),
        valid={
            **having({**WEB, "mountPoints": [{"sourceVolume": "data", "containerPath": "/data"}]}),
            "volumes": [{"name": "data"}],
        },
    ),
    Constraint(
        demand=containers("a list without links", ecs_containers.link_error),
        when=mode.equals("awsvpc"),
        condition="A container in containerDefinitions has links and networkMode is awsvpc",
        error="ClientException: Links are not supported when networkMode=awsvpc.",
        source="https://github.com/aws-observability/aws-otel-collector/issues/1359",
        fix=edit("links", None),
        invalid=having({**WEB, "links": ["init"]}, INIT),
        valid={
            **ON_INSTANCES,
            **having({**WEB, "memory": 256, "links": ["init"]}, {**INIT, "memory": 128}),
        },
    ),
    Constraint(
        demand=containers("a list in which each reservation is within its memory", ecs_containers.reservation_error),
        condition="A container of containerDefinitions reserves more memory than it may use",
        error="If you specify both a container-level memory and memoryReservation value, memory must"
        " be greater than memoryReservation.",
        source="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
        fix=edit("memoryReservation", Blank("fewer MiB than memory")),
        invalid=having({**WEB, "memory": 256, "memoryReservation": 512}),
        valid=having({**WEB, "memory": 512, "memoryReservation": 256}),
    ),
    Constraint(
        demand=containers("a list whose log routers read a file", ecs_containers.firelens_error),
        when=on_fargate,
        condition="A log router in containerDefinitions reads its configuration from a bucket, on Fargate",
        error="ClientException: Invalid arn syntax.",
        source="https://github.com/aws/aws-sdk/issues/311",
        fix=fix(
            Edit("containerDefinitions", "[0].firelensConfiguration.options.config-file-type", Blank("file")),
            note="a file in the image of the router",
        ),
        invalid=having(
            {**WEB, "firelensConfiguration": {"type": "fluentbit", "options": {"config-file-type": "s3"}}},
        ),
        valid=having(
            {**WEB, "firelensConfiguration": {"type": "fluentbit", "options": {"config-file-type": "file"}}},
        ),
    ),
    Constraint(
        demand=containers("a list of containers with an image each", ecs_containers.image_error),
        condition="A container of containerDefinitions has no image",
        error="ClientException: Container.image should not be null or empty.",
        source="https://github.com/aws/aws-cli/issues/5924",
        fix=edit("image", Blank("the image of the container")),
        invalid=having({"name": "web"}),
        valid=having(WEB),
    ),
    Constraint(
        demand=containers("a list with an essential container", ecs_containers.essential_error),
        condition="No container of containerDefinitions is essential",
        error="ClientException: Task definition doesn't have any essential container.",
        source="https://github.com/eagletmt/hako/pull/68",
        fix=edit("essential", True),
        invalid=having({**WEB, "essential": False}),
        valid=having({**WEB, "essential": False}, INIT),
    ),
    Constraint(
        demand=containers("a list in which no container waits for an essential one", ecs_containers.dependency_error),
        condition="A container of containerDefinitions waits for the end of an essential one",
        error="ClientException: A dependency container with SUCCESS or COMPLETE condition cannot be an essential"
        " container",
        source="https://github.com/boto/boto3/issues/2436",
        fix=fix(Edit("containerDefinitions", "[1].essential", False), note="of the container that the other waits for"),
        invalid=having(WAITING, INIT),
        valid=having(WAITING, {**INIT, "Essential": False}),
    ),
    Constraint(
        demand=containers("a list whose host ports are the container ports", ecs_containers.host_port_error),
        when=mode.equals("awsvpc"),
        condition="A host port in containerDefinitions differs from the container port and networkMode is awsvpc",
        error="ClientException: When networkMode=awsvpc, the host ports and container ports in port mappings must"
        " match.",
        source=f"{ECS_CLI}/1014",
        fix=edit("portMappings[0].hostPort", None),
        invalid=having({**WEB, "portMappings": [{"containerPort": 8080, "hostPort": 80}]}),
        valid=(
            having({**WEB, "portMappings": [{"containerPort": 80, "hostPort": 80}]}),
            {**ON_INSTANCES, **having({**WEB, "memory": 256, "portMappings": [{"containerPort": 80, "hostPort": 81}]})},
        ),
    ),
    Constraint(
        demand=containers("a list that fits the task's memory", ecs_containers.container_memory_error, memory_of),
        when=memory.is_set().unsaid(),
        condition="A container of containerDefinitions has more memory than the task",
        error="ClientException: The 'memory' setting for container 'worker' is greater than for the task.",
        source="https://github.com/pulumi/pulumi-awsx/issues/1220",
        fix=edit("memory", Blank("at most the task's memory")),
        invalid=having({**WEB, "memory": 1025}),
        valid=having({**WEB, "memory": 1024}),
    ),
    Constraint(
        demand=containers("a list that fits the task's CPU units", ecs_containers.container_cpu_error, cpu_of),
        when=on_fargate & cpu.is_set().unsaid(),
        condition="The containers of a task for Fargate have more CPU units than the task",
        error="ClientException: The sum of all container 'cpu' values cannot be greater than the value of the task"
        " 'cpu'.",
        source=KLOTHO,
        fix=edit("cpu", Blank("CPU units; those of all containers together are at most the task's")),
        invalid=having({**WEB, "cpu": 512}, {**INIT, "cpu": 1}),
        valid=having({**WEB, "cpu": 511}, {**INIT, "cpu": 1}),
    ),
    Constraint(
        demand=containers("a list whose awslogs options are complete", ecs_containers.log_options_error),
        when=on_fargate,
        condition="A container of a task for Fargate logs with awslogs and lacks its group or region",
        error="ClientException: Log driver awslogs requires options: awslogs-region, awslogs-group",
        source=KLOTHO,
        fix=edit(
            "logConfiguration.options",
            {
                "awslogs-group": Blank("the name of the log group"),
                "awslogs-region": Blank("the region of the log group"),
                "awslogs-stream-prefix": Blank("a prefix of the streams"),
            },
        ),
        invalid={
            **having({**WEB, "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "web"}}}),
            **ROLE,
        },
        valid={**having({**WEB, "logConfiguration": LOGS}), **ROLE},
    ),
    Constraint(
        demand=containers("a list in which each container has memory", ecs_containers.missing_memory_error),
        when=~on_fargate & ~memory.is_set(),
        condition="A task that is not for Fargate has no memory, and one of its containers has none either",
        error="ClientException: Invalid setting for container 'web'. At least one of 'memory' or 'memoryReservation'"
        " must be specified.",
        source="https://github.com/cuttlesoft/ecs-deploy.py/issues/17",
        fix=edit("memory", Blank("the MiB of memory that the container may use")),
        invalid={**ON_INSTANCES, **having(WEB)},
        valid={**ON_INSTANCES, **having({**WEB, "memoryReservation": 256})},
    ),
    Constraint(
        demand=containers("a list of containers with names of their own", ecs_containers.repeated_name_error),
        condition="Two containers of containerDefinitions have the same name",
        error="ClientException: Container names must be unique within a task definition",
        source=f"{TRIED}/pf-ecs-duplicate-container-names/meta.yaml",
        fix=fix(Edit("containerDefinitions", "[1].name", Blank("another name"))),
        invalid=having(WEB, {**INIT, "name": "web"}),
        valid=having(WEB, INIT),
    ),
    Constraint(
        demand=containers(
            "a list in which each container waits for one of the task", ecs_containers.unknown_dependency_error
        ),
        condition="A container of containerDefinitions waits for one that the task does not have",
        error="ClientException: Cannot depend on container + 'nope' because it does not exist",
        source=f"{TRIED}/pf-ecs-dependson-container-missing/meta.yaml",
        fix=edit("dependsOn[0].containerName", Blank("the name of a container of the task")),
        invalid=having(WAITING, {**INIT, "name": "setup", "essential": False}),
        valid=having(WAITING, {**INIT, "essential": False}),
    ),
    Constraint(
        demand=containers(
            "a list in which each container whose health is waited for has a check",
            ecs_containers.unchecked_dependency_error,
        ),
        condition="A container of containerDefinitions waits for the health of one without a health check",
        error="ClientException: A dependency container with HEALTHY condition must have health check configured",
        source=f"{TRIED}/pf-ecs-dependson-healthy-without-healthcheck/meta.yaml",
        fix=fix(Edit("containerDefinitions", "[1].healthCheck", {"command": [Blank("the command of the check")]})),
        invalid=having({**WEB, "dependsOn": [{"containerName": "init", "condition": "HEALTHY"}]}, INIT),
        valid=having(
            {**WEB, "dependsOn": [{"containerName": "init", "condition": "HEALTHY"}]},
            {**INIT, "healthCheck": {"command": ["CMD-SHELL", "true"]}},
        ),
    ),
    *(
        Constraint(
            demand=containers(f"a list without {field}", partial(ecs_containers.set_error, field=field)),
            when=mode.equals("awsvpc"),
            condition=f"A container in containerDefinitions has {field} and networkMode is awsvpc",
            error=f"ClientException: {error}",
            source=f"{TRIED}/pf-ecs-awsvpc-{page}/meta.yaml",
            fix=edit(field, None),
            invalid=having({**WEB, field: value}),
            valid={**ON_INSTANCES, **having({**WEB, "memory": 256, field: value})},
        )
        for field, value, error, page in (
            ("hostname", "web", "hostname is not supported on container when networkMode=awsvpc.", "hostname"),
            (
                "extraHosts",
                [{"hostname": "db", "ipAddress": "10.0.0.7"}],
                "Extra hosts are not supported on container when networkMode=awsvpc.",
                "extra-hosts",
            ),
        )
    ),
    Constraint(
        demand=containers(
            "a list without privileged containers", partial(ecs_containers.set_error, field="privileged")
        ),
        when=on_fargate,
        condition="A container of a task for Fargate is privileged",
        error="ClientException: Fargate requires that the 'privileged' setting be 'false' at the container level.",
        source=f"{TRIED}/pf-ecs-fargate-privileged/meta.yaml",
        fix=edit("privileged", None),
        invalid=having({**WEB, "privileged": True}),
        valid=(
            having({**WEB, "privileged": False}),
            {**ON_INSTANCES, **having({**WEB, "memory": 256, "privileged": True})},
        ),
    ),
    *(
        Constraint(
            demand=containers(
                f"a list without linuxParameters.{field}", partial(ecs_containers.linux_error, field=field)
            ),
            when=on_fargate,
            condition=f"A container of a task for Fargate has linuxParameters.{field}",
            error=f"{field}: If you're using tasks that use the Fargate launch type, the {field} parameter isn't"
            " supported.",
            source=LINUX,
            fix=edit(f"linuxParameters.{field}", None),
            invalid=having({**WEB, "linuxParameters": {field: value}}),
            valid=(
                having({**WEB, "linuxParameters": {"initProcessEnabled": True}}),
                {**ON_INSTANCES, **having({**WEB, "memory": 256, "linuxParameters": {field: value}})},
            ),
        )
        for field, value in (("devices", [{"hostPath": "/dev/fuse"}]), ("sharedMemorySize", 64), ("maxSwap", 128))
    ),
    Constraint(
        demand=containers("a list without capabilities but SYS_PTRACE", ecs_containers.capability_error),
        when=on_fargate,
        condition="A container of a task for Fargate adds another capability than SYS_PTRACE",
        error="add: Tasks launched on Fargate only support adding the SYS_PTRACE kernel capability.",
        source="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html",
        fix=edit("linuxParameters.capabilities.add", None),
        invalid=having({**WEB, "linuxParameters": {"capabilities": {"add": ["NET_ADMIN"]}}}),
        valid=having({**WEB, "linuxParameters": {"capabilities": {"add": ["SYS_PTRACE"], "drop": ["ALL"]}}}),
    ),
    *(
        Constraint(
            demand=containers(
                f"a list whose health checks have a {field} of {low} to {high}",
                partial(ecs_containers.health_error, field=field, low=low, high=high),
            ),
            condition=f"A health check in containerDefinitions has a {field} outside of {low} to {high}",
            error=error,
            source=TIMEOUT if field == "timeout" else HEALTH,
            fix=edit(f"healthCheck.{field}", Blank(f"{low} to {high}")),
            invalid=having({**WEB, "healthCheck": {**CHECK, field: high + 1}}),
            valid=having({**WEB, "healthCheck": {**CHECK, field: high}}),
        )
        for field, low, high, error in (
            ("interval", 5, 300, "interval: You may specify between 5 and 300 seconds."),
            (
                "timeout",
                2,
                60,
                "ClientException: Health check timeout must be less than or equal to the maximum allowed value 60 for"
                " container 'app'",
            ),
            ("retries", 1, 10, "retries: You may specify between 1 and 10 retries."),
            ("startPeriod", 0, 300, "startPeriod: You may specify between 0 and 300 seconds."),
        )
    ),
    Constraint(
        demand=containers("a list whose soft limits are within the hard ones", ecs_containers.limit_error),
        condition="A soft limit in containerDefinitions is above its hard limit",
        error="ClientException: Soft limit exceeds hard limit for ulimit nofile",
        source=f"{TRIED}/pf-ecs-ulimit-soft-over-hard/meta.yaml",
        fix=edit("ulimits[0].softLimit", Blank("at most the hard limit")),
        invalid=having({**WEB, "ulimits": [{"name": "nofile", "softLimit": 8192, "hardLimit": 4096}]}),
        valid=having({**WEB, "ulimits": [{"name": "nofile", "softLimit": 4096, "hardLimit": 4096}]}),
    ),
    Constraint(
        demand=containers("a list of containers with a log driver of Fargate's", ecs_containers.log_driver_error),
        when=on_fargate,
        condition="A container of a task for Fargate logs with another driver than awslogs, splunk and awsfirelens",
        error="ClientException: json-file is not a valid log driver. Must be one of [awslogs,splunk,awsfirelens]",
        source=f"{TRIED}/pf-ecs-fargate-log-driver-unsupported/meta.yaml",
        fix=edit("logConfiguration.logDriver", Blank("awslogs, splunk or awsfirelens")),
        invalid=having({**WEB, "logConfiguration": {"logDriver": "json-file"}}),
        valid=(
            {**having({**WEB, "logConfiguration": LOGS}), **ROLE},
            {**ON_INSTANCES, **having({**WEB, "memory": 256, "logConfiguration": {"logDriver": "json-file"}})},
        ),
    ),
    Constraint(
        demand=containers("a list whose log streams have a prefix", ecs_containers.stream_prefix_error),
        when=on_fargate,
        condition="A container of a task for Fargate logs with awslogs and has no prefix for the streams",
        error="ClientException: Fargate requires log configuration options to include awslogs-stream-prefix to support"
        " log driver awslogs.",
        source=f"{TRIED}/pf-ecs-awslogs-fargate-missing-stream-prefix/meta.yaml",
        fix=edit("logConfiguration.options.awslogs-stream-prefix", Blank("a prefix of the streams")),
        invalid={**having({**WEB, "logConfiguration": {"logDriver": "awslogs", "options": GROUP}}), **ROLE},
        valid=(
            {**having({**WEB, "logConfiguration": LOGS}), **ROLE},
            {
                **ON_INSTANCES,
                **having({**WEB, "memory": 256, "logConfiguration": {"logDriver": "awslogs", "options": GROUP}}),
            },
        ),
    ),
)
OF_VOLUMES = (
    Constraint(
        demand=encryption.equals("ENABLED"),
        when=argument("authorizationConfig.iam").equals("ENABLED"),
        error="ClientException: EFS IAM authorization requires TransitEncryption to be enabled.",
        source=f"{TRIED}/pf-ecs-efs-iam-without-transit-encryption/meta.yaml",
        fix=fix(Set("transitEncryption", "ENABLED")),
        invalid={**SHARED, "authorizationConfig.iam": "ENABLED"},
        valid={**SHARED, "authorizationConfig.iam": "ENABLED", "transitEncryption": "ENABLED"},
    ),
    Constraint(
        demand=encryption.equals("ENABLED"),
        when=argument("transitEncryptionPort").at_least(1).called("transitEncryptionPort is set", "must be set"),
        error="ClientException: TransitEncryptionPort requires that TransitEncryption is enabled.",
        source=f"{TRIED}/pf-ecs-efs-transit-encryption-port-without-encryption/meta.yaml",
        fix=fix(Set("transitEncryption", "ENABLED"), otherwise=Remove("transitEncryptionPort")),
        invalid={**SHARED, "transitEncryptionPort": 2999},
        valid={**SHARED, "transitEncryptionPort": 2999, "transitEncryption": "ENABLED"},
    ),
    Constraint(
        demand=folder.equals("/") | folder.is_empty(),
        when=argument("authorizationConfig.accessPointId").is_given(),
        error='ClientException: When using an EFS access point, the root directory must either be set to "/" or be'
        " omitted.",
        source=f"{TRIED}/pf-ecs-efs-access-point-with-root-directory/meta.yaml",
        fix=fix(Remove("rootDirectory"), note="the access point has the folder"),
        invalid={**SHARED, **POINT, "rootDirectory": "/orders"},
        valid=({**SHARED, **POINT, "rootDirectory": "/"}, {**SHARED, **POINT}, {**SHARED, "rootDirectory": "/orders"}),
    ),
)


def of_volume(row: Constraint) -> Constraint:
    """The row, of each of the task's volumes on EFS."""
    invalid, valid = (
        tuple({"volumes": [{"name": "data", "efsVolumeConfiguration": tree_of(one)}]} for one in several(witness))
        for witness in (row.invalid, row.valid)
    )
    return replace(row, each="volumes[].efsVolumeConfiguration", invalid=invalid, valid=valid)


RULE = constraints_rule(
    id="ecs-task-definition-valid",
    service="ECS",
    summary="ECS task definitions must have valid sizes, roles and containers",
    rationale="""
        Fargate has tasks of fixed sizes, gives each task its own network interface, and uses the execution role to pull
        images from private repositories and to write logs, so a definition for Fargate must set all of these. In every
        task the containers must fit the task, and one of them must be essential. Container definitions that are built
        from a resource's output are checked only once that resource exists.
    """,
    since="0.1.0",
    references=(DEFINITION, SIZES),
    constraints={
        ecs.TASK_DEFINITION: (
            *OF_THE_TASK,
            *OF_FARGATE,
            *OF_CONTAINERS,
            *(of_volume(row) for row in OF_VOLUMES),
        )
    },
    base={
        ecs.TASK_DEFINITION[0]: {
            **having(WEB),
            "family": "web",
            "cpu": "512",
            "memory": "1024",
            "networkMode": "awsvpc",
            **FARGATE,
        }
    },
)
