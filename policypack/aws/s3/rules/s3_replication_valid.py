"""s3-replication-valid: S3 replication must have versioned buckets and complete rules."""

from collections.abc import Iterable, Iterator

from policypack.aws import s3
from policypack.aws.s3.fixes import enable_versioning
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
from policypack.fix import Blank, Remove, Set, fix
from policypack.rule import Rejection, StackContext, StackRule

REQUIREMENTS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html"
CONFIGURATION = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html"
PLAIN_SOURCE = Rejection(
    service="S3",
    condition="The source of a replication is not versioned",
    error="InvalidRequest: Versioning must be 'Enabled' on the bucket to apply a replication configuration",
    source=REQUIREMENTS,
    invalid="plain-source",
    valid="both",
)
PLAIN_DESTINATION = Rejection(
    service="S3",
    condition="A destination of a replication is not versioned",
    error="InvalidRequest: Destination bucket must have versioning enabled.",
    source=REQUIREMENTS,
    invalid="plain-target",
    valid="elsewhere",
)
NO_DELETE_MARKERS = Rejection(
    service="S3",
    condition="A replication rule with a filter has no deleteMarkerReplication",
    error="InvalidRequest: DeleteMarkerReplication must be specified for this version of Cross Region Replication"
    " configuration schema. Please refer to S3 Developer Guide for more information.",
    source=CONFIGURATION,
    invalid="silent",
    valid="elsewhere",
)
TAGS_AND_DELETE_MARKERS = Rejection(
    service="S3",
    condition="A replication rule that filters by tags replicates delete markers",
    error="InvalidRequest: Delete marker replication is not supported if any Tag filter is specified. Please refer to"
    " S3 Developer Guide for more information.",
    source=CONFIGURATION,
    invalid="tagged",
    valid="both",
)

DELETE_MARKERS_WITHOUT_FILTER = Rejection(
    service="S3",
    condition="A replication rule without a filter has deleteMarkerReplication",
    error="InvalidRequest: DeleteMarkerReplication cannot be used for this version of Cross Region Replication"
    " configuration schema. Please refer to S3 Developer Guide for more information.",
    source="https://github.com/rust-lang/simpleinfra/pull/468",
    invalid="no-filter",
    valid="elsewhere",
)
PRIORITY_WITHOUT_FILTER = Rejection(
    service="S3",
    condition="A replication rule without a filter has a priority",
    error="InvalidRequest: Priority cannot be used for this version of Cross Region Replication configuration schema.",
    source=CONFIGURATION,
    invalid="first",
    valid="both",
)
THRESHOLD_WITHOUT_TIME = Rejection(
    service="S3",
    condition="The metrics of a destination have an event threshold, and its replication time is not enabled",
    error="InvalidArgument: Metrics cannot contain an event threshold when ReplicationTime is not specified or"
    " Disabled",
    source="https://github.com/crossplane-contrib/provider-aws/issues/1117",
    invalid="threshold",
    valid="in-time",
)
TIME_WITHOUT_METRICS = Rejection(
    service="S3",
    condition="A destination has a replication time and no metrics",
    error="InvalidRequest, for a ReplicationTime without Metrics: Must be specified together with a Metrics block.",
    source="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Destination.html",
    invalid="unmeasured",
    valid="in-time",
)
KEY_WITHOUT_SELECTION = Rejection(
    service="S3",
    condition="A destination has a KMS key, and the rule does not select objects encrypted with KMS",
    error="InvalidRequest: SseKmsEncryptedObjects must be specified if EncryptionConfiguration is present.",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/26241",
    invalid="key",
    valid="encrypted",
)
SELECTION_WITHOUT_KEY = Rejection(
    service="S3",
    condition="A rule selects objects encrypted with KMS, and its destination has no KMS key",
    error="InvalidRequest: ReplicaKmsKeyID must be specified if SseKmsEncryptedObjects tag is present.",
    source="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Destination.html",
    invalid="no-key",
    valid="encrypted",
)


