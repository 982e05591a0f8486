"""eventbridge-target-valid: EventBridge targets must have the parameters their service needs."""

import re
from collections.abc import Iterator

from policypack.aws import eventbridge
from policypack.aws.common.fifo import is_fifo
from policypack.aws.common.services import service_of
from policypack.check import Resource, Verdict, all_of, any_of, is_not, known, require
from policypack.constraint import Constraint, Inputs, Table, argument, form, within
from policypack.fix import Blank, Remove, Set, fix, note
from policypack.rule import Rejection, StackContext, StackRule

API = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html"
PUT = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html"
NO_TASK = Rejection(
    service="EventBridge",
    condition="A target is an ECS cluster and has no task",
    error="ValidationException: Parameter(s) EcsParameters must be specified for target: orders.",
    source=API,
    invalid="no-task",
    valid="task",
)
NO_JOB = Rejection(
    service="EventBridge",
    condition="A target is a job queue and has no job",
    error="ValidationException: Parameter(s) BatchParameters must be specified for target: orders.",
    source=API,
    invalid="no-job",
    valid="job",
)
NO_MESSAGE_GROUP = Rejection(
    service="EventBridge",
    condition="A target is a FIFO queue and has no message group",
    error="ValidationException: Parameter(s) SqsParameters must be specified for target: orders.",
    source=API,
    invalid="ordered",
    valid="grouped",
)


NO_ROLE = Rejection(
    service="EventBridge",
    condition="A target that EventBridge calls with a role has none",
    error="ValidationException: RoleArn is required for target arn:aws:states:eu-west-1:123456789012:stateMachine:"
    "orders.",
    source="https://github.com/hashicorp/terraform-provider-aws/pull/19913",
    invalid="no-role",
    valid="role",
)
NO_INSTANCES = Rejection(
    service="EventBridge",
    condition="A target is a document of Systems Manager and has no instances to run it on",
    error="ValidationException: Parameter RunCommandParameters is not valid for target patch.",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/6461",
    invalid="no-instances",
    valid="instances",
)


WITH_ROLE = (
    *("batch", "codebuild", "codepipeline", "ecs", "firehose", "glue", "inspector", "kinesis", "redshift"),
    *("sagemaker", "ssm", "ssm-incidents", "states"),
)
"""Services that EventBridge calls with a role, tried in September 2026; an event bus needs one since 2023:
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html#eb-target-permissions"""
ECS = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EcsParameters.html"
SUBNETS = [f"subnet-{number:017x}" for number in range(1, 18)]
GROUPS = [f"sg-{number:017x}" for number in range(1, 7)]
NETWORK, TASK = "ecsTarget.networkConfiguration", "ecsTarget.taskDefinitionArn"
AS_TASK: Inputs = {
    "arn": "arn:aws:ecs:us-east-1:123456789012:cluster/orders",
    "roleArn": "arn:aws:iam::123456789012:role/events",
    TASK: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders",
}
FARGATE: Inputs = {**AS_TASK, "ecsTarget.launchType": "FARGATE", f"{NETWORK}.subnets": SUBNETS[:2]}
ON_INSTANCES: Inputs = {**AS_TASK, "ecsTarget.launchType": "EC2"}
HERE = "us-east-1:123456789012"
MADE = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/events"
BATCH = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_BatchParameters.html"
RETRY = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RetryPolicy.html"
REDSHIFT: Inputs = {
    "arn": f"arn:aws:redshift:{HERE}:cluster:orders",
    "roleArn": "arn:aws:iam::123456789012:role/events",
    "redshiftTarget.database": "orders",
    "redshiftTarget.secretsManagerArn": f"arn:aws:secretsmanager:{HERE}:secret:orders-0a1b2c",
}
AS_JOB: Inputs = {
    "arn": f"arn:aws:batch:{HERE}:job-queue/orders",
    "roleArn": "arn:aws:iam::123456789012:role/events",
    "batchTarget.jobDefinition": "orders",
    "batchTarget.jobName": "orders",
}
OF_SERVICES = (
    ("ecsTarget", "EcsParameters", ("ecs",), "task-of-function"),
    ("kinesisTarget", "KinesisParameters", ("kinesis", "firehose"), "key-of-function"),
    ("batchTarget", "BatchParameters", ("batch",), "job-of-function"),
    ("httpTarget", "HttpParameters", ("events", "execute-api"), "headers-of-function"),
    ("redshiftTarget", "RedshiftDataParameters", ("redshift", "redshift-serverless"), "statement-of-function"),
    ("runCommandTargets", "RunCommandParameters", ("ssm",), "instances-of-function"),
    ("sagemakerPipelineTarget", "SageMakerPipelineParameters", ("sagemaker",), "pipeline-of-function"),
    ("appsyncTarget", "AppSyncParameters", ("appsync",), "operation-of-function"),
)
"""A block of a target, its name in the API, the services whose targets have it, and the example of it."""
OF_ANOTHER = {
    block: Rejection(
        service="EventBridge",
        condition=f"A target of another service than {' or '.join(services)} has {block}",
        error=f"ValidationException: Parameter(s) {name} not supported for target: orders.",
        source=f"{MADE}/pf-events-target-parameters-mismatch/meta.yaml",
        invalid=example,
        valid="task",
    )
    for block, name, services, example in OF_SERVICES
}

