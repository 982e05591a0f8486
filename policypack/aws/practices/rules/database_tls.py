"""database-tls: Databases must accept encrypted connections only."""

from policypack.aws import rds
from policypack.aws.practices.base import BASES
from policypack.aws.practices.parameters import parameter
from policypack.constraint.practices import turned_on
from policypack.rule import practices_rule

ON = ("1", "on", "ON", "true", "TRUE")

RULE = practices_rule(
    id="database-tls",
    summary="Databases must accept encrypted connections only",
    rationale="""
        RDS offers TLS on each database, and most engines also take clients without it unless a parameter demands it.
        The default groups of parameters cannot be changed: such a database needs one of its own. PostgreSQL from
        version 15, MariaDB from 11.8, DocumentDB and Redshift's family redshift-2.0 demand TLS by themselves; there
        only a parameter that turns it off is wrong. Clients that do not use TLS can no longer connect: find them first.
    """,
    harm="Clients may connect without TLS, and whoever can read the network reads passwords and data.",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        rds.PARAMETER_GROUP: [
            parameter(
                "rds.force_ssl",
                *ON,
                but_not="0",
                families=("postgres9", "postgres10", "postgres11", "postgres12", "postgres13", "postgres14"),
                given={"family": "postgres14"},
                controls=("RDS.38",),
            ),
            parameter(
                "rds.force_ssl",
                *ON,
                but_not="0",
                by_default=True,
                families=("postgres15", "postgres16", "postgres17", "postgres18"),
                given={"family": "postgres17"},
                controls=("RDS.38",),
            ),
            parameter(
                "rds.force_ssl",
                *ON,
                but_not="0",
                families=("sqlserver-",),
                given={"family": "sqlserver-se-16.0"},
                controls=("RDS.41",),
            ),
            parameter(
                "require_secure_transport",
                *ON,
                but_not="0",
                families=("mysql5.7", "mysql8.0"),
                given={"family": "mysql8.0"},
                controls=("RDS.39",),
            ),
            parameter(
                "require_secure_transport",
                *ON,
                but_not="0",
                by_default=True,
                families=("mysql8.4", "mysql9"),
                given={"family": "mysql8.4"},
                controls=("RDS.39",),
            ),
            parameter(
                "require_secure_transport",
                *ON,
                but_not="0",
                families=("mariadb10.5", "mariadb10.6", "mariadb10.11", "mariadb11.4"),
                given={"family": "mariadb10.11"},
                controls=("RDS.44",),
            ),
            parameter(
                "require_secure_transport",
                *ON,
                but_not="0",
                by_default=True,
                families=("mariadb11.8",),
                given={"family": "mariadb11.8"},
                controls=("RDS.44",),
            ),
        ],
        rds.DOCUMENTDB_PARAMETER_GROUP: [
            parameter(
                "tls",
                "enabled",
                "tls1.2+",
                "tls1.3+",
                "fips-140-3",
                but_not="disabled",
                by_default=True,
                given={"family": "docdb5.0"},
                controls=("DocumentDB.6",),
            )
        ],
        rds.PROXY: [turned_on("requireTls", controls=("RDS.43",))],
        ("aws:redshift/parameterGroup:ParameterGroup",): [
            parameter(
                "require_ssl",
                "true",
                but_not="false",
                families=("redshift-1.0",),
                given={"family": "redshift-1.0"},
                controls=("Redshift.2",),
            ),
            parameter(
                "require_ssl",
                "true",
                but_not="false",
                by_default=True,
                families=("redshift-2.",),
                given={"family": "redshift-2.0"},
                controls=("Redshift.2",),
            ),
        ],
        ("aws:redshiftserverless/workgroup:Workgroup",): [
            parameter(
                "require_ssl",
                "true",
                but_not="false",
                by_default=True,
                given={},
                controls=("RedshiftServerless.2",),
                path="configParameters",
                keys=("parameterKey", "parameterValue"),
            )
        ],
    },
)