def check(replication: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Source and destinations are versioned, and each rule is complete."""
    stack = context.stack
    for source, link in stack.referred(replication, "bucket", s3.BUCKET, s3.NAMES).links:
        yield require(
            any_of(is_not(link), is_versioned(source, stack)),
            at="bucket",
            problem=f"{source} is not versioned, and S3 replicates only versions.",
            fix=fix(*enable_versioning(source, stack, elsewhere=True)),
            rejects=PLAIN_SOURCE,
        )
    for rule in replication["rules"].elements():
        yield from versioned_destinations(replication, rule, stack)
        yield from delete_markers(rule)
        yield from without_filter(rule)
        yield from replication_time(rule["destination"])
        yield from encrypted_objects(rule)


def versioned_destinations(replication: Resource, rule: Value, stack: Stack) -> Iterator[Verdict]:
    """A destination in the stack is versioned."""
    for bucket in possible_destinations(replication, rule, stack):
        yield require(
            any_of(is_not(is_destination(bucket, replication, rule, stack)), is_versioned(bucket, stack)),
            at="rules",
            problem=f"{bucket} is not versioned, and S3 replicates only into versioned buckets.",
            fix=fix(*enable_versioning(bucket, stack, elsewhere=True)),
            rejects=PLAIN_DESTINATION,
        )


def possible_destinations(replication: Resource, rule: Value, stack: Stack) -> Iterable[Resource]:
    """The buckets of the stack that :func:`is_destination` may be true of."""
    arn = rule.at("destination.bucket").as_text()
    if not arn.is_unknown:
        return s3.buckets_named(stack, arn.map(lambda text: str(text).rpartition(":::")[2]))
    urns = replication.property_dependencies.get("rules", ())
    named = [one for one in map(stack.get, sorted(set(urns))) if one is not None and one.type in s3.BUCKET]
    return named or stack.of_type(s3.BUCKET)


def is_destination(bucket: Resource, replication: Resource, rule: Value, stack: Stack) -> Fact:
    """The rule's destination is the bucket: by the name in its ARN where that is known, else by dependency."""
    arn = rule.at("destination.bucket").as_text()
    if not arn.is_unknown:
        return together(lambda text, name: name is not None and str(text).endswith(f":::{name}"), arn, bucket["bucket"])
    urns = replication.property_dependencies.get("rules", ())
    buckets = [urn for urn in urns if stack.type_of(urn) in s3.BUCKET]
    if bucket.urn in buckets:
        unknown_arns = replication["rules"].count(lambda one: known(one.at("destination.bucket").is_unknown))
        return TRUE if unknown_arns.low >= len(buckets) else arn.undecided()
    return FALSE if buckets else arn.undecided()


def is_versioned(bucket: Resource, stack: Stack) -> Fact:
    """Versioning is enabled in the stack, or comes with Object Lock; a bucket that exists may have it unseen."""
    versionings = s3.linked(stack, s3.BUCKET_VERSIONING, bucket)
    return any_of(
        s3.inline_versioning(bucket),
        bucket["objectLockEnabled"].is_true(),
        versionings.any(lambda one: one.at("versioningConfiguration.status").equals("Enabled")),
        all_of(is_not(bucket.is_new()), is_not(versionings.exists())),
    )


def delete_markers(rule: Value) -> Iterator[Verdict]:
    """A rule with a filter sets the replication of delete markers, and a rule that filters by tags disables it."""
    markers, filter_ = rule["deleteMarkerReplication"], rule["filter"]
    tagged = is_not(all_of(filter_["tag"].is_empty(), filter_.at("and.tags").is_empty()))
    status = "Disabled" if tagged.truth else "Enabled"
    yield require(
        markers.test(lambda _: True),
        when=filter_.test(lambda _: True),
        at=rule,
        problem=f"{rule.path} has a filter and no deleteMarkerReplication.",
        fix=fix(Set(f"{markers.path}.status", status)),
        rejects=NO_DELETE_MARKERS,
    )
    yield require(
        is_not(markers["status"].equals("Enabled")),
        when=tagged,
        at=markers["status"],
        problem=f"{rule.path} filters by tags and replicates delete markers, which have no tags.",
        fix=fix(Set(f"{markers.path}.status", "Disabled")),
        rejects=TAGS_AND_DELETE_MARKERS,
    )


def without_filter(rule: Value) -> Iterator[Verdict]:
    """A rule without a filter has the older form, which has no delete markers and no priority."""
    no_filter = is_not(rule["filter"].test(lambda _: True))
    whole = Set(f"{rule.path}.filter.prefix", "")
    yield require(
        is_not(rule["deleteMarkerReplication"].test(lambda _: True)),
        when=no_filter,
        at=rule,
        problem=f"{rule.path} has deleteMarkerReplication and no filter.",
        fix=fix(whole, otherwise=Remove(f"{rule.path}.deleteMarkerReplication")),
        rejects=DELETE_MARKERS_WITHOUT_FILTER,
    )
    yield require(
        is_not(rule["priority"].as_number().test(lambda number: number > 0)),
        when=all_of(no_filter, is_not(rule["deleteMarkerReplication"].test(lambda _: True))),
        at=rule["priority"],
        problem=f"{rule.path} has a priority and no filter.",
        fix=fix(Remove(f"{rule.path}.priority")),
        rejects=PRIORITY_WITHOUT_FILTER,
    )


def replication_time(destination: Value) -> Iterator[Verdict]:
    """A threshold of metrics is one of a replication time, which has metrics."""
    time, metrics = destination["replicationTime"], destination["metrics"]
    yield require(
        time["status"].equals("Enabled"),
        when=is_not(metrics["eventThreshold"].is_empty()),
        at=metrics,
        problem=f"{metrics.path} has an event threshold, and {time.path} is not enabled.",
        fix=fix(
            Set(f"{time.path}.status", "Enabled"),
            Set(f"{time.path}.time.minutes", 15),
            otherwise=Remove(f"{metrics.path}.eventThreshold"),
        ),
        rejects=THRESHOLD_WITHOUT_TIME,
    )
    yield require(
        is_not(metrics.is_empty()),
        when=time["status"].equals("Enabled"),
        at=time,
        problem=f"{time.path} is enabled, and {destination.path} has no metrics.",
        fix=fix(
            Set(f"{metrics.path}.status", "Enabled"),
            Set(f"{metrics.path}.eventThreshold.minutes", 15),
        ),
        rejects=TIME_WITHOUT_METRICS,
    )


def encrypted_objects(rule: Value) -> Iterator[Verdict]:
    """A rule that replicates objects encrypted with KMS names the key of the replicas, and no other rule does."""
    selected = rule.at("sourceSelectionCriteria.sseKmsEncryptedObjects")
    encryption = rule.at("destination.encryptionConfiguration")
    yield require(
        is_not(selected.is_empty()),
        when=is_not(encryption.is_empty()),
        at=encryption,
        problem=f"{encryption.path} names a key, and {rule.path} does not select objects encrypted with KMS.",
        fix=fix(Set(f"{selected.path}.status", "Enabled")),
        rejects=KEY_WITHOUT_SELECTION,
    )
    yield require(
        is_not(encryption.is_empty()),
        when=selected["status"].equals("Enabled"),
        at=selected,
        problem=f"{rule.path} selects objects encrypted with KMS, and its destination has no key for the replicas.",
        fix=fix(Set(f"{encryption.path}.replicaKmsKeyId", Blank("the ARN of a key in the destination's region"))),
        rejects=SELECTION_WITHOUT_KEY,
    )


RULE = StackRule(
    id="s3-replication-valid",
    summary="S3 replication must have versioned buckets and complete rules",
    rationale="""
        S3 replicates versions, so it rejects a replication configuration while the source or a destination is not
        versioned: versioning must be enabled first, by a dependency. A rule with a filter has the newer form, which
        must set the replication of delete markers; one without has the older form, which cannot. A replication time and
        an event threshold belong together, and so do a key for the replicas and the selection of objects that are
        encrypted with KMS. A bucket that exists and whose versioning the stack does not manage
        may be versioned, and a destination outside of the stack is not visible: neither is checked. Buckets with Object
        Lock are versioned.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=s3.BUCKET_REPLICATION,
    references=(
        REQUIREMENTS,
        CONFIGURATION,
        "https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html",
    ),
    rejections=(
        PLAIN_SOURCE,
        PLAIN_DESTINATION,
        NO_DELETE_MARKERS,
        TAGS_AND_DELETE_MARKERS,
        DELETE_MARKERS_WITHOUT_FILTER,
        PRIORITY_WITHOUT_FILTER,
        THRESHOLD_WITHOUT_TIME,
        TIME_WITHOUT_METRICS,
        KEY_WITHOUT_SELECTION,
        SELECTION_WITHOUT_KEY,
    ),
    check=check,
)
