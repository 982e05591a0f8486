"""s3-replication-valid: S3 replication must have versioned buckets and complete rules."""

from collections.abc import Iterable, Iterator

from policypack.aws import s3
from policypack.aws.s3.lifecycle import is_said
from policypack.check import (
    FALSE,
    TRUE,
    Fact,
    Resource,
    Stack,
    Value,
    Verdict,
    all_of,
    any_of,
    is_not,
    known,
    require,
    together,
)
from policypack.rule import Rejection, StackContext, StackRule


def check(replication: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Source and destinations are versioned, and each rule says what its form needs."""
    for source, link in context.stack.referred(replication, "bucket", s3.BUCKET, s3.NAMES).links:
        yield require(
            any_of(is_not(link), is_versioned(source, context)),
            at="bucket",
            problem=f"{source} is not versioned, and S3 replicates only versions: Versioning must be 'Enabled' on the"
            " bucket to apply a replication configuration.",
            fix=f"{code_of_versioning(source)}, and depends_on it here",
        )
    for rule in replication["rules"].elements():
        yield from versioned_destinations(replication, rule, context)
        yield from delete_markers(rule)


def versioned_destinations(replication: Resource, rule: Value, context: StackContext[None]) -> Iterator[Verdict]:
    """A destination that the stack makes is versioned."""
    for bucket in possible_destinations(replication, rule, context.stack):
        yield require(
            any_of(is_not(is_destination(bucket, replication, rule, context)), is_versioned(bucket, context)),
            at="rules",
            problem=f"{bucket} is not versioned, and S3 replicates only into versioned buckets: Destination bucket must"
            " have versioning enabled.",
            fix=f"{code_of_versioning(bucket)}, and depends_on it here",
        )


def possible_destinations(replication: Resource, rule: Value, stack: Stack) -> Iterable[Resource]:
    """The buckets of the stack that :func:`is_destination` may say yes of."""
    arn = rule["destination"]["bucket"].as_text()
    if not arn.is_unknown:
        return s3.buckets_named(stack, arn.map(lambda text: str(text).rpartition(":::")[2]))
    urns = replication.property_dependencies.get("rules", ())
    named = [one for one in map(stack.get, sorted(set(urns))) if one is not None and one.type in s3.BUCKET]
    return named or stack.of_type(s3.BUCKET)


def is_destination(bucket: Resource, replication: Resource, rule: Value, context: StackContext[None]) -> Fact:
    """The rule's destination is the bucket: by the name in its ARN where that is known, else by dependency."""
    arn = rule["destination"]["bucket"].as_text()
    if not arn.is_unknown:
        return together(lambda text, name: name is not None and str(text).endswith(f":::{name}"), arn, bucket["bucket"])
    urns = replication.property_dependencies.get("rules", ())
    buckets = [urn for urn in urns if context.stack.type_of(urn) in s3.BUCKET]
    if bucket.urn in buckets:
        unknown_arns = replication["rules"].count(lambda one: known(one["destination"]["bucket"].is_unknown))
        return TRUE if unknown_arns.low >= len(buckets) else arn.undecided()
    return FALSE if buckets else arn.undecided()


def is_versioned(bucket: Resource, context: StackContext[None]) -> Fact:
    """Versioning is enabled in the stack, or comes with Object Lock; a bucket that exists may have it unseen."""
    versionings = s3.linked(context.stack, s3.BUCKET_VERSIONING, bucket)
    return any_of(
        s3.inline_versioning(bucket),
        bucket["objectLockEnabled"].is_true(),
        versionings.any(lambda one: one["versioningConfiguration"]["status"].equals("Enabled")),
        all_of(known(bucket.is_deployed), is_not(versionings.exists())),
    )


def delete_markers(rule: Value) -> Iterator[Verdict]:
    """A rule with a filter says whether it replicates delete markers; one that picks objects by tags does not."""
    markers, filter_ = rule["deleteMarkerReplication"], rule["filter"]
    yield require(
        markers.test(lambda _: True),
        when=filter_.test(lambda _: True),
        at=rule,
        problem="The rule has a filter and does not say deleteMarkerReplication, which S3 refuses:"
        " DeleteMarkerReplication must be specified for this version of Cross Region Replication configuration schema.",
        fix='"delete_marker_replication": {"status": "Enabled"}',
    )
    yield require(
        is_not(markers["status"].equals("Enabled")),
        when=any_of(is_said(filter_["tag"]), is_said(filter_["and"]["tags"])),
        at=markers["status"],
        problem="The rule picks objects by tags and replicates delete markers, which have none: Delete marker"
        " replication is not supported if any Tag filter is specified.",
        fix='"delete_marker_replication": {"status": "Disabled"}',
    )


def code_of_versioning(bucket: Resource) -> str:
    return s3.code_of_separate(bucket, "BucketVersioning", 'versioning_configuration={"status": "Enabled"}')


_DOCUMENT = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html"
_CONFIGURATION = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html"

RULE = StackRule(
    id="s3-replication-valid",
    summary="S3 replication must have versioned buckets and complete rules",
    rationale="""
        S3 replicates versions, so it refuses a replication configuration while the source or a destination is not
        versioned; versioning must stand before it, by a dependency. A rule with a filter is of the newer form, which
        must say what happens to delete markers. A bucket that exists and whose versioning the stack does not manage may
        be versioned, and a destination elsewhere is not in sight: neither is judged. Buckets with Object Lock are
        versioned.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=s3.BUCKET_REPLICATION,
    references=(
        _DOCUMENT,
        _CONFIGURATION,
        "https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html",
    ),
    rejections=(
        Rejection(
            service="S3",
            condition="The source of a replication is not versioned",
            error="InvalidRequest: Versioning must be 'Enabled' on the bucket to apply a replication configuration",
            source=_DOCUMENT,
            invalid="plain-source",
            valid="both",
        ),
        Rejection(
            service="S3",
            condition="A destination of a replication is not versioned",
            error="InvalidRequest: Destination bucket must have versioning enabled.",
            source=_DOCUMENT,
            invalid="plain-target",
            valid="elsewhere",
        ),
        Rejection(
            service="S3",
            condition="A replication rule with a filter does not say deleteMarkerReplication",
            error="InvalidRequest: DeleteMarkerReplication must be specified for this version of Cross Region"
            " Replication configuration schema. Please refer to S3 Developer Guide for more information.",
            source=_CONFIGURATION,
            invalid="silent",
            valid="elsewhere",
        ),
        Rejection(
            service="S3",
            condition="A replication rule that picks objects by tags replicates delete markers",
            error="InvalidRequest: Delete marker replication is not supported if any Tag filter is specified. Please"
            " refer to S3 Developer Guide for more information.",
            source=_CONFIGURATION,
            invalid="tagged",
            valid="both",
        ),
    ),
    check=check,
)
