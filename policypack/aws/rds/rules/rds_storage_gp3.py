"""rds-storage-gp3: RDS storage must be gp3."""

from typing import Annotated

from policypack.aws import rds
from policypack.aws.rds import storage_limits
from policypack.check import FALSE, Fact, Resource, Verdict, all_of, any_of, is_not, known, require
from policypack.fix import Blank, Set, fix
from policypack.model.records import record
from policypack.rule import Changes, Context, ResourceRule

TUNED = {
    "iops": "IOPS that the new type has at this size",
    "storageThroughput": "throughput that the new type has at this size",
}
"""What was chosen for the old type."""


@record(frozen=True)
class Options:
    """What passes."""

    allowed: Annotated[tuple[str, ...], "Storage types that pass."] = ("gp3", "io2")


def check(db: Resource, context: Context[Options]) -> Verdict:
    """The program sets an allowed storage type, unless the engine is Aurora, whose storage has no type."""
    storage = db["storageType"]
    return require(
        any_of(storage.is_in(context.options.allowed), rds.left_to_source(db, storage)),
        when=is_not(rds.engine(db).starts_with("aurora")),
        at=storage,
        problem=f"storageType is {storage}, not {' or '.join(context.options.allowed)}: gp2 slows down under steady"
        " load, and io1 costs more than most databases need.",
        fix=fix(
            Set("storageType", next(iter(context.options.allowed), Blank("an allowed storage type"))),
            *(Set(name, Blank(what)) for name, what in TUNED.items() if db[name].is_set().truth is not False),
        ),
    )


def remedy(db: Resource, context: Context[Options]) -> Changes:
    """`storageType` becomes `gp3` where it is gp2, magnetic or not set, no IOPS or throughput is set, and gp3 has the
    size. io1 and io2 stay: gp3 may be slower."""
    storage = db["storageType"]
    safe = all_of(
        known("gp3" in context.options.allowed),
        any_of(storage.is_empty(), storage.is_in(("gp2", "standard"))),
        is_not(any_of(db["iops"].is_set(), db["storageThroughput"].is_set())),
        has_size_of_gp3(db),
    )
    return {"storageType": "gp3"} if safe.truth else {}


def has_size_of_gp3(db: Resource) -> Fact:
    """AWS makes gp3 storage of this size for the engine."""

    def of_engine(engine: str) -> Fact:
        offer = storage_limits.offer(engine, cluster=False)
        gp3 = offer.types.get("gp3") if offer else None
        if gp3 is None:
            return FALSE
        size = db["allocatedStorage"].as_number()
        return size.test(lambda gib: storage_limits.size_error(gp3, gib, exists=False) is None)

    return rds.engine(db).then(of_engine)


RULE = ResourceRule(
    id="rds-storage-gp3",
    summary="RDS storage must be gp3, or io2 where it is chosen",
    rationale="""
        The speed of gp2 depends on its size and on burst credits, so a small volume slows down under steady load. gp3
        has at least 3,000 IOPS at any size and can be tuned without growing. io2, for the few databases that need its
        latency and durability, is accepted. Where the program sets no type, a default applies, so it must set one.
        Storage of a replica or of a restored database comes from its source: without a type the rule is undetermined
        there. The rule skips clusters: Aurora's storage has no such type, and changing that of a Multi-AZ cluster
        replaces the cluster.
    """,
    level="mandatory",
    consequence="cost",
    since="0.1.0",
    applies_to=rds.INSTANCE,
    references=("https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html",),
    options=Options,
    remedy=remedy,
    check=check,
)
