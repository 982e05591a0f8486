"""rds-feature-in-region: The region must have the features that a database of RDS uses."""

from collections.abc import Iterator

from policypack.aws import rds
from policypack.aws.rds.features import as_of, is_absent, is_unrestricted, name_of, shortfall
from policypack.check import Fact, Resource, Value, Verdict, all_of, any_of, combined, is_not, require
from policypack.fix import note
from policypack.rule import Context, ResourceRule

FEATURES = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.RDS_Fea_Regions_DB-eng.html"
AURORA = (
    "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraFeaturesRegionsDBEngines.grids.html"
)
ENGINE_OF_PROXIES = "mysql"
"""The table says the same of proxies for each engine."""


def check(resource: Resource, context: Context[None]) -> Iterator[Verdict]:
    """The region has each feature that a new database or proxy uses, for its engine and version."""
    region = context.region(resource)
    for feature, at, uses in uses_of(resource):
        yield judge_feature(feature, at, uses, resource, region)


def uses_of(resource: Resource) -> Iterator[tuple[str, Value, Fact]]:
    """The features that the resource may use: with the property that asks for each, and whether it does."""
    if resource.type in rds.PROXY:
        family = resource["engineFamily"]
        yield "proxy", family, family.is_set()
        return
    domain, network = resource["domain"], resource["networkType"]
    yield "kerberos", domain, domain.is_set()
    if resource.type in rds.INSTANCE:
        by_iam = resource["iamDatabaseAuthenticationEnabled"]
        yield "iam_authentication", by_iam, by_iam.is_true()
        yield "dual_stack", network, network.equals("DUAL")
        return
    api, capacity = resource["enableHttpEndpoint"], resource["serverlessv2ScalingConfiguration"]
    yield "data_api", api, all_of(api.is_true(), is_not(rds.is_serverless_v1(resource)))
    yield "serverless_v2", capacity, capacity.is_set()
    yield "multi_az_cluster", resource["engine"], rds.engine(resource).is_in(rds.MULTI_AZ_CLUSTER_ENGINES)


def judge_feature(feature: str, at: Value, uses: Fact, resource: Resource, region: Value) -> Verdict:
    """The region has the feature for the engine and its version, as far as the table says."""
    if resource.type in rds.PROXY:
        engine = at.map(lambda _: ENGINE_OF_PROXIES)
        version = resource["engineVersion"]
    else:
        engine, version = rds.engine(resource), resource["engineVersion"].as_text()

    def lacks(name: str | None, number: str | None, where: str | None) -> str:
        return (name and number and where and shortfall(feature, name, number, where)) or ""

    free = combined(lambda name: not name or is_unrestricted(feature, name), engine).is_true()
    absent = combined(lambda name, where: bool(name and where and is_absent(feature, name, where)), engine, region)
    missing: Value = combined(lacks, engine, version, region)
    use = f"{name_of(feature)} for {engine}"
    only = missing.say(str, "")
    what = f"has {use} {only}" if only else f"does not have {use}"
    return require(
        any_of(free, all_of(is_not(absent.is_true()), missing.equals(""))),
        when=all_of(uses, resource.is_new()),
        at=at,
        problem=f"{region} {what} (AWS's page of {as_of()}).",
        fix=note("a region, or a newer version, that has it"),
    )


RULE = ResourceRule(
    id="rds-feature-in-region",
    summary="The region must have the features that a database of RDS uses",
    rationale="""
        Features come to a region later than RDS itself, some never, and often for newer versions only: RDS Proxy, the
        Data API, Aurora Serverless v2, Multi-AZ DB clusters, Kerberos, IAM authentication of MariaDB, dual stack. AWS
        rejects what the region lacks when it makes the database. AWS's pages say per region which engines and versions
        have a feature; the table has what they said on its date. The rule is advice, because a feature may have come to
        the region since. What the table does not name passes.
    """,
    level="advisory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*rds.INSTANCE, *rds.CLUSTER, *rds.PROXY),
    references=(FEATURES, AURORA),
    check=check,
)
