"""service-version-current: Versions of clusters, brokers and caches must be in standard support."""

from functools import partial

from policypack.aws import elasticache
from policypack.aws.common import engine_versions
from policypack.aws.common.engine_versions import Assessment, Assessor
from policypack.aws.stacks.versioned import VERSIONED
from policypack.check import TRUE, Resource, Verdict, any_of, is_not
from policypack.rule import StackContext, StackRule


def check(resource: Resource, context: StackContext[engine_versions.Options]) -> Verdict:
    """AWS supports the version for a while yet, or the resource exists already."""
    of = VERSIONED[resource.type]
    version = resource[of.version]
    allowed = context.options.allowed_engine_versions
    assessor = Assessor(context.catalog, allowed, of.service, of.version)
    return engine_versions.judge_version(
        partial(currency, assessor),
        version,
        of.engine_of(resource),
        context.region(resource),
        keeps=any_of(
            is_not(resource.is_new()),
            elasticache.is_member_of_group(resource),
            elasticache.is_member_of_datastore(resource),
        ),
        otherwise=f"AWS's standard support of {of.version} {version} ends.",
    )


def currency(assessor: Assessor, version: str, engine: str | None, region: str | None) -> Assessment:
    """Whether AWS goes on supporting the version; what it creates no more is left to the rules that report that."""
    reported = assessor.service != "opensearch" and assessor.availability(version, engine, region).passes.truth is False
    return Assessment(TRUE) if reported else assessor.currency(version, engine, region)


RULE = StackRule(
    id="service-version-current",
    summary="Versions of clusters, brokers and caches must be in standard support",
    rationale="""
        Past its standard support a version of EKS, OpenSearch or Redis OSS costs extra: a cluster's hour of EKS six
        times as much, a node's hour of ElastiCache 80 percent more. Then AWS upgrades it, at a time of its own. A new
        cluster of such a version begins with an upgrade to come. A version is reported 90 days before its standard
        support ends. What exists already is left alone; `service-version-available` reports what AWS creates no more.
    """,
    level="advisory",
    consequence="cost",
    since="0.2.0",
    applies_to=tuple(VERSIONED),
    references=(
        "https://aws.amazon.com/eks/pricing/",
        "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/extended-support-versions.html",
        "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/what-is.html",
    ),
    options=engine_versions.Options,
    check=check,
)
