"""elasticache-engine-version-available: ElastiCache engine versions must be available in the region."""

from policypack.aws import elasticache
from policypack.aws.common import engine_versions
from policypack.aws.common.programs import python_name
from policypack.check import Resource, Verdict, any_of, combined, require
from policypack.rule import Rejection, StackContext, StackRule

SERVICE = "elasticache"


def check(cache: Resource, context: StackContext[engine_versions.Options]) -> Verdict:
    """The engine version can be created in the cache's region, or the cache runs it already."""
    version, region = elasticache.version(cache), context.region(cache)
    assess = engine_versions.Assessor(context.catalogue, context.options.allowed_engine_versions, SERVICE)
    answer = version
    if version.is_known:
        answer = combined(assess.availability, version.as_text(), elasticache.engine(cache), region)
    fix = answer.say(lambda one: one.fix, "engine_version=...  # a version that the region has")
    return require(
        any_of(
            answer.then(lambda one: one.passes),
            elasticache.runs_already(cache),
            elasticache.takes_over_version(cache, context.stack),
        ),
        when=version.is_set(),
        at=version,
        problem=answer.say(lambda one: one.problem, f"{version.path} {version} cannot be created in {region}."),
        fix=fix.replace("engine_version", python_name(version.path), 1),
    )


RULE = StackRule(
    id="elasticache-engine-version-available",
    summary="ElastiCache engine versions must be available in the region",
    rationale="""
        A version that AWS has withdrawn, or never had, fails after minutes of an update. Redis OSS and Valkey are
        versioned in forms of their own: from Redis OSS 6 on the program says the minor version (`7.1`; `6.x` is the
        newest 6), and AWS picks the patch and rejects one that the program picks; before that, and in Memcached, the
        program says the patch (`5.0.6`, `1.6.22`). What AWS's documentation says of every region holds for every
        region; else the catalogue says what was seen of a region, and a version newer than the data, or a region that
        was not seen, stays undetermined. A cache that already runs a version keeps it, and so does a member of a global
        datastore. An organization's own list of allowed versions wins over the catalogue.
    """,
    rejections=(
        Rejection(
            service="ElastiCache",
            condition="The region does not have the cache's engine version",
            error="InvalidParameterCombination: Cannot find version 4.0.13 for redis",
            source="https://github.com/ministryofjustice/cloud-platform-environments/pull/5753",
            invalid="old",
            valid="with-patch",
        ),
        Rejection(
            service="ElastiCache",
            condition="The version names a patch of Redis OSS 6 or later, or of Valkey",
            error="InvalidParameterValue: Specific version selection is not allowed for '6.2.6', please use '6.2'",
            source="https://github.com/crossplane-contrib/provider-aws/issues/1617",
            invalid="patch",
            valid="redis",
        ),
    ),
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(
        *elasticache.CLUSTER,
        *elasticache.REPLICATION_GROUP,
        *elasticache.GLOBAL_REPLICATION_GROUP,
        *elasticache.SERVERLESS_CACHE,
    ),
    references=(
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/red-ug/deprecated-engine-versions.html",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html",
        "https://github.com/ministryofjustice/cloud-platform-environments/pull/5753",
        "https://github.com/crossplane-contrib/provider-aws/issues/1617",
    ),
    options=engine_versions.Options,
    check=check,
)
