"""rds-storage-valid: RDS storage must be within its type's and engine's limits."""

from collections.abc import Iterator

from policypack.aws import rds
from policypack.aws.rds.storage import Storage, storage_of
from policypack.check import Fact, Resource, Value, Verdict, all_of, any_of, is_not, require
from policypack.rule import Rejection, StackContext, StackRule

PAGE = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html"
PROVISIONED_IOPS = ("io1", "io2")


def check(db: Resource, _: StackContext[None]) -> Iterator[Verdict]:
    """Type, size, IOPS, throughput and growth of the storage are what RDS takes for the engine."""
    storage = storage_of(db)
    new = is_not(any_of(storage.exists, storage.is_restored))
    yield require(
        storage.has_kind(),
        when=all_of(storage.said_kind.is_set(), storage.offer.is_set()),
        at="storageType",
        problem=f"storageType is {storage.said_kind}, which AWS rejects: {rds.engine(db)} has no such storage.",
        fix=storage.offer.say(lambda offer: f'storage_type="{offer.recommended}"', ""),
    )
    yield from size_verdicts(db, storage, new)
    yield from performance_verdicts(db, storage, new)


def size_verdicts(db: Resource, storage: Storage, new: Fact) -> Iterator[Verdict]:
    """The size to start with, and the size to grow to."""
    size, most = db["allocatedStorage"], db["maxAllocatedStorage"]
    if db.type in rds.CLUSTER:
        yield require(
            storage.size.is_set(),
            when=all_of(new, rds.engine(db).is_in(rds.MULTI_AZ_CLUSTER_ENGINES)),
            at=size,
            problem="allocatedStorage is not set, which AWS rejects: a Multi-AZ cluster requires it.",
            fix="allocated_storage=100",
        )
    asked = all_of(is_not(storage.is_restored), storage.size.is_set())
    fix = f"allocated_storage={storage.nearest_size()}"
    yield nothing_against(storage.refusal_of_size(), storage, size, asked, fix)
    yield require(
        storage.grows(),
        when=storage.most.is_set(),
        at=most,
        problem=f"maxAllocatedStorage is {most}, which AWS rejects: it is below allocatedStorage, {size}.",
        fix="max_allocated_storage=0  # or more than allocated_storage",
    )
    both = all_of(storage.most.is_set(), storage.iops.is_set())
    yield nothing_against(storage.refusal_of_growth(), storage, most, both, "max_allocated_storage=...  # less")


def performance_verdicts(db: Resource, storage: Storage, new: Fact) -> Iterator[Verdict]:
    """IOPS and throughput, which each type, engine and size takes in a range of its own, or not at all."""
    iops, throughput, kind = storage.iops.is_set(), storage.throughput.is_set(), storage.kind
    fix = kind.say(lambda name: "iops=...  # in that range" if name in PROVISIONED_IOPS else "iops=None", "iops=None")
    yield nothing_against(storage.refusal_of_iops(), storage, db["iops"], iops, fix)
    at, fix = db["storageThroughput"], "storage_throughput=None"
    yield nothing_against(storage.refusal_of_throughput(), storage, at, throughput, fix)
    yield require(
        iops,
        when=all_of(new, kind.is_in(PROVISIONED_IOPS), storage.limits.is_set()),
        at="iops",
        problem=f"iops is not set, which AWS rejects: the storage type {kind} requires it.",
        fix="iops=3000",
    )


def nothing_against(refusal: Value, storage: Storage, at: Value, when: Fact, fix: str) -> Verdict:
    """AWS has nothing against the value ``at``, as far as the table has limits for such storage."""
    why = refusal.say(lambda text: f": {text}", "")
    return require(
        is_not(refusal.test(lambda _: True)),
        when=all_of(when, storage.limits.is_set()),
        at=at,
        problem=f"{at.path} is {at}, which AWS rejects for {storage.kind}{why}.",
        fix=fix,
    )


def rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(service="RDS", condition=condition, error=error, source=source, invalid=refused, valid=accepted)


RULE = StackRule(
    id="rds-storage-valid",
    summary="RDS storage must be within its type's and engine's limits",
    rationale="""
        Each storage type has its own range of sizes, IOPS and throughput, which differ from engine to engine, and AWS
        rejects what lies outside only when the database is made. The usual mistake is gp3 with IOPS: below 400 GiB
        (200 on Oracle) RDS takes neither IOPS nor throughput, not even the 3,000 and 125 that such storage has; from
        there on it takes 12,000 and 500 at least. SQL Server takes both at any size. `iops=0`,
        `max_allocated_storage=0` and one that equals `allocated_storage` are accepted. Where AWS's pages differ, the
        wider range holds; the limits of single instance classes, and the throughput that MySQL and MariaDB need above
        32,000 IOPS, are not looked at. A database that exists may be smaller than what AWS makes today, and may say
        the baseline that it has. Storage of a replica or of a restored database starts at its source's size, so what
        depends on the size is undetermined.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*rds.INSTANCE, *rds.CLUSTER),
    references=(
        PAGE,
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html",
        "https://github.com/hashicorp/terraform-provider-aws/issues/28271",
    ),
    rejections=(
        rejection(
            "gp3 below the size at which RDS stripes it has IOPS or throughput",
            "InvalidParameterCombination: You can't specify IOPS or storage throughput for engine postgres and a"
            " storage size less than 400.",
            "https://github.com/hashicorp/terraform-provider-aws/issues/28271",
            "small",
            "striped",
        ),
        rejection(
            "Storage is smaller or larger than its type may be",
            "InvalidParameterCombination: Invalid storage size for engine name postgres and storage type gp2: 10",
            "https://github.com/convox/rack/issues/2846",
            "tiny",
            "smallest",
        ),
        rejection(
            "gp2 has IOPS",
            "InvalidParameterCombination: Invalid iops value for engine name postgres and storage type gp2: 4000",
            "https://github.com/hashicorp/terraform-provider-aws/issues/9667",
            "gp2",
            "gp2-without",
        ),
        rejection(
            "io1 or io2 has no IOPS",
            "InvalidParameterCombination: The storage type io1 requires iops to be specified.",
            "https://github.com/terraform-community-modules/tf_aws_rds/issues/22",
            "io1-without",
            "io1",
        ),
        rejection(
            "IOPS are too few or too many for the size that storage may grow to",
            "InvalidParameterCombination: Invalid iops to max storage (GB) ratio for engine name postgres and storage"
            " type io1: 0.3000",
            "https://github.com/ministryofjustice/cloud-platform-environments/pull/3972",
            "io1-growing",
            "io1",
        ),
        rejection(
            "io1 has a throughput",
            "InvalidParameterCombination: You can't specify storage throughput for storage type io1.",
            "https://github.com/hashicorp/terraform-provider-aws/issues/32288",
            "io1-throughput",
            "sqlserver",
        ),
        rejection(
            "Storage may grow to less than it starts with",
            "InvalidParameterCombination: Max storage size must be greater than storage size",
            "https://github.com/ministryofjustice/cloud-platform-environments/pull/7483",
            "shrinking",
            "equal",
        ),
    ),
    check=check,
)
