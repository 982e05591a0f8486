"""batch-queue-valid: Batch queues, compute environments and shares must have names and orders that Batch takes."""

from dataclasses import replace

from policypack.aws.batch import COMPUTE_ENVIRONMENT, JOB_QUEUE, NAME, SCHEDULING_POLICY
from policypack.constraint import (
    Blank,
    Constraint,
    Inputs,
    Remove,
    Set,
    argument,
    distinct,
    few,
    fix,
    form,
    joined,
    needs,
    one_of,
)
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/batch/latest/APIReference"
QUEUES, ENVIRONMENTS = f"{API}/API_CreateJobQueue.html", f"{API}/API_CreateComputeEnvironment.html"
RESOURCES, SHARES = f"{API}/API_ComputeResource.html", f"{API}/API_ShareAttributes.html"
FIRST, SECOND = (f"arn:aws:batch:us-east-1:123456789012:compute-environment/{name}" for name in ("spot", "steady"))
POLICY = "arn:aws:batch:us-east-1:123456789012:scheduling-policy/fair"
FARGATE: Inputs = {
    "type": "MANAGED",
    "computeResources": {
        "type": "FARGATE",
        "maxVcpus": 16,
        "subnets": ["subnet-0123456789abcdef0"],
        "securityGroupIds": ["sg-0123456789abcdef0"],
    },
}
RESOURCED: Inputs = {"computeResources": FARGATE["computeResources"]}
DISTRIBUTION = "fairSharePolicy.shareDistributions"

resources = argument("computeResources")
on_fargate = argument("computeResources.type").one_of("FARGATE", "FARGATE_SPOT")
weight = argument("weightFactor")


def named(what: str, source: str) -> Constraint:
    """The name that all things of Batch have."""
    row = form(
        "name",
        NAME,
        "letters, digits, hyphens and underscores, the first a letter or a digit, 128 at most",
        invalid=("orders queue", "orders.load"),
        valid="orders-load_1",
        correct=joined("A-Za-z0-9_-", 128),
        error=f"ClientException: Error executing request, Exception : {what} name should match a valid pattern.",
        source=source,
    )
    return replace(row, condition=f"the name of a {what.lower()} has other characters than letters, digits, - and _")


