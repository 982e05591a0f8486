"""elasticache-engine-version-available: ElastiCache engine versions must be available in the region."""

from collections.abc import Iterator
from functools import partial

from policypack.aws import elasticache
from policypack.aws.common import engine_versions
from policypack.aws.common.engine_versions import Assessment, Assessor
from policypack.check import TRUE, Resource, Verdict, any_of
from policypack.rule import Rejection, StackContext, StackRule

UNAVAILABLE = Rejection(
    service="ElastiCache",
    condition="The region does not have the cache's engine version",
    error="InvalidParameterCombination: Cannot find version {engineVersion} for {engine}",
    source="https://github.com/ministryofjustice/cloud-platform-environments/pull/5753",
    invalid="old",
    valid="with-patch",
)
PATCH = Rejection(
    service="ElastiCache",
    condition="The version names a patch of Redis OSS 6 or later, or of Valkey",
    error="InvalidParameterValue: Specific version selection is not allowed for '{engineVersion}'",
    source="https://github.com/crossplane-contrib/provider-aws/issues/1617",
    invalid="patch",
    valid="redis",
)


def check(cache: Resource, context: StackContext[engine_versions.Options]) -> Iterator[Verdict]:
    """The engine version can be created in the cache's region and names no patch that ElastiCache chooses itself, or
    the cache keeps it."""
    version, region = elasticache.version(cache), context.region(cache)
    keeps = any_of(elasticache.runs_already(cache), elasticache.takes_over_version(cache, context.stack))
    assessor = Assessor(context.catalog, context.options.allowed_engine_versions, "elasticache")
    for question, rejects in ((availability, UNAVAILABLE), (without_patch, PATCH)):
        yield engine_versions.judge_version(
            partial(question, assessor),
            version,
            elasticache.engine(cache),
            region,
            keeps=keeps,
            otherwise=f"{version.path} {version} cannot be created in {region}.",
            rejects=rejects,
        )


def availability(assessor: Assessor, version: str, engine: str | None, region: str | None) -> Assessment:
    """Whether the region has the version; of one with a patch too many it cannot be asked."""
    if without_patch(assessor, version, engine, region).passes.truth is False:
        return Assessment(TRUE)
    return assessor.availability(version, engine, region)


def without_patch(assessor: Assessor, version: str, engine: str | None, region: str | None) -> Assessment:
    """Whether the version has no patch where ElastiCache chooses the patch; the organization's list has precedence."""
    minor = elasticache.version_without_patch(engine or "", version)
    if minor is None or assessor.patterns(engine or "", region) is not None:
        return Assessment(TRUE)
    problem = f"{engine} {version} names a patch: ElastiCache chooses the patch of {minor}."
    return assessor.rather(problem, minor, engine, region)


RULE = StackRule(
    id="elasticache-engine-version-available",
    summary="ElastiCache engine versions must be available in the region",
    rationale="""
        A version that AWS has withdrawn, or never had, fails after minutes of an update. From Redis OSS 6 on, and for
        Valkey, the program sets the minor version (`7.1`; `6.x` is the newest 6), and AWS chooses the patch and rejects
        one in the program; before that, and for Memcached, the program sets the patch (`5.0.6`, `1.6.22`). What AWS
        documents for all regions holds in every region; otherwise the catalog has what a region offers, and a version
        newer than the data, or a region without data, is undetermined. A cache that already runs a version keeps it,
        and so does a member of a global datastore. An organization's own list of allowed versions has precedence over
        the catalog.
    """,
    rejections=(UNAVAILABLE, PATCH),
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
        UNAVAILABLE.source,
        PATCH.source,
    ),
    options=engine_versions.Options,
    check=check,
)
