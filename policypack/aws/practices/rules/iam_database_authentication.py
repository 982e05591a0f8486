"""iam-database-authentication: Databases must let IAM identities sign in."""

from policypack.aws import rds
from policypack.aws.practices.base import BASES
from policypack.constraint import argument
from policypack.constraint.practices import turned_on
from policypack.rule import practices_rule

RULE = practices_rule(
    id="iam-database-authentication",
    summary="Databases must let IAM identities sign in",
    rationale="""
        With IAM authentication a client signs in by a token of its role that lasts 15 minutes: there is no password to
        leak, to rotate or to take along. Turning it on changes nothing for users with passwords. MySQL, MariaDB and
        PostgreSQL have it, on instances and on clusters; other engines and Aurora Serverless v1 do not. An instance of
        MariaDB is not asked, as its older versions and some regions do not have it.
    """,
    harm="Every client needs a password, which can leak and must be rotated.",
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
)
