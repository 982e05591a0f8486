"""flow-log-valid: Flow logs must have a valid destination, role and format."""

from collections.abc import Iterator

from policypack.aws import iam, s3
from policypack.check import Fact, Resource, Verdict, any_of, is_not, require
from policypack.constraint import Constraint, Table, argument, one_of
from policypack.fix import Blank, Remove, Set, fix
from policypack.rule import Rejection, StackContext, StackRule

FLOW_LOG = ("aws:ec2/flowLog:FlowLog",)
CREATE = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html"
FORMAT = "https://github.com/aws-cloudformation/rain/issues/288"
FIELD = r"\$\{[^{}\s]+\}"
GATEWAY = {"vpcId": None, "transitGatewayId": "tgw-0123456789abcdef0", "maxAggregationInterval": 60}
PARQUET = {"destinationOptions": {"fileFormat": "parquet"}}
TO_FIREHOSE = {
    "logDestinationType": "kinesis-data-firehose",
    "logDestination": "arn:aws:firehose:us-east-1:123456789012:deliverystream/flows",
    "iamRoleArn": None,
}
A_BUCKET = "arn:aws:s3:::flow-logs"

of_transit = argument("transitGatewayId").is_present() | argument("transitGatewayAttachmentId").is_present()
of_network = argument("vpcId").is_present() | argument("subnetId").is_present() | argument("eniId").is_present()
kind, traffic = argument("logDestinationType"), argument("trafficType")

TABLE = Table(
    "VPC",
    {
        FLOW_LOG: (
            Constraint(
                demand=argument("logFormat").matches(
                    rf"{FIELD}( +{FIELD})*", "fields of the form ${field-id} between spaces, with no space at an end"
                ),
                when=argument("logFormat").is_given().unsaid(),
                error="1 validation error detected: Value '${account-id} ${interface-id} ${log-status} ' at 'logFormat'"
                " has an invalid format",
                source=FORMAT,
                fix=fix(Set("logFormat", Blank("fields between single spaces, with no space at an end"))),
                invalid=tuple({"logFormat": one} for one in ("${start} ${end} ", "${start},${end}", "start end")),
                valid=({"logFormat": "${version} ${srcaddr} ${dstaddr}"}, {"logFormat": "${version}"}),
                problem="logFormat must be fields of the form ${field-id} between spaces, with no space at an end.",
            ),
            one_of(
                "maxAggregationInterval",
                600,
                60,
                but_not=300,
                error="The possible values are 60 seconds (1 minute) or 600 seconds (10 minutes).",
                source=CREATE,
            ),
            Constraint(
                demand=argument("maxAggregationInterval").equals(60),
                when=of_transit.called("the log is of a transit gateway", "it must be of a transit gateway"),
                error="When transit_gateway_id or transit_gateway_attachment_id is specified, max_aggregation_interval"
                " must be 60 seconds (1 minute).",
                source="https://github.com/terraform-aws-modules/terraform-aws-transit-gateway/issues/127",
                fix=fix(Set("maxAggregationInterval", 60)),
                invalid=({**GATEWAY, "maxAggregationInterval": None, "trafficType": None},),
                valid={**GATEWAY, "trafficType": None},
            ),
            Constraint(
                demand=traffic.is_empty(),
                when=of_transit.called("the log is of a transit gateway", "it must be of a transit gateway"),
                error="TrafficType: This parameter is not supported for transit gateway or Cloud WAN resource types.",
                source=CREATE,
                fix=fix(Remove("trafficType")),
                invalid={**GATEWAY, "trafficType": "ALL"},
                valid={**GATEWAY, "trafficType": None},
            ),
            Constraint(
                demand=traffic.is_present(),
                when=of_network.called("the log is of a VPC, subnet or interface", "it must be of a VPC"),
                error="TrafficType: It is required for the other resource types.",
                source=CREATE,
                fix=fix(Set("trafficType", "ALL")),
                invalid={"trafficType": None},
                valid={"trafficType": "REJECT"},
            ),
            Constraint(
                demand=kind.equals("s3"),
                when=argument("destinationOptions").is_given(),
                at="destinationOptions",
                error="DestinationOptions are only supported for the destination type s3.",
                source=CREATE,
                fix=fix(Remove("destinationOptions")),
                invalid={**TO_FIREHOSE, **PARQUET},
                valid={"logDestinationType": "s3", "logDestination": A_BUCKET, "iamRoleArn": None, **PARQUET},
            ),
        )
    },
    base={
        FLOW_LOG[0]: {
            "vpcId": "vpc-0123456789abcdef0",
            "trafficType": "ALL",
            "logDestination": "arn:aws:logs:us-east-1:123456789012:log-group:flows",
            "iamRoleArn": "arn:aws:iam::123456789012:role/flows",
        }
    },
)
ROLE_FOR_BUCKET = Rejection(
    service="VPC",
    condition="A flow log to an S3 bucket has a role",
    error="DeliverLogsPermissionArn is not applicable for s3 delivery",
    source="https://github.com/aws-samples/aws-secure-environment-accelerator/issues/1111",
    invalid="with-role",
    valid="without-role",
)
NO_ROLE = Rejection(
    service="VPC",
    condition="A flow log to CloudWatch Logs has no role",
    error="DeliverLogsPermissionArn: This parameter is required if the destination type is cloud-watch-logs.",
    source=CREATE,
    invalid="no-role",
    valid="to-logs",
)
BUCKET_AS_GROUP = Rejection(
    service="VPC",
    condition="A flow log's destination is a bucket and its logDestinationType is not s3",
    error="LogDestination: If the destination type is cloud-watch-logs, specify the ARN of a CloudWatch Logs log"
    " group.",
    source=CREATE,
    invalid="no-type",
    valid="without-role",
)


