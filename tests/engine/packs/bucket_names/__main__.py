"""A pack on the stock SDK with one mandatory and one advisory policy."""

from pulumi_policy import (
    EnforcementLevel,
    PolicyPack,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
)


def demand_purpose(args: ResourceValidationArgs, report_violation: ReportViolation) -> None:
    if args.resource_type == "aws:s3/bucket:Bucket" and "purpose" not in args.props.get("tags", {}):
        report_violation(f"The bucket {args.props['bucket']} has no tag\n`purpose`.", None)


def count_buckets(args: StackValidationArgs, report_violation: ReportViolation) -> None:
    buckets = sum(resource.resource_type == "aws:s3/bucket:Bucket" for resource in args.resources)
    if buckets > 1:
        report_violation(f"{buckets} buckets.", None)


PolicyPack(
    "bucket-names",
    [
        ResourceValidationPolicy(
            name="bucket-purpose",
            description="Buckets say what they are for.",
            validate=demand_purpose,
            enforcement_level=EnforcementLevel.MANDATORY,
        ),
        StackValidationPolicy(
            name="bucket-count",
            description="One bucket is enough.",
            validate=count_buckets,
            enforcement_level=EnforcementLevel.ADVISORY,
        ),
    ],
)
