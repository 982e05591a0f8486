"""rds-instance-class-available: RDS instance classes must be available in the region."""

import re
from collections.abc import Iterator

from policypack.aws import rds
from policypack.check import Fact, Reason, Resource, Verdict, combined, known, require, unknown
from policypack.fix import Blank, Set, fix
from policypack.rule import Context, ResourceRule

NO_DATA = "{}, on which the catalog has no data for this region"
SUCCESSORS = {
    "t": ("t4g", "t3"),
    "m": ("m8g", "m7g", "m6g", "m7i", "m6i", "m5"),
    "r": ("r8g", "r7g", "r6g", "r7i", "r6i", "r5"),
    "x": ("x2g", "x2iedn"),
}
"""Letter of a family -> its generations, in the order in which a fix tries them."""


def check(db: Resource, context: Context[None]) -> Verdict:
    """The region offers the instance class for the database's engine."""
    chosen, engine, region = rds.instance_class(db), rds.engine(db), context.region(db)
    service = rds.class_service(db)

    def offered(name: str, engine_name: str | None, where: str | None) -> bool | None:
        if not (engine_name and where):
            return None
        return context.catalog.instance_class_offered(service, rds.priced_engine(engine_name), name, where)

    def offered_instead(name: str, engine_name: str | None, where: str | None) -> str | None:
        return next((other for other in alternatives(name) if offered(other, engine_name, where)), None)

    answer, instead = chosen, chosen
    if chosen.is_known:
        answer = combined(lambda *asked: (offered(*asked),), chosen.as_text(), engine, region)
        instead = combined(offered_instead, chosen.as_text(), engine, region)
    as_of = region.say(lambda where: context.catalog.instance_classes_as_of(service, where) or "", "")
    return require(
        answer.then(lambda truth: known_or(truth[0], NO_DATA.format(chosen.path)))
        if engine.is_known
        else undecided(db),
        when=chosen.is_set(),
        at=chosen,
        problem=f"{chosen.path} is {chosen}, which {region} does not offer for {engine} (data of {as_of}). AWS rejects"
        " it minutes into the update.",
        fix=fix(Set(chosen.path, instead.say(lambda name: name, Blank("an instance class that the region offers")))),
    )


def undecided(db: Resource) -> Fact:
    """The engine is not known, or that of the database's source."""
    source = rds.left_to_source(db, rds.engine(db))
    return source if source.is_unknown else rds.engine(db).undecided()


def known_or(truth: bool | None, reason: str) -> Fact:
    return unknown(Reason(reason)) if truth is None else known(truth)


def alternatives(instance_class: str) -> Iterator[str]:
    """Classes of the same letter and size, as ``db.m7g.large`` for ``db.m4.large``."""
    parts = re.fullmatch(r"db\.([a-z])\d\w*\.(\w+)", instance_class)
    for family in SUCCESSORS.get(parts[1], ()) if parts else ():
        yield f"db.{family}.{parts[2] if parts else ''}"


RULE = ResourceRule(
    id="rds-instance-class-available",
    summary="RDS instance classes must be available in the region",
    rationale="""
        Not every region has every instance class, and new regions never get the old ones; AWS rejects a missing class
        only when it creates the database. The catalog has the classes with a price for an engine in a region, from a
        public list with a date. A class that the list does not have may be newer than the list: undetermined, as is a
        region without data. A class with a price may still not be orderable with a certain version or in a certain
        zone. RDS Custom is priced under other names and is undetermined.
    """,
    level="advisory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*rds.INSTANCE, *rds.CLUSTER, *rds.ALL_CLUSTER_INSTANCES),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeOrderableDBInstanceOptions.html",
    ),
    check=check,
)