def check(log: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The role and the destination fit the kind of destination."""
    kind, role = log["logDestinationType"], log["iamRoleArn"]
    to_bucket = kind.equals("s3")
    to_logs = kind.or_default("cloud-watch-logs").equals("cloud-watch-logs")
    yield require(
        is_not(has_role(log, context)),
        when=to_bucket,
        at=role,
        problem="iamRoleArn is set and logDestinationType is s3. Flow logs reach a bucket by its policy.",
        fix=fix(Remove("iamRoleArn")),
        rejects=ROLE_FOR_BUCKET,
    )
    yield require(
        has_role(log, context),
        when=to_logs,
        at="iamRoleArn",
        problem="iamRoleArn is not set. A flow log needs a role to write to CloudWatch Logs.",
        fix=fix(Set("iamRoleArn", Blank("the ARN of a role that vpc-flow-logs.amazonaws.com may assume"))),
        rejects=NO_ROLE,
    )
    yield require(
        is_not(is_bucket(log, context)),
        when=to_logs,
        at="logDestinationType",
        problem=f"logDestination is a bucket and logDestinationType is {kind}, which means a log group.",
        fix=fix(Set("logDestinationType", "s3"), Remove("iamRoleArn")),
        rejects=BUCKET_AS_GROUP,
    )


def has_role(log: Resource, context: StackContext[None]) -> Fact:
    """The log names a role of the stack, or any other."""
    return any_of(context.stack.referred(log, "iamRoleArn", iam.ROLE).exists(), is_not(log["iamRoleArn"].is_empty()))


def is_bucket(log: Resource, context: StackContext[None]) -> Fact:
    """The destination is a bucket of the stack, or has the ARN of one."""
    destination = log["logDestination"]
    buckets = context.stack.referred(log, "logDestination", s3.BUCKET)
    if destination.is_unknown and log.property_dependencies.get("logDestination"):
        return any_of(*(fact for _, fact in buckets.links))
    return destination.matches(r"arn:[^:]+:s3:::.*")


RULE = StackRule(
    id="flow-log-valid",
    summary="Flow logs must have a valid destination, role and format",
    rationale="""
        A flow log writes to a log group of CloudWatch Logs, with a role, to an S3 bucket, without one, or to a Firehose
        stream. Its format is a list of fields between single spaces: a template that joins them easily leaves a space
        at the end, which EC2 rejects. A log of a transit gateway has no traffic type and an interval of 60 seconds.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.2.0",
    applies_to=FLOW_LOG,
    references=(CREATE, "https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html"),
    rejections=(*TABLE.rejections, ROLE_FOR_BUCKET, NO_ROLE, BUCKET_AS_GROUP),
    table=TABLE,
    check=check,
)
