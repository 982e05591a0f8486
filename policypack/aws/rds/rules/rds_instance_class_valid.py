"""rds-instance-class-valid: RDS instance classes must be ones of the engine and its version."""

from collections.abc import Iterator

from policypack.aws import rds
from policypack.aws.rds.engines import is_offered
from policypack.check import Resource, Verdict, all_of, combined, require
from policypack.fix import Set, fix
from policypack.rule import Rejection, StackContext, StackRule

NOT_OFFERED = Rejection(
    service="RDS",
    condition="No version that RDS still makes of the engine is offered on the instance class",
    error="InvalidParameterCombination: RDS does not support creating a DB instance with the following combination:"
    " DBInstanceClass={instanceClass}, Engine={engine}, EngineVersion={engineVersion}.",
    source="https://github.com/cn-terraform/terraform-aws-sonarqube/issues/88",
    invalid="previous",
    valid="current",
)
CURRENT = {"t": "t3", "m": "m6i", "r": "r6i", "x": "r6i", "z": "r6i"}
"""Letter of a family -> its generation that every engine of RDS is offered on."""
OF_EVERY_VERSION = {"docdb": "r5", "neptune": "r5"}
"""Engine -> the generation that each of its versions is offered on."""


def check(database: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A new database of the engine and version can be made on its class."""
    own, engine = rds.instance_class(database), rds.engine_in(database, context.stack)
    version = rds.engine_version(database, context.stack)

    def offered(instance_class: str | None, name: str | None, number: str | None) -> bool:
        return not instance_class or not name or is_offered(instance_class, name, number)

    yield require(
        combined(offered, own.as_text(), engine, version).is_true(),
        when=all_of(own.is_set(), database.is_new()),
        at=own,
        problem=f"{own.path} is {own}, on which RDS makes no database of {engine}"
        + version.say(lambda number: f" {number}.", "."),
        fix=fix(Set(own.path, combined(successor, own.as_text(), engine).say(lambda name: name, "db.r6i.large"))),
        rejects=NOT_OFFERED,
    )


def successor(instance_class: str | None, engine: str | None) -> str:
    """A class of about the same kind and size that the engine has: ``db.r6i.large`` for ``db.r4.large``."""
    _, _, rest = (instance_class or "").partition(".")
    generation, _, size = rest.partition(".")
    if engine in OF_EVERY_VERSION:
        return "db.t3.medium" if generation[:1] == "t" else f"db.{OF_EVERY_VERSION[engine]}.{size or 'large'}"
    letter = "r" if (engine or "").startswith("aurora") and generation[:1] == "m" else generation[:1]
    if letter == "t" and (engine or "").startswith("aurora"):
        return "db.t3.medium"
    return f"db.{CURRENT.get(letter, 'r6i')}.{size or 'large'}"


RULE = StackRule(
    id="rds-instance-class-valid",
    summary="RDS instance classes must be ones of the engine and its version",
    rationale="""
        RDS makes new databases of current versions on current generations only: PostgreSQL, MariaDB and MySQL 8 have
        none on t2, m4 or r4, Aurora has none on m, and Oracle, SQL Server and Db2 have none on Graviton. Old versions
        have none of the newer generations: MySQL 5.7 and PostgreSQL 11 none on Graviton, DocumentDB 4.0 none on R8G.
        The error comes after the network and the cluster were made. The rule rejects only combinations that the table
        names; a class that is newer than the table is accepted. A database that exists keeps its class.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*rds.INSTANCE, *rds.CLUSTER, *rds.ALL_CLUSTER_INSTANCES),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Support.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.SupportAurora.html",
        "https://docs.aws.amazon.com/documentdb/latest/devguide/docdb-engine-version-supportability.html",
        "https://docs.aws.amazon.com/neptune/latest/userguide/instance-types.html",
        NOT_OFFERED.source,
    ),
    rejections=(NOT_OFFERED,),
    check=check,
)
