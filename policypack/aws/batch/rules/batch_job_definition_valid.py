"""batch-job-definition-valid: Batch jobs must have one platform, and valid sizes, roles and retries."""

from collections.abc import Mapping
from dataclasses import replace

from policypack.aws.batch import JOB_DEFINITION, NAME
from policypack.constraint import (
    Blank,
    Constraint,
    Inputs,
    Json,
    Remove,
    Set,
    argument,
    fix,
    form,
    joined,
    needs,
    not_with,
    note,
    within,
)
from policypack.model.conditions import any_condition
from policypack.model.opaque import is_opaque
from policypack.model.values import Plain
from policypack.rule import constraints_rule

PROPERTIES = "https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerProperties.html"
ROLE = "arn:aws:iam::123456789012:role/orders"
SIZES = [{"type": "VCPU", "value": "1"}, {"type": "MEMORY", "value": "2048"}]
CONTAINER: dict[str, Plain] = {"image": "busybox", "executionRoleArn": ROLE, "resourceRequirements": SIZES}

container = argument("containerProperties")
capabilities = argument("platformCapabilities")
on_fargate = capabilities.contains("FARGATE")


def of(properties: dict[str, Plain]) -> Inputs:
    """The properties of a container as a JSON text."""
    return {"containerProperties": Json(properties)}


def size_error(properties: Plain) -> str | None:
    """The container has the vcpus or memory that only instances have."""
    if not isinstance(properties, Mapping):
        return None
    return next((f'it has "{name}"' for name in ("vcpus", "memory") if properties.get(name) is not None), None)


def role_error(properties: Plain) -> str | None:
    """A role that is no ARN."""
    if not isinstance(properties, Mapping):
        return None
    for name in ("executionRoleArn", "jobRoleArn"):
        role = properties.get(name)
        if isinstance(role, str) and not is_opaque(role) and not role.startswith("arn:"):
            return f'its "{name}" is "{role}", which is no ARN'
    return None


NODES: Inputs = {"type": "multinode", "nodeProperties": Json({"mainNode": 0, "numNodes": 2})}
TASKS = Json({"taskProperties": [{"containers": [{"name": "main", "image": "busybox"}]}]})
TO_EC2: Inputs = {"platformCapabilities": ["EC2"]}
EXITS = "retryStrategy.evaluateOnExits"
REGISTER = "https://docs.aws.amazon.com/batch/latest/APIReference/API_RegisterJobDefinition.html"
PLATFORM_ROWS = (
    Constraint(
        demand=capabilities.has_at_most(1),
        when=capabilities.is_given().unsaid(),
        error="ClientException: Error executing request, Exception : Exactly 1 capability must be provided.",
        source=REGISTER,
        fix=note("one platform"),
        invalid={"platformCapabilities": ["EC2", "FARGATE"]},
        valid=TO_EC2,
    ),
    needs(
        {"type": "multinode"},
        "nodeProperties",
        Json({"mainNode": 0, "numNodes": 2}),
        blank="the nodes as a JSON text",
        beside=TO_EC2,
        error="ClientException: Error executing request, Exception : Node properties of multinode job is required.",
        source=REGISTER,
    ),
    not_with(
        "nodeProperties",
        Json({"mainNode": 0, "numNodes": 2}),
        {"platformCapabilities": ["FARGATE"]},
        beside={"type": "container"},
        error="ClientException: Error executing request, Exception : Fargate does not support MNP jobs",
        source="https://docs.aws.amazon.com/batch/latest/userguide/multi-node-parallel-jobs.html",
    ),
    *(
        not_with(
            path,
            value,
            {"platformCapabilities": ["MANAGED_INSTANCES"]},
            error=f"ClientException: Error executing request, Exception : {error}",
            source=REGISTER,
        )
        for path, value, error in (
            (
                "containerProperties",
                Json({"image": "busybox", "resourceRequirements": SIZES}),
                "Cannot use ECS containerProperties for MANAGED_INSTANCES",
            ),
            (
                "nodeProperties",
                Json({"mainNode": 0, "numNodes": 2}),
                "MANAGED_INSTANCES does not support MNP jobs",
            ),
        )
    ),
    Constraint(
        demand=container.is_empty(),
        when=argument("ecsProperties").is_given(),
        error="ClientException: Error executing request, Exception : Cannot use both ECS containerProperties and"
        " ecsProperties",
        source=REGISTER,
        fix=fix(Remove("containerProperties"), otherwise=Remove("ecsProperties")),
        invalid={"ecsProperties": TASKS, **of(CONTAINER)},
        valid={"ecsProperties": TASKS},
    ),
    Constraint(
        demand=argument("eksProperties").is_empty(),
        when=argument("ecsProperties").is_given(),
        error="ClientException: Error executing request, Exception : Cannot use both ecsProperties and eksProperties",
        source=REGISTER,
        fix=fix(Remove("eksProperties"), otherwise=Remove("ecsProperties")),
        invalid={"ecsProperties": TASKS, "eksProperties": {"podProperties": {"hostNetwork": True}}},
        valid={"ecsProperties": TASKS},
    ),
)
RETRY_ROWS = (
    Constraint(
        demand=argument("retryStrategy.attempts").is_present(),
        when=argument(EXITS).is_given(),
        error="ClientException: Error executing request, Exception : RetryAttempts must be provided with retry"
        " strategy.",
        source="https://docs.aws.amazon.com/batch/latest/APIReference/API_RetryStrategy.html",
        fix=fix(Set("retryStrategy.attempts", Blank("1 to 10"))),
        invalid={"retryStrategy": {"evaluateOnExits": [{"action": "RETRY", "onExitCode": "1"}]}},
        valid={"retryStrategy": {"attempts": 2, "evaluateOnExits": [{"action": "RETRY", "onExitCode": "1"}]}},
    ),
    within(
        "retryStrategy.attempts",
        1,
        10,
        error="Attempts: You can specify between 1 and 10 attempts.",
        source="https://docs.aws.amazon.com/batch/latest/APIReference/API_RetryStrategy.html",
    ),
    *(
        replace(
            one.inside(f"{EXITS}[]", {"action": "RETRY"}),
            invalid={"retryStrategy": {"attempts": 2, "evaluateOnExits": [{"action": "RETRY", **bad}]}},
            valid={"retryStrategy": {"attempts": 2, "evaluateOnExits": [{"action": "RETRY", **good}]}},
        )
        for one, bad, good in (
            (
                Constraint(
                    demand=any_condition(
                        argument(name).is_given() for name in ("onExitCode", "onReason", "onStatusReason")
                    ),
                    error="ClientException: Error executing request, Exception : EvaluateOnExit should contain at least"
                    " one of onExitCode, onReason or onStatusReason",
                    source="https://docs.aws.amazon.com/batch/latest/APIReference/API_EvaluateOnExit.html",
                    fix=fix(Set("onExitCode", Blank("an exit code, such as 1 or 1*"))),
                    invalid={},
                    valid={},
                ),
                {},
                {"onExitCode": "137"},
            ),
            (
                Constraint(
                    demand=argument("onExitCode").matches(r"[0-9]*\*?", "digits, and perhaps an asterisk at the end"),
                    when=argument("onExitCode").is_given().unsaid(),
                    error="ClientException: Error executing request, Exception : Evaluate on exit condition contains"
                    " restricted characters.",
                    source="https://docs.aws.amazon.com/batch/latest/APIReference/API_EvaluateOnExit.html",
                    fix=fix(Set("onExitCode", Blank("an exit code, such as 1 or 1*"))),
                    invalid={},
                    valid={},
                ),
                {"onExitCode": "1-3"},
                {"onExitCode": "13*"},
            ),
        )
    ),
)

