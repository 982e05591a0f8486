"""elasticache-windows: Cache maintenance and snapshots must be outside business hours."""

from collections.abc import Iterator

from policypack.aws import elasticache
from policypack.aws.common import windows
from policypack.check import Resource, Verdict, all_of, is_not, require
from policypack.rule import Changes, Context, ResourceRule


def check(cache: Resource, context: Context[windows.BusinessHours]) -> Iterator[Verdict]:
    """Both windows are set, last 60 minutes or more, are outside business hours and do not overlap; a cache that keeps
    no snapshots needs no window for them."""
    maintenance, snapshots = elasticache.maintenance_window(cache), elasticache.snapshot_window(cache)
    member, keeps = elasticache.is_member_of_group(cache), elasticache.keeps_snapshots(cache)
    hours = context.options.local(context.region(cache))
    yield require(
        maintenance.value.is_set(),
        when=is_not(member),
        at=maintenance.value,
        problem="maintenanceWindow is not set: AWS chooses one, and a patch may restart the nodes in business hours.",
        fix=maintenance.fix(hours, snapshots),
    )
    yield require(
        snapshots.value.is_set(),
        when=all_of(is_not(member), keeps),
        at=snapshots.value,
        problem="snapshotWindow is not set: AWS chooses a window, which may be in the busiest hours.",
        fix=snapshots.fix(hours, maintenance),
    )
    yield from maintenance.verdicts(hours, snapshots)
    yield from snapshots.verdicts(hours, maintenance, used=keeps)
    yield maintenance.apart_from(snapshots, hours)


def remedy(cache: Resource, context: Context[windows.BusinessHours]) -> Changes:
    """each window at fault becomes the first hour outside business hours and apart from the other one: for maintenance
    from Sunday, 04:00 local time, for snapshots from 02:00."""
    maintenance, snapshots = elasticache.maintenance_window(cache), elasticache.snapshot_window(cache)
    hours = context.options.local(context.region(cache))
    return {**maintenance.free_hour(hours, snapshots), **snapshots.free_hour(hours, maintenance)}


RULE = ResourceRule(
    id="elasticache-windows",
    summary="Cache maintenance and snapshots must be outside business hours",
    rationale="""
        Maintenance may restart nodes, and a snapshot uses memory and slows the cache. AWS chooses a window that is not
        set, and its choice for snapshots may overlap the maintenance window of the program. AWS rejects a window
        shorter than 60 minutes, and two that overlap, even where no snapshot is kept. Business hours are those of the
        region's time zone, unless an option names another; a window that is in them in summer time only, or in standard
        time only, is undetermined. Memcached has no snapshots; a cache whose `snapshot_retention_limit` is 0, AWS's
        default, keeps none and needs no window for them. A member of a replication group has the group's windows.
        Serverless caches have none. Times are UTC.
    """,
    level="advisory",
    consequence="hygiene",
    since="0.1.0",
    applies_to=elasticache.CACHES,
    references=(
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/maintenance-window.html",
        "https://github.com/hashicorp/terraform-provider-aws/pull/2153",
        "https://github.com/hashicorp/terraform/issues/17247",
    ),
    options=windows.BusinessHours,
    remedy=remedy,
    check=check,
)
