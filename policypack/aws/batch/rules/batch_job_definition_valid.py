"""batch-job-definition-valid: Containers of Batch jobs on Fargate must have a role, and sizes that Fargate has."""

from collections.abc import Mapping

from policypack.aws.batch import JOB_DEFINITION
from policypack.constraint import Constraint, Inputs, Json, argument, note
from policypack.model.opaque import is_opaque
from policypack.model.values import Plain
from policypack.rule import constraints_rule

PROPERTIES = "https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerProperties.html"
ROLE = "arn:aws:iam::123456789012:role/orders"
SIZES = [{"type": "VCPU", "value": "1"}, {"type": "MEMORY", "value": "2048"}]
CONTAINER: dict[str, Plain] = {"image": "busybox", "executionRoleArn": ROLE, "resourceRequirements": SIZES}

container = argument("containerProperties")
on_fargate = argument("platformCapabilities").contains("FARGATE")


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


RULE = constraints_rule(
    id="batch-job-definition-valid",
    service="Batch",
    summary="Containers of Batch jobs must have sizes and roles that Batch takes",
    rationale="""
        On Fargate, a container has its size in resourceRequirements; vcpus and memory are of instances. Batch takes
        roles by their ARN.
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
        )
    },
    base={JOB_DEFINITION[0]: {"name": "orders", "type": "container", "platformCapabilities": ["FARGATE"]}},
    references=(PROPERTIES,),
)
