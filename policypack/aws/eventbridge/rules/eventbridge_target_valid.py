"""eventbridge-target-valid: EventBridge targets must have the parameters their service needs."""

from collections.abc import Iterator

from policypack.aws import eventbridge
from policypack.aws.common.fifo import is_fifo
from policypack.aws.common.services import service_of
from policypack.check import Resource, Verdict, any_of, is_not, require
from policypack.fix import Blank, Set, fix
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


RULE = StackRule(
    id="eventbridge-target-valid",
    summary="EventBridge targets must have the parameters their service needs",
    rationale="""
        A target that runs a task or a job must name it, and one that is a FIFO queue must have a message group. In a
        first preview the ARN is not known yet; the resource that it comes from shows the service.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=eventbridge.TARGET,
    references=(API, PUT),
    rejections=(NO_TASK, NO_JOB, NO_MESSAGE_GROUP),
    check=check,
)
