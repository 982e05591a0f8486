"""iam-database-authentication: Databases must let IAM identities sign in."""

from collections.abc import Iterator

from policypack.aws import rds
from policypack.aws.practices.base import BASES
from policypack.aws.rds.features import is_absent, shortfall
from policypack.check import Fact, Resource, Value, Verdict, all_of, require, together
from policypack.constraint import argument
from policypack.constraint.practices import turned_on
from policypack.fix import Set, fix
from policypack.rule import Context, practices_rule

FEATURE, MARIADB = "iam_authentication", "mariadb"
HARM = "Every client needs a password, which can leak and must be rotated."


def check(db: Resource, context: Context[None]) -> Iterator[Verdict]:
    """An instance of MariaDB has it on, where its version has it in the region."""
    if db.type not in rds.INSTANCE:
        return
    by_iam = db["iamDatabaseAuthenticationEnabled"]
    yield require(
        by_iam.is_true(),
        when=all_of(rds.engine(db).equals(MARIADB), can_sign_in(db["engineVersion"], context.region(db))),
        at=by_iam,
        problem=f"iamDatabaseAuthenticationEnabled is {by_iam}: it must be true. {HARM}",
        fix=fix(Set(by_iam.path, True)),
    )


def can_sign_in(version: Value, region: Value) -> Fact:
    """AWS's page of the feature says nothing against this version in this region; one that is not set is the newest."""

    def has_feature(number: str | None, where: str | None) -> bool:
        if where is None or is_absent(FEATURE, MARIADB, where):
            return False
        return number is None or shortfall(FEATURE, MARIADB, number, where) is None

    return together(has_feature, version.as_text(), region)


RULE = practices_rule(
    id="iam-database-authentication",
    summary="Databases must let IAM identities sign in",
    rationale="""
        With IAM authentication a client signs in by a token of its role that lasts 15 minutes: there is no password to
        leak, to rotate or to take along. Turning it on changes nothing for users with passwords. MySQL, MariaDB and
        PostgreSQL have it, on instances and on clusters; other engines and Aurora Serverless v1 do not. An instance of
        MariaDB is asked only where its version has it in the region.
    """,
    harm=HARM,
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        rds.INSTANCE: [
            turned_on("iamDatabaseAuthenticationEnabled", given={"engine": ("postgres", "mysql")}, controls=("RDS.10",))
        ],
        rds.CLUSTER: [
            turned_on(
                "iamDatabaseAuthenticationEnabled",
                when=~argument("engineMode").equals("serverless"),
                controls=("RDS.12",),
            )
        ],
        rds.NEPTUNE_CLUSTER: [turned_on("iamDatabaseAuthenticationEnabled", controls=("Neptune.7",))],
    },
    check=check,
)
