"""rds-storage-valid: RDS storage must be within its type's and engine's limits."""

from collections.abc import Callable, Iterator
from functools import partial

from policypack.aws import rds
from policypack.aws.rds import storage_limits as limits
from policypack.aws.rds.storage import Storage, storage_of
from policypack.check import Fact, Resource, Value, Verdict, all_of, any_of, is_not, require
from policypack.fix import Blank, Fix, Remove, Set, fix
from policypack.rule import Rejection, StackContext, StackRule

PAGE = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html"
PROVISIONED_IOPS = ("io1", "io2")


def rejection(condition: str, error: str, source: str, invalid: str, valid: str) -> Rejection:
    """A rejection by RDS."""
    return Rejection(
        service="RDS",
        condition=condition,
        error=f"InvalidParameterCombination: {error}",
        source=source,
        invalid=invalid,
        valid=valid,
    )


FIXED = rejection(
    "gp3 below the size at which RDS stripes it has IOPS or throughput",
    "You can't specify IOPS or storage throughput for engine postgres and a storage size less than 400.",
    "https://github.com/hashicorp/terraform-provider-aws/issues/28271",
    "small",
    "striped",
)
SIZE = rejection(
    "Storage is smaller or larger than its type allows",
    "Invalid storage size for engine name postgres and storage type gp2: 10",
    "https://github.com/convox/rack/issues/2846",
    "tiny",
    "smallest",
)
IOPS = rejection(
    "IOPS are out of the range of the storage type; gp2 has none",
    "Invalid iops value for engine name postgres and storage type gp2: 4000",
    "https://github.com/hashicorp/terraform-provider-aws/issues/9667",
    "gp2",
    "gp2-without",
)
NO_IOPS = rejection(
    "io1 or io2 has no IOPS",
    "The storage type io1 requires iops to be specified.",
    "https://github.com/terraform-community-modules/tf_aws_rds/issues/22",
    "io1-without",
    "io1",
)
GROWTH = rejection(
    "IOPS are too few or too many for the size that storage may grow to",
    "Invalid iops to max storage (GB) ratio for engine name postgres and storage type io1: 0.3000",
    "https://github.com/ministryofjustice/cloud-platform-environments/pull/3972",
    "io1-growing",
    "io1",
)
THROUGHPUT = rejection(
    "io1 has a throughput",
    "You can't specify storage throughput for storage type io1.",
    "https://github.com/hashicorp/terraform-provider-aws/issues/32288",
    "io1-throughput",
    "sqlserver",
)
SHRINKING = rejection(
    "Storage may grow to less than it starts with",
    "Max storage size must be greater than storage size",
    "https://github.com/ministryofjustice/cloud-platform-environments/pull/7483",
    "shrinking",
    "equal",
)


def check(db: Resource, _: StackContext[None]) -> Iterator[Verdict]:
    """RDS offers the engine storage of this type, size, IOPS, throughput and growth."""
    storage = storage_of(db)
    new = is_not(any_of(storage.exists, storage.is_restored))
    yield require(
        storage.has_kind(),
        when=all_of(storage.own_kind.is_set(), storage.offer.is_set()),
        at="storageType",
        problem=f"storageType is {storage.own_kind}: {rds.engine(db)} has no such storage, and AWS rejects it.",
        fix=fix(Set("storageType", storage.offer.say(lambda offer: offer.recommended, Blank("a type of the engine")))),
    )
    yield from sizes(db, storage, new)
    yield from iops(db, storage, new)
    yield from throughput(db, storage)


def sizes(db: Resource, storage: Storage, new: Fact) -> Iterator[Verdict]:
    """The size to start with, and the size to grow to."""
    size, most = db["allocatedStorage"], db["maxAllocatedStorage"]
    if db.type in rds.CLUSTER:
        yield require(
            storage.size.is_set(),
            when=all_of(new, rds.engine(db).is_in(rds.MULTI_AZ_CLUSTER_ENGINES)),
            at=size,
            problem="allocatedStorage is not set: AWS rejects a Multi-AZ cluster without it.",
            fix=fix(Set("allocatedStorage", 100)),
        )
    nearest = storage.by_limits(limits.nearest_size, storage.size)
    yield fits(
        storage,
        size,
        storage.by_limits(partial(limits.size_error, exists=db.is_deployed), storage.size),
        when=all_of(is_not(storage.is_restored), storage.size.is_set()),
        how=nearest.say(lambda gib: fix(Set("allocatedStorage", gib)), fix(Remove("allocatedStorage"))),
        rejects=SIZE,
    )
    yield require(
        storage.grows(),
        when=storage.most.is_set(),
        at=most,
        problem=f"maxAllocatedStorage is {most}, less than allocatedStorage, {size}.",
        fix=fix(
            Remove("maxAllocatedStorage"), otherwise=Set("maxAllocatedStorage", Blank("more than allocatedStorage"))
        ),
        rejects=SHRINKING,
    )
    largest = storage.by_limits(limits.largest_growth, storage.iops)
    yield fits(
        storage,
        most,
        storage.by_limits(limits.growth_error, storage.most, storage.iops),
        when=all_of(storage.most.is_set(), storage.iops.is_set()),
        how=largest.say(lambda gib: fix(Set("maxAllocatedStorage", gib)), fix(Remove("maxAllocatedStorage"))),
        rejects=GROWTH,
    )


