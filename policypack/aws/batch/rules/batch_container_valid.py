"""batch-container-valid: Containers of Batch jobs must have what their platform has."""

from collections.abc import Callable
from typing import Any

from policypack.aws.batch import JOB_DEFINITION, containers
from policypack.aws.batch.containers import Find, of_container, of_nodes, of_tasks
from policypack.constraint import Constraint, Inputs, Json, argument, note
from policypack.model.conditions import Argument, Condition
from policypack.model.records import record
from policypack.model.values import Plain
from policypack.rule import constraints_rule

PROPERTIES = "https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerProperties.html"
TASKS = "https://docs.aws.amazon.com/batch/latest/APIReference/API_EcsTaskProperties.html"
EXECUTION = "arn:aws:iam::123456789012:role/execution"
VCPU, MEMORY = {"type": "VCPU", "value": "1"}, {"type": "MEMORY", "value": "2048"}
CONTAINER: dict[str, Any] = {"image": "busybox", "resourceRequirements": [VCPU, MEMORY]}
ON_FARGATE: dict[str, Any] = {**CONTAINER, "executionRoleArn": EXECUTION}

container, nodes, tasks = argument("containerProperties"), argument("nodeProperties"), argument("ecsProperties")
capabilities = argument("platformCapabilities")
on_fargate = capabilities.contains("FARGATE")
on_instances = (capabilities.is_empty() | (capabilities.contains("EC2") & ~on_fargate)).called(
    "the job is for EC2", "the job must be for EC2"
)


@record(frozen=True)
class Fault:
    """What Batch rejects of one container. ``bad`` are the properties that show it, ``good`` their neighbour."""

    wrong: str
    demand: str
    find: Find
    error: str
    bad: dict[str, Any]
    good: dict[str, Any]


def on_linux(**parameters: Plain) -> dict[str, Any]:
    return {"linuxParameters": parameters}