launch_type = argument("ecsTarget.launchType")
TABLE = Table(
    "EventBridge",
    {
        eventbridge.TARGET: (
            Constraint(
                demand=argument(NETWORK).is_present(),
                when=launch_type.equals("FARGATE"),
                error="ValidationException: Parameter NetworkConfiguration must be specified for target orders when"
                " launch type is FARGATE.",
                source=ECS,
                fix=fix(Set(NETWORK, {"subnets": [Blank("the ID of a subnet")]})),
                invalid={**AS_TASK, "ecsTarget.launchType": "FARGATE"},
                valid=(FARGATE, ON_INSTANCES),
            ),
            Constraint(
                demand=argument("ecsTarget.platformVersion").is_empty(),
                when=launch_type.equals("EC2"),
                error="ValidationException: Parameter PlatformVersion for target orders is not supported when launch"
                " type is EC2.",
                source=ECS,
                fix=fix(Remove("ecsTarget.platformVersion")),
                invalid={**ON_INSTANCES, "ecsTarget.platformVersion": "1.4.0"},
                valid=({**FARGATE, "ecsTarget.platformVersion": "1.4.0"}, ON_INSTANCES),
            ),
            Constraint(
                demand=argument(f"{NETWORK}.subnets").has_at_most(16),
                when=argument(f"{NETWORK}.subnets").is_given().unsaid(),
                error="ValidationException: Parameter Subnets is not valid. Reason: size must be in between 1 and 16.",
                source=ECS,
                fix=note("at most 16 subnets"),
                invalid={**FARGATE, f"{NETWORK}.subnets": SUBNETS},
                valid={**FARGATE, f"{NETWORK}.subnets": SUBNETS[:16]},
            ),
            Constraint(
                demand=argument(f"{NETWORK}.securityGroups").has_at_most(5),
                when=argument(f"{NETWORK}.securityGroups").is_given().unsaid(),
                error="ValidationException: Parameter SecurityGroups is not valid. Reason: size must be in between 0"
                " and 5.",
                source=ECS,
                fix=note("at most 5 security groups"),
                invalid={**FARGATE, f"{NETWORK}.securityGroups": GROUPS},
                valid={**FARGATE, f"{NETWORK}.securityGroups": GROUPS[:5]},
            ),
            form(
                "deadLetterConfig.arn",
                eventbridge.STANDARD_QUEUE,
                "the ARN of a standard queue",
                invalid=(f"arn:aws:sns:{HERE}:failed", f"arn:aws:sqs:{HERE}:failed.fifo"),
                valid=f"arn:aws:sqs:{HERE}:failed",
                error="ValidationException: sns is not supported as a dead letter resource",
                source=f"{MADE}/pf-events-target-dlq/meta.yaml",
            ),
            *(
                within(path, low, high, error=f"ValidationException: {error}", source=source).beside(beside)
                for path, low, high, error, source, beside in (
                    (
                        "batchTarget.arraySize",
                        2,
                        10_000,
                        "Parameter ArrayProperties is not valid. Reason: Size must be in between 2 and 10000.",
                        BATCH,
                        AS_JOB,
                    ),
                    ("batchTarget.jobAttempts", 1, 10, "Attempts must be in between 1 and 10", BATCH, AS_JOB),
                    (
                        "retryPolicy.maximumRetryAttempts",
                        0,
                        185,
                        "1 validation error detected: Value at 'targets.1.member.retryPolicy.maximumRetryAttempts'"
                        " failed to satisfy constraint: Member must have value less than or equal to 185",
                        RETRY,
                        {},
                    ),
                    (
                        "retryPolicy.maximumEventAgeInSeconds",
                        60,
                        86_400,
                        "1 validation error detected: Value at 'targets.1.member.retryPolicy.maximumEventAgeInSeconds'"
                        " failed to satisfy constraint: Member must have value greater than or equal to 60",
                        RETRY,
                        {},
                    ),
                )
            ),
            Constraint(
                demand=argument("redshiftTarget.dbUser").is_empty(),
                when=argument("redshiftTarget.secretsManagerArn").is_given(),
                error="RedshiftDataParameters takes one statement form and one credential form",
                source=f"{MADE}/pf-events-target-redshift-parameters/meta.yaml",
                fix=fix(Remove("redshiftTarget.dbUser"), otherwise=Remove("redshiftTarget.secretsManagerArn")),
                invalid={**REDSHIFT, "redshiftTarget.dbUser": "orders"},
                valid=REDSHIFT,
            ),
        )
    },
    base={eventbridge.TARGET[0]: {"rule": "nightly", "arn": "arn:aws:sns:us-east-1:123456789012:orders"}},
)