def iops(db: Resource, storage: Storage, new: Fact) -> Iterator[Verdict]:
    """IOPS, which each type, engine and size has in a range of its own, or not at all."""
    own, size, kind = storage.iops, storage.size, storage.kind
    nearest = storage.by_limits(limits.nearest_iops, own.or_default(0), size, storage.most)
    choose = nearest.say(lambda count: fix(Set("iops", count)), fix(Set("iops", Blank("IOPS that the size allows"))))
    how = choose if kind.is_in(PROVISIONED_IOPS).truth else fix(Remove("iops"))
    errors: tuple[tuple[Callable[..., str | None], Rejection | None], ...] = (
        (partial(limits.fixed_iops_error, exists=db.is_deployed), FIXED),
        (partial(limits.iops_error, exists=db.is_deployed), IOPS),
        (limits.iops_for_size_error, None),
    )
    for find, rejects in errors:
        error = storage.by_limits(find, own, size)
        yield fits(storage, db["iops"], error, when=own.is_set(), how=how, rejects=rejects)
    yield require(
        own.is_set(),
        when=all_of(new, kind.is_in(PROVISIONED_IOPS), storage.limits.is_set()),
        at="iops",
        problem=f"iops is not set: the storage type {kind} requires it.",
        fix=choose,
        rejects=NO_IOPS,
    )


def throughput(db: Resource, storage: Storage) -> Iterator[Verdict]:
    """The throughput, which only gp3 has."""
    own, kind, size = storage.throughput, storage.kind, storage.size
    errors: tuple[tuple[Value, Rejection | None], ...] = (
        (storage.by_limits(limits.throughput_type_error, own, kind), THROUGHPUT),
        (
            storage.by_limits(partial(limits.fixed_throughput_error, exists=db.is_deployed), own, size),
            FIXED,
        ),
        (storage.by_limits(limits.throughput_error, own, kind, size, storage.iops), None),
    )
    for error, rejects in errors:
        at, how = db["storageThroughput"], fix(Remove("storageThroughput"))
        yield fits(storage, at, error, when=own.is_set(), how=how, rejects=rejects)


def fits(
    storage: Storage, at: Value, error: Value, *, when: Fact, how: Fix, rejects: Rejection | None = None
) -> Verdict:
    """The value ``at`` is within the limits, as far as the table has some for such storage."""
    return require(
        is_not(error.test(lambda _: True)),
        when=all_of(when, storage.limits.is_set()),
        at=at,
        problem=f"{at.path} is {at} with the storage type {storage.kind}{error.say(lambda text: f': {text}', '')}.",
        fix=how,
        rejects=rejects,
    )


RULE = StackRule(
    id="rds-storage-valid",
    summary="RDS storage must be within its type's and engine's limits",
    rationale="""
        Each storage type has its own range of sizes, IOPS and throughput, which differ from engine to engine, and AWS
        rejects the rest only when it creates the database. A common mistake is gp3 with IOPS: below 400 GiB (200 on
        Oracle) RDS allows neither IOPS nor throughput, not even the 3,000 and 125 that such storage has; from there on
        it requires at least 12,000 and 500. SQL Server allows both at any size. `iops=0`, `max_allocated_storage=0` and
        one that equals `allocated_storage` are accepted. Where AWS's pages differ, the rule uses the wider range. It
        does not check the limits of single instance classes, nor the throughput that MySQL and MariaDB need above
        32,000 IOPS. A database that exists may be smaller than what AWS creates today, and may set the baseline that it
        has. Storage of a replica or of a restored database starts at its source's size, so what depends on the size is
        undetermined.
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
    rejections=(FIXED, SIZE, IOPS, NO_IOPS, GROWTH, THROUGHPUT, SHRINKING),
    check=check,
)