def with_volume(**settings: Plain) -> dict[str, Any]:
    return {
        "volumes": [{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-0123456789abcdef0", **settings}}]
    }


def sized(vcpu: str, memory: str, *others: Plain) -> dict[str, Any]:
    return {
        "resourceRequirements": [{"type": "VCPU", "value": vcpu}, {"type": "MEMORY", "value": memory}, *others],
    }


POINT: Plain = {"accessPointId": "fsap-0123456789abcdef0"}
SECRET: Plain = [{"name": "KEY", "valueFrom": "arn:aws:ssm:us-east-1:123456789012:parameter/key"}]
GPU: Plain = {"type": "GPU", "value": "1"}
ANYWHERE = (
    Fault(
        "a container has no VCPU",
        "a container with VCPU",
        containers.vcpu_error,
        "vCPU is required.",
        {"resourceRequirements": [MEMORY]},
        {},
    ),
    Fault(
        "a container has two requirements of one type",
        "a container with one requirement of each type",
        containers.repeated_size_error,
        "Cannot provide duplicates in resourceRequirements.",
        sized("1", "2048", MEMORY),
        sized("1", "2048"),
    ),
    Fault(
        "a container has a part of a GPU",
        "a container with whole GPUs",
        containers.gpu_error,
        "Value 0.5 for type GPU in resourceRequirement is not valid.",
        sized("1", "2048", {"type": "GPU", "value": "0.5"}),
        sized("1", "2048", GPU),
    ),
    Fault(
        "memory of a container is below 4 MiB",
        "a container with 4 MiB or more",
        containers.memory_error,
        "Memory must be at least 4 Mib, got 2 Mib.",
        {"resourceRequirements": [VCPU], "memory": 2},
        {"resourceRequirements": [VCPU], "memory": 4},
    ),
    Fault(
        "swappiness of a container is not 0 to 100",
        "a container with a swappiness of 0 to 100",
        containers.swappiness_error,
        "Invalid swappiness: 101, must be between 0 and 100.",
        on_linux(maxSwap=10, swappiness=101),
        on_linux(maxSwap=10, swappiness=100),
    ),
    Fault(
        '"maxSwap" of a container is negative',
        'a container whose "maxSwap" is 0 or more',
        containers.swap_error,
        "Invalid swap memory size: -1, must be non-negative.",
        on_linux(maxSwap=-1, swappiness=10),
        on_linux(maxSwap=0, swappiness=10),
    ),
    Fault(
        "a file system of a container has no ID of EFS",
        "a container with IDs of file systems",
        containers.file_system_error,
        "EFS configuration fileSystemId is not valid: orders.",
        with_volume(fileSystemId="orders"),
        with_volume(),
    ),
    Fault(
        "a port for transit encryption is none",
        "a container with ports of 0 to 65535",
        containers.port_error,
        "TransitEncryptionPort must be a valid port number.",
        with_volume(transitEncryption="ENABLED", transitEncryptionPort=70000),
        with_volume(transitEncryption="ENABLED", transitEncryptionPort=2999),
    ),
    Fault(
        "a volume of a container has authorization by IAM and no transit encryption",
        "a container with transit encryption of what IAM authorizes",
        containers.iam_error,
        "EFS IAM authorization requires TransitEncryption to be enabled.",
        with_volume(authorizationConfig={"iam": "ENABLED"}),
        with_volume(authorizationConfig={"iam": "ENABLED"}, transitEncryption="ENABLED"),
    ),
    Fault(
        "a volume of a container has an access point and no transit encryption",
        "a container with transit encryption of access points",
        containers.access_point_error,
        "EFS IAM access point requires TransitEncryption to be enabled.",
        with_volume(authorizationConfig=POINT),
        with_volume(authorizationConfig=POINT, transitEncryption="ENABLED"),
    ),
    Fault(
        "a volume of a container has an access point and a root directory",
        "a container without a root directory beside an access point",
        containers.root_error,
        'When using an EFS access point, the root directory must either be set to "/" or omitted',
        with_volume(authorizationConfig=POINT, transitEncryption="ENABLED", rootDirectory="/orders"),
        with_volume(authorizationConfig=POINT, transitEncryption="ENABLED", rootDirectory="/"),
    ),
    Fault(
        "a container has secrets and no execution role",
        "a container with an execution role for its secrets",
        containers.secrets_error,
        "executionRoleArn cannot be empty when using secrets or secretOptions",
        {"secrets": SECRET},
        {"secrets": SECRET, "executionRoleArn": EXECUTION},
    ),
)
FOR_INSTANCES = (
    Fault(
        "a container has vcpus or memory twice",
        "a container with its size in one place",
        containers.both_sizes_error,
        "Cannot use both ECS containerProperties vcpus and resourceRequirement VCPU.",
        {"vcpus": 1},
        {},
    ),
    Fault(
        "a container on EC2 has less than one VCPU",
        "a container with one VCPU or more",
        containers.small_vcpu_error,
        "vCPU must be at least 1, got 0.5.",
        sized("0.5", "2048"),
        sized("1", "2048"),
    ),
    Fault(
        'a container has "maxSwap" and no "swappiness"',
        'a container with "swappiness" beside "maxSwap"',
        containers.swappiness_needed_error,
        "When container specified swap memory, swappiness value is required.",
        on_linux(maxSwap=10),
        on_linux(maxSwap=10, swappiness=60),
    ),
)
ON_INSTANCES = (
    *FOR_INSTANCES,
    Fault(
        "a container on EC2 has the platform of Fargate",
        'a container without "fargatePlatformConfiguration" and "runtimePlatform"',
        containers.instance_error,
        "runtimePlatform is not applicable for EC2.",
        {"runtimePlatform": {"cpuArchitecture": "ARM64"}},
        {},
    ),
)
FOR_FARGATE = (
    Fault(
        "a container on Fargate has no execution role",
        "a container with an execution role",
        containers.execution_role_error,
        "executionRoleArn is required for Fargate jobs.",
        {"executionRoleArn": None},
        {},
    ),
    Fault(
        "Fargate has no such size of a container",
        "a container of a size that Fargate has",
        containers.tier_error,
        "Fargate resource requirements (0.25 vCPU, 4096 MiB) not valid.",
        sized("0.25", "4096"),
        sized("0.25", "2048"),
    ),
    Fault(
        "a container on Fargate has a GPU",
        "a container without GPU",
        containers.no_gpu_error,
        "GPU is not applicable for Fargate.",
        sized("1", "2048", GPU),
        sized("1", "2048"),
    ),
    Fault(
        "a container on Fargate has devices, swap, shared memory or a tmpfs",
        "a container without devices, swap, shared memory and a tmpfs",
        containers.linux_error,
        "linuxParameter.devices is not allowed for Fargate.",
        on_linux(sharedMemorySize=64),
        on_linux(initProcessEnabled=True),
    ),
    Fault(
        "a container on Fargate is privileged",
        "a container that is not privileged",
        containers.privileged_error,
        "Fargate requires that the 'privileged' setting be 'false' at the container level",
        {"privileged": True},
        {"privileged": False},
    ),
    Fault(
        "a container on Fargate has ulimits",
        "a container without ulimits",
        containers.ulimits_error,
        "ulimits is not applicable for Fargate.",
        {"ulimits": [{"name": "nofile", "softLimit": 1024, "hardLimit": 1024}]},
        {},
    ),
    Fault(
        "a container on Fargate has a log driver that Fargate does not have",
        "a container with the log driver awslogs, splunk or awsfirelens",
        containers.log_driver_error,
        "Log driver for Fargate is not valid: json-file",
        {"logConfiguration": {"logDriver": "json-file"}},
        {"logConfiguration": {"logDriver": "awslogs"}},
    ),
    Fault(
        "a container on Fargate has a folder of its host",
        "a container without folders of its host",
        containers.host_error,
        "host.sourcePath should not be set for volumes in Fargate.",
        {"volumes": [{"name": "data", "host": {"sourcePath": "/data"}}]},
        {"volumes": [{"name": "data"}]},
    ),
    Fault(
        "the ephemeral storage of a container is not 21 to 200 GiB",
        "a container with ephemeral storage of 21 to 200 GiB",
        containers.storage_error,
        "Ephemeral storage for Fargate tasks can be only between range 21 GiB to 200 GiB",
        {"ephemeralStorage": {"sizeInGiB": 20}},
        {"ephemeralStorage": {"sizeInGiB": 21}},
    ),
    Fault(
        "a container has EFS on a platform version without it",
        "a container with EFS on platform version 1.4.0 or later",
        containers.platform_error,
        "EFS is supported for Fargate platform versions 1.4.0 or later, provided 1.3.0",
        {**with_volume(), "fargatePlatformConfiguration": {"platformVersion": "1.3.0"}},
        {**with_volume(), "fargatePlatformConfiguration": {"platformVersion": "1.4.0"}},
    ),
    Fault(
        "a container with Windows is for ARM",
        "a container whose Windows is for X86_64",
        containers.windows_error,
        "Windows supported only by X86_64 cpuArchitecture",
        {"runtimePlatform": {"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE", "cpuArchitecture": "ARM64"}},
        {"runtimePlatform": {"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE", "cpuArchitecture": "X86_64"}},
    ),
)
MAIN, HELPER = {"name": "main", "image": "busybox"}, {"name": "helper", "image": "busybox"}
AFTER = {"dependsOn": [{"containerName": "helper", "condition": "SUCCESS"}]}
OF_TASKS = (
    Fault(
        "a task has no container, or more than ten",
        "tasks of 1 to 10 containers",
        containers.count_error,
        "Number of containers must be between 1 and 10",
        {"containers": []},
        {"containers": [MAIN]},
    ),
    Fault(
        "two containers of a task have the same name",
        "tasks whose containers have names of their own",
        containers.names_error,
        "Container names must be unique",
        {"containers": [MAIN, MAIN]},
        {"containers": [MAIN, HELPER]},
    ),
    Fault(
        "no container of a task is essential",
        "tasks with an essential container",
        containers.essential_error,
        "At least one container must be set as essential",
        {"containers": [{**MAIN, "essential": False}]},
        {"containers": [MAIN, {**HELPER, "essential": False}]},
    ),
    Fault(
        "a container waits for one that its task does not have, or for the end of an essential one",
        "tasks whose containers wait for others that end",
        containers.dependency_error,
        "The container target of a dependency can not have condition SUCCESS if the target is essential",
        {"containers": [{**MAIN, **AFTER}, HELPER]},
        {"containers": [{**MAIN, **AFTER}, {**HELPER, "essential": False}]},
    ),
    Fault(
        "a task has a log router and no container that logs to it",
        "tasks with a container that logs to their log router",
        containers.firelens_error,
        "When a firelensConfiguration object is specified, at least one container has to be configured with the"
        " awsfirelens log driver",
        {"containers": [MAIN, {**HELPER, "firelensConfiguration": {"type": "fluentbit"}}]},
        {
            "containers": [
                {**MAIN, "logConfiguration": {"logDriver": "awsfirelens"}},
                {**HELPER, "firelensConfiguration": {"type": "fluentbit"}},
            ]
        },
    ),
)


def without_none(tree: dict[str, Any]) -> Plain:
    return {key: value for key, value in tree.items() if value is not None}


def row(
    fault: Fault,
    where: Argument,
    asked: Callable[[Find], Callable[[Plain], str | None]],
    shown: Callable[[dict[str, Any]], Inputs],
    when: Condition | None = None,
    source: str = PROPERTIES,
) -> Constraint:
    given = where.is_given().unsaid()
    return Constraint(
        demand=where.holds(fault.demand, asked(fault.find)),
        when=given if when is None else given & when,
        error=f"ClientException: Error executing request, Exception : {fault.error}",
        source=source,
        fix=note(fault.demand),
        invalid=shown(fault.bad),
        valid=shown(fault.good),
        condition=fault.wrong if where is not nodes else f"in a range of nodes, {fault.wrong}",
    )


def of_job(base: dict[str, Any], platform: str) -> Callable[[dict[str, Any]], Inputs]:
    return lambda own: {
        "type": "container",
        "platformCapabilities": [platform],
        "containerProperties": Json(without_none({**base, **own})),
    }


def of_range(own: dict[str, Any]) -> Inputs:
    group = {"targetNodes": "0:", "container": without_none({**CONTAINER, **own})}
    return {
        "type": "multinode",
        "nodeProperties": Json({"mainNode": 0, "numNodes": 2, "nodeRangeProperties": [group]}),
    }


def of_task(own: dict[str, Any]) -> Inputs:
    return {"type": "container", "ecsProperties": Json({"taskProperties": [own]})}


RULE = constraints_rule(
    id="batch-container-valid",
    service="Batch",
    summary="Containers of Batch jobs must have what their platform has",
    rationale="""
        Batch reads the properties of a container when a job definition is registered. On Fargate, a container has a
        role with which it is started, one of Fargate's sizes, and nothing of a host. On instances, it has a whole VCPU
        and its size in one place. File systems are mounted with transit encryption where IAM or an access point has a
        part in it. The containers of a task have names, wait only for others of the task that end, and one of them is
        essential.
    """,
    since="0.2.0",
    references=(PROPERTIES, TASKS),
    constraints={
        JOB_DEFINITION: (
            *(row(fault, container, of_container, of_job(CONTAINER, "EC2")) for fault in ANYWHERE),
            *(row(fault, container, of_container, of_job(CONTAINER, "EC2"), on_instances) for fault in ON_INSTANCES),
            *(row(fault, container, of_container, of_job(ON_FARGATE, "FARGATE"), on_fargate) for fault in FOR_FARGATE),
            *(row(fault, nodes, of_nodes, of_range) for fault in (*ANYWHERE, *FOR_INSTANCES)),
            *(row(fault, tasks, of_tasks, of_task, source=TASKS) for fault in OF_TASKS),
        )
    },
    base={JOB_DEFINITION[0]: {"name": "orders"}},
)
