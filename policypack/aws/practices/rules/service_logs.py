"""service-logs: Services must log what they do."""

from policypack.aws import codebuild, ecs, eks, stepfunctions
from policypack.aws.cloudtrail import TRAIL
from policypack.aws.ecs import read_containers
from policypack.aws.practices.base import BASES
from policypack.aws.practices.base_of_compute import COMPUTE
from policypack.aws.practices.data_logs import LOGS
from policypack.constraint import Blank, Json, Set, argument, fits, fix, note
from policypack.constraint.practices import has_one, practice
from policypack.model.controls import page_of_control
from policypack.model.values import Plain
from policypack.rule import practices_rule

CLOUDWATCH, S3 = "logsConfig.cloudwatchLogs.status", "logsConfig.s3Logs.status"
LEVEL, DESTINATION = "loggingConfiguration.level", "loggingConfiguration.logDestination"
GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:orders:*"
AUTOMATION = "/ssm/automation/customer-script-log-destination"
WEB: dict[str, Plain] = {"name": "web", "image": "public.ecr.aws/nginx/nginx:1.27", "memory": 256}
AWSLOGS = {"logDriver": "awslogs", "options": {"awslogs-group": "web", "awslogs-region": "us-east-1"}}
LEVELS = ("ALL", "ERROR", "FATAL")


def log_error(tree: Plain) -> str | None:
    """A container has no log driver."""
    return next(
        (f'"{one.name}" has no "logConfiguration"' for one in read_containers(tree) if not one.log_driver), None
    )


RULE = practices_rule(
    id="service-logs",
    summary="Services must log what they do",
    rationale="""
        Logs tell who did what and why it failed, once it has: builds, executions of state machines, requests to a
        cluster's API. CodeBuild logs unless a project turns it off. A state machine with the level ERROR logs
        what fails; an express one keeps no history besides. EKS writes the audit log of a cluster only
        when it is asked for. A trail's events can be searched within minutes in CloudWatch Logs, where metric filters
        and alarms speak up about what must not happen. Logs cost what they take.
        Audit logs of OpenSearch need its fine-grained access control, so a domain without it is not asked for them.
        ActiveMQ has an audit log, RabbitMQ has none. Databases have a rule of their own, `rds-log-exports`.
    """,
    harm="When something fails or somebody does what he must not, no log tells what happened.",
    consequence="hygiene",
    rated="medium",
    since="0.3.0",
    partly=("SSM.6",),
    base={**BASES, **COMPUTE},
    practices={
        **LOGS,
        eks.CLUSTER: [has_one("enabledClusterLogTypes", "audit", controls=("EKS.8",))],
        codebuild.PROJECT: [
            practice(
                ~argument(CLOUDWATCH).equals("DISABLED") | argument(S3).equals("ENABLED"),
                fix=fix(Set(CLOUDWATCH, "ENABLED")),
                invalid={CLOUDWATCH: "DISABLED"},
                valid=(
                    {},
                    {CLOUDWATCH: "ENABLED"},
                    {CLOUDWATCH: "DISABLED", S3: "ENABLED", "logsConfig.s3Logs.location": "orders-builds/logs"},
                ),
                controls=("CodeBuild.4",),
            )
        ],
        stepfunctions.STATE_MACHINE: [
            practice(
                argument(LEVEL).one_of(*LEVELS),
                fix=fix(Set(LEVEL, "ERROR"), Set(DESTINATION, Blank("the ARN of a log group, with :* behind it"))),
                invalid=({}, {LEVEL: "OFF"}),
                valid=tuple({LEVEL: one, DESTINATION: GROUP} for one in LEVELS),
                controls=("StepFunctions.1",),
            )
        ],
        TRAIL: [
            practice(
                argument("cloudWatchLogsGroupArn").is_present(),
                fix=fix(
                    Set("cloudWatchLogsGroupArn", Blank("the ARN of a log group, with :* behind it")),
                    Set("cloudWatchLogsRoleArn", Blank("the ARN of a role with which CloudTrail writes to the group")),
                ),
                invalid={},
                valid={
                    "cloudWatchLogsGroupArn": GROUP,
                    "cloudWatchLogsRoleArn": "arn:aws:iam::123456789012:role/trail",
                },
                controls=("CloudTrail.5",),
            )
        ],
        ecs.TASK_DEFINITION: [
            practice(
                fits(
                    argument("containerDefinitions"),
                    "containers with a logConfiguration each",
                    log_error,
                    ecs.containers,
                ),
                fix=note('"logConfiguration" of each container names a log driver, such as awslogs'),
                invalid={"containerDefinitions": Json([WEB])},
                valid={"containerDefinitions": Json([{**WEB, "logConfiguration": AWSLOGS}])},
                controls=("ECS.9",),
            )
        ],
        ("aws:ssm/serviceSetting:ServiceSetting",): [
            practice(
                argument("settingValue").equals("CloudWatch"),
                when=argument("settingId").ends_with(AUTOMATION),
                fix=fix(Set("settingValue", "CloudWatch")),
                invalid={"settingId": AUTOMATION, "settingValue": "S3"},
                valid={"settingId": AUTOMATION, "settingValue": "CloudWatch"},
                source=page_of_control("SSM.6"),
            )
        ],
    },
)
