"""rds-username-reserved: Master usernames must not be reserved by the engine."""

import re
from collections.abc import Callable, Iterator

from policypack.aws import rds
from policypack.aws.rds.usernames import UsernameLimits, username_limits
from policypack.check import Fact, Resource, Value, Verdict, all_of, combined, is_not, require
from policypack.fix import Blank, Set, fix
from policypack.rule import Rejection, StackContext, StackRule

CLUSTERS = (*rds.CLUSTER, *rds.DOCUMENTDB_CLUSTER)
RESERVED = "https://github.com/aws-cloudformation/cfn-lint/pull/4425"
FORM = "https://github.com/crossplane-contrib/provider-aws/issues/1701"
LENGTHS = "https://github.com/floci-io/floci/issues/3729"
KOTLIN = "https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/lightsail/aws.sdk.kotlin.services.lightsail.model"


def rejection(condition: str, error: str, source: str, invalid: str, valid: str) -> Rejection:
    """A rejection by RDS."""
    return Rejection(service="RDS", condition=condition, error=error, source=source, invalid=invalid, valid=valid)


ADMIN = rejection(
    "The master user of PostgreSQL is called admin",
    "InvalidParameterValue: MasterUsername admin cannot be used as it is a reserved word used by the engine",
    RESERVED,
    "postgres",
    "mysql",
)
DOCUMENTDB_ADMIN = rejection(
    "The master user of DocumentDB is called admin",
    "MasterUsername admin cannot be used as it is a reserved word used by the engine",
    "https://github.com/aws/aws-cdk/pull/13295",
    "documents",
    "documents-owner",
)
RDSADMIN = rejection(
    "The master user is called rdsadmin",
    "InvalidParameterValue: MasterUsername rdsadmin cannot be used as it is a reserved word used by the engine",
    RESERVED,
    "own",
    "admin-2",
)
TOO_LONG = rejection(
    "The master user's name is longer than the engine allows",
    "PostgreSQL: Must be 1 to 63 letters or numbers. Can contain underscores.",
    f"{KOTLIN}/-create-relational-database-request/master-username.html",
    "long",
    "longest",
)
BAD_FORM = rejection(
    "The master user's name is not letters, digits and underscores after a letter",
    "Must be 1 to 16 letters, numbers, or underscores. First character must be a letter.",
    FORM,
    "hyphen",
    "underscore",
)


def check(database: Resource, context: StackContext[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The master user of a database that does not exist yet has a name that the engine accepts."""
    username = database["masterUsername" if database.type in CLUSTERS else "username"]
    given = all_of(database.is_new(), is_not(username.is_empty()))
    rdsadmin, documents = username.equals("rdsadmin").truth, database.type in rds.DOCUMENTDB_CLUSTER
    demands: tuple[tuple[Question, str, Rejection], ...] = (
        (
            is_free,
            "a word that the engine reserves",
            RDSADMIN if rdsadmin else DOCUMENTDB_ADMIN if documents else ADMIN,
        ),
        (is_short, "longer than the engine allows", TOO_LONG),
        (is_well_formed, "not letters, digits and underscores after a letter", BAD_FORM),
    )
    for question, wrong, rejects in demands:
        yield require(
            asked_of_limits(question, username, database),
            when=given,
            at=username,
            problem=f"{username.path} is {username}, {wrong} ({rds.engine(database)}).",
            fix=fix(Set(username.path, Blank("a name of your own"))),
            rejects=rejects,
        )


Question = Callable[[str, UsernameLimits], bool]


def asked_of_limits(question: Question, username: Value, database: Resource) -> Fact:
    """The question, asked of the name and of what is known of the engine's names; true without an engine."""

    def fits(name: str | None, engine: str | None) -> bool:
        return not name or not engine or question(name, username_limits(engine, of_rds=of_rds))

    of_rds = rds.service(database) == "rds"
    return combined(fits, username.as_text(), rds.engine(database)).is_true()


def is_free(name: str, limits: UsernameLimits) -> bool:
    return name.lower() not in limits.reserved


def is_short(name: str, limits: UsernameLimits) -> bool:
    return limits.longest is None or len(name) <= limits.longest


def is_well_formed(name: str, limits: UsernameLimits) -> bool:
    return limits.longest is None or re.fullmatch(r"[A-Za-z]\w*", name, re.ASCII) is not None


RULE = StackRule(
    id="rds-username-reserved",
    summary="Master usernames must not be reserved by the engine",
    rationale="""
        admin is a common name with MySQL, but PostgreSQL and DocumentDB reserve it: the error comes after the network
        and the parameter groups were created. The words and lengths are those of real deployments; an engine may
        reserve more. The rule skips a database that exists: AWS may have accepted its name before it began to check.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*rds.INSTANCE, *CLUSTERS),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
        RESERVED,
        FORM,
        LENGTHS,
    ),
    rejections=(ADMIN, DOCUMENTDB_ADMIN, RDSADMIN, TOO_LONG, BAD_FORM),
    check=check,
)