RULE = constraints_rule(
    id="batch-job-definition-valid",
    service="Batch",
    summary="Batch jobs must have one platform, and valid sizes, roles and retries",
    rationale="""
        On Fargate, a container has its size in resourceRequirements; vcpus and memory are of instances. Batch takes
        roles by their ARN. A job is of one platform, and jobs of several nodes run on EC2 only. What is retried is said
        with the number of attempts.
    """,
    since="0.2.0",
    constraints={
        JOB_DEFINITION: (
            Constraint(
                demand=container.holds("properties without vcpus and memory", size_error),
                when=on_fargate & container.is_given().unsaid(),
                error="ClientException: vcpus is not applicable for Fargate. Use resource requirements instead.",
                source="https://github.com/insitro/redun/pull/95",
                fix=note('VCPU and MEMORY in "resourceRequirements" instead of "vcpus" and "memory"'),
                invalid=of({**CONTAINER, "vcpus": 1, "memory": 2048}),
                valid=(
                    of(CONTAINER),
                    {**of({"image": "busybox", "vcpus": 1, "memory": 2048}), "platformCapabilities": ["EC2"]},
                ),
                condition="containerProperties of a job for Fargate has vcpus or memory",
            ),
            Constraint(
                demand=container.holds("properties whose roles are ARNs", role_error),
                when=container.is_given().unsaid(),
                error="ClientException: Error executing request, Exception : executionRoleArn orders is not an iam role"
                " arn",
                source="https://github.com/kestra-io/plugin-aws/issues/432",
                fix=note("the ARN of the role"),
                invalid=of({**CONTAINER, "executionRoleArn": "orders"}),
                valid=of(CONTAINER),
                condition="a role in containerProperties is no ARN",
            ),
            *PLATFORM_ROWS,
            *RETRY_ROWS,
            form(
                "name",
                NAME,
                "letters, digits, hyphens and underscores, the first a letter or a digit, 128 at most",
                invalid=("my job", "orders.load"),
                valid="orders-load_1",
                correct=joined("A-Za-z0-9_-", 128),
                error="ClientException: Error executing request, Exception : Job Definition name should match a valid"
                " pattern.",
                source=REGISTER,
            ),
            within(
                "schedulingPriority",
                0,
                9999,
                error="ClientException: Error executing request, Exception : Scheduling priority must be between 0 and"
                " 9999.",
                source=REGISTER,
            ),
            Constraint(
                demand=argument("timeout.attemptDurationSeconds").at_least(60),
                when=argument("timeout.attemptDurationSeconds").is_given().unsaid(),
                error="ClientException: attemptDurationSeconds: The minimum value for the timeout is 60 seconds.",
                source="https://docs.aws.amazon.com/batch/latest/APIReference/API_JobTimeout.html",
                fix=fix(Set("timeout.attemptDurationSeconds", Blank("60 seconds or more"))),
                invalid={"timeout.attemptDurationSeconds": 30},
                valid={"timeout.attemptDurationSeconds": 60},
            ),
        )
    },
    base={JOB_DEFINITION[0]: {"name": "orders", "type": "container", "platformCapabilities": ["FARGATE"]}},
    references=(PROPERTIES,),
)