RULE = constraints_rule(
    id="batch-queue-valid",
    service="Batch",
    summary="Batch queues, environments and shares must have valid names and orders",
    rationale="""
        A queue has one to three compute environments, each once and in an order of its own. A managed compute
        environment has resources, and those of Fargate are of no instance type. Shares are known by identifiers that do
        not repeat.
    """,
    since="0.2.0",
    references=(QUEUES, ENVIRONMENTS),
    constraints={
        JOB_QUEUE: (
            named("Job Queue", QUEUES),
            distinct(
                "computeEnvironmentOrders",
                "order",
                items=({"computeEnvironment": FIRST, "order": 1}, {"computeEnvironment": SECOND, "order": 2}),
                again={"computeEnvironment": SECOND, "order": 1},
                error="ClientException: Error executing request, Exception : Duplicate ComputeEnvironment order"
                " values.",
                source=QUEUES,
            ),
            few(
                "computeEnvironmentOrders",
                3,
                item={"computeEnvironment": FIRST},
                error="You can associate up to three compute environments with a job queue.",
                source=QUEUES,
            ),
            one_of(
                "action",
                "CANCEL",
                but_not="TERMINATE",
                error="ClientException: Error executing request, Exception : Invalid job action. Valid job actions:"
                " [CANCEL]",
                source=f"{API}/API_JobStateTimeLimitAction.html",
            ).inside(
                "jobStateTimeLimitActions[]",
                {"maxTimeSeconds": 600, "reason": "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY", "state": "RUNNABLE"},
            ),
            Constraint(
                demand=argument("schedulingPolicyArn").matches(
                    r"arn:[\w-]+:batch:.*:scheduling-policy/.+", "the ARN of a scheduling policy"
                ),
                when=argument("schedulingPolicyArn").is_given().unsaid(),
                error="The format is arn:Partition:batch:Region:Account:scheduling-policy/Name.",
                source=QUEUES,
                fix=fix(Set("schedulingPolicyArn", Blank("the ARN of a scheduling policy"))),
                invalid={"schedulingPolicyArn": "fair"},
                valid={"schedulingPolicyArn": POLICY},
            ),
        ),
        COMPUTE_ENVIRONMENT: (
            named("Compute Environment", ENVIRONMENTS),
            Constraint(
                demand=argument("type").matches("(?i:MANAGED|UNMANAGED)", "MANAGED or UNMANAGED"),
                error='expected type to be one of ["MANAGED" "UNMANAGED"], got EC2',
                source="https://github.com/pulumi/pulumi/issues/7249",
                fix=fix(Set("type", "MANAGED")),
                invalid={"type": "EC2"},
                valid=({"type": "UNMANAGED"}, {"type": "managed", **RESOURCED}),
            ),
            needs(
                {"type": "MANAGED"},
                "computeResources",
                FARGATE["computeResources"],
                blank="the kind, the largest number of VCPUs, the subnets and the security groups",
                error="ClientException: Error executing request, Exception : computeResources must be provided for a"
                " MANAGED compute environment",
                source=ENVIRONMENTS,
            ),
            *(
                Constraint(
                    demand=argument(f"computeResources.{name}").is_empty(),
                    when=on_fargate,
                    error=f"ClientException: Error executing request, Exception : {name} is not applicable for"
                    " Fargate.",
                    source=RESOURCES,
                    fix=fix(Remove(f"computeResources.{name}")),
                    invalid={**FARGATE, f"computeResources.{name}": value},
                    valid=FARGATE,
                )
                for name, value in (("allocationStrategy", "BEST_FIT"), ("instanceTypes", ["m7g"]))
            ),
            *(
                few(
                    f"computeResources.{name}",
                    most,
                    item=item,
                    given={"computeResources.type": ("FARGATE", "FARGATE_SPOT")},
                    error=f"Fargate compute resources can contain up to {most} {words}.",
                    source=RESOURCES,
                )
                for name, most, item, words in (
                    ("subnets", 16, "subnet-0", "subnets"),
                    ("securityGroupIds", 5, "sg-0", "security groups"),
                )
            ),
        ),
        SCHEDULING_POLICY: (
            named("Scheduling policy", f"{API}/API_CreateSchedulingPolicy.html"),
            distinct(
                DISTRIBUTION,
                "shareIdentifier",
                items=(
                    {"shareIdentifier": "reports", "weightFactor": 0.5},
                    {"shareIdentifier": "orders", "weightFactor": 0.5},
                ),
                again={"shareIdentifier": "reports", "weightFactor": 0.1},
                error="ClientException: Error executing request, Exception : Cannot have two or more identical"
                " shareIdentifiers.",
                source=SHARES,
            ),
            Constraint(
                demand=argument("shareIdentifier").matches(
                    r"[A-Za-z0-9_-]{0,254}\*?|[A-Za-z0-9_-]{1,255}",
                    "letters, digits, hyphens and underscores, and perhaps an asterisk at the end",
                ),
                when=argument("shareIdentifier").is_given().unsaid(),
                error="ClientException: Error executing request, Exception : ShareIdentifier name should match a valid"
                " pattern.",
                source=SHARES,
                fix=fix(Set("shareIdentifier", Blank("letters, digits, hyphens and underscores, or such text and *"))),
                invalid={"shareIdentifier": "a*b"},
                valid=({"shareIdentifier": "reports*"}, {"shareIdentifier": "orders"}),
            ).inside(f"{DISTRIBUTION}[]"),
            Constraint(
                demand=weight.between(0.0001, 999.9999),
                when=weight.is_given().unsaid(),
                error="ClientException: Error executing request, Exception : Weight factor should be between 0.0001 and"
                " 999.9999.",
                source=SHARES,
                fix=fix(Set("weightFactor", Blank("0.0001 to 999.9999"))),
                invalid={"shareIdentifier": "orders", "weightFactor": 1000},
                valid={"shareIdentifier": "orders", "weightFactor": 999.9999},
            ).inside(f"{DISTRIBUTION}[]"),
        ),
    },
    base={
        JOB_QUEUE[0]: {
            "priority": 1,
            "state": "ENABLED",
            "computeEnvironmentOrders": [{"computeEnvironment": FIRST, "order": 1}],
        },
        COMPUTE_ENVIRONMENT[0]: {**FARGATE},
    },
)
