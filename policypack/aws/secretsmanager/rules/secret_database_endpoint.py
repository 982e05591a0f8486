"""secret-database-endpoint: Database secrets must contain the database's endpoint."""

from collections.abc import Iterator

from policypack.aws.secretsmanager import CONTENT, SECRET_VERSION, is_rotated, serves_proxy
from policypack.aws.secretsmanager.database_secrets import ENDPOINTS, databases_of, holds_credentials, is_built_from
from policypack.check import Resource, Stack, Verdict, any_of, require
from policypack.fix import Blank, Create, Edit, Fix, Json, Ref, fix
from policypack.rule import StackContext, StackRule


def check(version: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A secret with a database's credentials has a version built from that database, or a rotation or a proxy uses
    it."""
    stack = context.stack
    for database in databases_of(stack, version):
        holds = holds_credentials(stack, version, database)
        if holds.truth is False:
            continue
        yield require(
            any_of(is_built_from(stack, version, database), is_rotated(stack, version), serves_proxy(stack, version)),
            when=holds,
            at="secretString",
            problem=f"The secret holds the credentials of {database}, but not its endpoint: applications need it from"
            " elsewhere, and have the wrong one once the database is replaced.",
            fix=with_endpoint(version, database, stack),
        )


def with_endpoint(version: Resource, database: Resource, stack: Stack) -> Fix:
    """The endpoint in the content; a version that the database itself is made from needs another one beside it."""
    if stack.comes_after(database, version):
        content = {"password": Blank("the password"), "host": host(database)}
        arguments = {"secretId": Ref.to(version, "secretId"), "secretString": Json(content)}
        return fix(Create(SECRET_VERSION[0], f"{database.name}-endpoint", arguments))
    argument = next((name for name in CONTENT if not version[name].is_absent), CONTENT[0])
    return fix(Edit(argument, "host", host(database)))


def host(database: Resource) -> Ref | Blank:
    """The database's endpoint."""
    output = ENDPOINTS[database.type]
    return Ref.to(database, output) if output else Blank("the address of the namespace's workgroup")


RULE = StackRule(
    id="secret-database-endpoint",
    summary="Database secrets must contain the database's endpoint",
    rationale="""
        An application that reads a user name and a password also needs the address of the database. An endpoint that is
        set by hand, in a variable or in code, is wrong after the next restore or replacement, and nothing fails before
        the application does. A secret version that is built from the database (`Output.json_dumps` with its `address`
        or `endpoint`) changes with it; AWS's own rotation functions expect the same keys, `host` and `port`.

        A secret holds a database's credentials when one of its versions and the database's password come from the same
        RandomPassword, when the database's password comes from the version, or when the texts are equal. It is built
        from the database when the content depends on it, directly or through what is made from it (an instance of the
        cluster, a DNS record, a component), or holds its endpoint.

        Not reported: passwords that RDS manages, secrets with a rotation, and secrets that an RDS Proxy uses.
        Known gap: a fixed host name beside a generated password counts as missing, because the preview does not know
        the text; in a secret that is entirely a literal it counts.
    """,
    level="advisory",
    consequence="downtime",
    since="0.1.0",
    applies_to=SECRET_VERSION,
    references=(
        "https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
    ),
    check=check,
)