def check(target: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A cluster has a task, a job queue a job, and a FIFO queue a message group."""
    of = service_of(target, "arn", context.stack)
    yield require(
        target["ecsTarget"].is_set(),
        when=of.equals("ecs"),
        at="ecsTarget",
        problem="The target is an ECS cluster and has no ecsTarget: EventBridge does not know which task to run.",
        fix=fix(Set("ecsTarget", {"taskDefinitionArn": Blank("the ARN of a task definition")})),
        rejects=NO_TASK,
    )
    yield require(
        target["batchTarget"].is_set(),
        when=of.equals("batch"),
        at="batchTarget",
        problem="The target is a job queue and has no batchTarget: EventBridge does not know which job to submit.",
        fix=fix(
            Set(
                "batchTarget",
                {"jobDefinition": Blank("the ARN of a job definition"), "jobName": Blank("a name of the job")},
            )
        ),
        rejects=NO_JOB,
    )
    yield require(
        any_of(is_not(is_fifo(target["arn"], target, "arn", context.stack)), target["sqsTarget"].is_set()),
        when=of.equals("sqs"),
        at="sqsTarget",
        problem="The target is a FIFO queue and has no sqsTarget: its messages have no message group.",
        fix=fix(Set("sqsTarget", {"messageGroupId": Blank("a message group")})),
        rejects=NO_MESSAGE_GROUP,
    )
    for block, _, services, _ in OF_SERVICES:
        yield require(
            any_of(target[block].is_empty(), of.is_in(services)),
            when=is_not(of.is_empty()),
            at=block,
            problem=f"{block} is set, and the target is of {of}, which does not have it.",
            fix=fix(Remove(block)),
            rejects=OF_ANOTHER[block],
        )
    role = target["roleArn"]
    yield require(
        is_not(role.is_empty()) if role.is_known or role.is_absent else known(True),
        when=any_of(of.is_in(WITH_ROLE), all_of(of.equals("events"), target.is_new())),
        at="roleArn",
        problem=f"The target is of {of} and has no roleArn: EventBridge calls it with a role, which only targets of"
        " Lambda, SNS, SQS and CloudWatch Logs do without.",
        fix=fix(Set("roleArn", Blank("the ARN of a role that may call the target"))),
        rejects=NO_ROLE,
    )
    yield require(
        target["runCommandTargets"].is_set(),
        when=all_of(of.equals("ssm"), target["arn"].as_text().test(is_command_document)),
        at="runCommandTargets",
        problem="The target is a command document and has no runCommandTargets: Systems Manager does not know where to"
        " run it.",
        fix=fix(
            Set("runCommandTargets", [{"key": Blank("InstanceIds or tag:KEY"), "values": [Blank("a value")]}]),
            note="an automation document is a target by arn:aws:ssm:REGION:ACCOUNT:automation-definition/NAME:$DEFAULT",
        ),
        rejects=NO_INSTANCES,
    )


def is_command_document(arn: str) -> bool:
    """The ARN is of a document, not of an automation."""
    return re.match(r"arn:[a-z-]+:ssm:[^:]*:[^:]*:document/", arn) is not None


RULE = StackRule(
    id="eventbridge-target-valid",
    summary="EventBridge targets must have the parameters their service needs",
    rationale="""
        A target that runs a task or a job must name it, and one that is a FIFO queue must have a message group. What
        EventBridge calls with a role needs one: all but functions, topics, queues and log groups. A command document
        needs instances to run it on, and a task on Fargate its network. In a first preview the ARN is not known yet;
        the resource that it comes from shows the service.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.1.0",
    applies_to=eventbridge.TARGET,
    references=(API, PUT),
    rejections=(*TABLE.rejections, NO_TASK, NO_JOB, NO_MESSAGE_GROUP, NO_ROLE, NO_INSTANCES, *OF_ANOTHER.values()),
    table=TABLE,
    check=check,
)
