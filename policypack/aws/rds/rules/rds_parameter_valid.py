"""rds-parameter-valid: Static parameters must wait for a reboot."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from policypack.aws import rds
from policypack.aws.rds.parameters import NOTHING, engine_and_version, is_static, name_in_rds, successor
from policypack.check import Resource, Value, Verdict, any_of, combined, is_not, require
from policypack.fix import Fix, Remove, Set, fix
from policypack.rule import Context, Rejection, ResourceRule

Answer = TypeVar("Answer")
PENDING = "pending-reboot"
ALIASES = {"postgresql": "postgres", "aurora-postgres": "aurora-postgresql", "auroramysql": "aurora-mysql"}
"""Names of engines that families do not have."""
STATIC = Rejection(
    service="RDS",
    condition="A static parameter is applied immediately, which is the provider's default",
    error="InvalidParameterCombination: cannot use immediate apply method for static parameter",
    source="https://github.com/terraform-aws-modules/terraform-aws-rds/issues/582",
    invalid="connections",
    valid="connections-later",
)
MISSING = Rejection(
    service="RDS",
    condition="A parameter group sets wal_level, which RDS does not have",
    error="InvalidParameterValue: Could not find parameter with name: wal_level",
    source="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.FeatureSupport.LogicalReplication.html",
    invalid="level",
    valid="logical",
)


GONE = Rejection(
    service="RDS",
    condition="A parameter group sets a parameter that the version of its family has no longer",
    error="InvalidParameterValue: Could not find parameter with name: query_cache_size",
    source="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Reference.ParameterGroups.html",
    invalid="cached",
    valid="cached-before",
)
FAMILY = Rejection(
    service="RDS",
    condition="The family of a parameter group is written as a version of the engine",
    error="InvalidParameterValue: ParameterGroupFamily 5.7.mysql_aurora.2.10.0 is not a valid parameter group family",
    source="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html",
    invalid="minor",
    valid="major",
)


def check(group: Resource, context: Context[None]) -> Iterator[Verdict]:
    """The family is one of RDS's, no parameter that only a reboot changes is applied at once, and each exists."""
    family = group["family"]
    named = combined(lambda text: family_named(text, context), family.as_text())
    yield require(
        named.is_empty(),
        at=family,
        problem=f"family is {family}; RDS has the family {named}.",
        fix=fix(Set("family", named.say(str, ""))),
        rejects=FAMILY,
    )
    for one in group["parameters"].elements():
        yield from of_parameter(one, family.as_text())


def of_parameter(one: Value, family: Value) -> Iterator[Verdict]:
    """The verdicts on one parameter of a group of this family."""
    name, method = one["name"].as_text(), one["applyMethod"]
    yield require(
        any_of(method.equals(PENDING), is_not(combined(asked_of_both(is_static), name, family).is_true())),
        at=method,
        problem=f"{name} of {family} is static: a running server cannot change it, and applyMethod is "
        + ("immediate by default." if method.is_absent else f"{method}."),
        fix=fix(Set(method.path, PENDING)),
        rejects=STATIC,
    )
    instead = combined(asked_of_both(name_in_rds), name, family)
    yield require(
        instead.is_empty(),
        at=one["name"],
        problem=f"{one['name'].path} is {name}, which a parameter group of {family} does not have.",
        fix=fix(Set(one["name"].path, instead.say(str, "")), Set(one["value"].path, "1"), Set(method.path, PENDING)),
        rejects=MISSING,
    )
    later = combined(asked_of_both(successor), name, family)
    yield require(
        later.is_empty(),
        at=one["name"],
        problem=f"{one['name'].path} is {name}, which {family} has no longer"
        + later.say(lambda text: "." if text == NOTHING else f"; {text} is in its place.", "."),
        fix=removed(one, later),
        rejects=GONE,
    )


def removed(one: Value, instead: Value) -> Fix:
    """The name that is in the parameter's place, or none."""
    name = instead.say(str, NOTHING)
    return fix(Remove(one.path)) if name == NOTHING else fix(Set(one["name"].path, name))


def asked_of_both(question: Callable[[str, str], Answer]) -> Callable[[str | None, str | None], Answer | None]:
    """The question, asked where name and family are set; it ignores the case of both."""
    return lambda name, family: question(name.lower(), family.lower()) if name and family else None


def family_named(family: str | None, context: Context[None]) -> str | None:
    """What a text that is no family means, ``postgres16`` for ``postgres16.3``; None for one that may be a family."""
    engine, version = engine_and_version(family or "")
    engine = ALIASES.get(engine, engine)
    wanted = context.catalog.parameter_group_family("rds", engine, version) if version else None
    return None if wanted is None or wanted == (family or "").lower() else wanted


RULE = ResourceRule(
    id="rds-parameter-valid",
    summary="Parameters must be ones of RDS, and static ones must wait for a reboot",
    rationale="""
        The provider applies a parameter immediately unless the program says otherwise, and RDS rejects that for a
        static one; the error does not name the parameter. The table has the common static parameters of PostgreSQL,
        MySQL and MariaDB, with Aurora, and those that a version has no longer; others are not checked. A family names a
        major version: `postgres16`, `aurora-mysql8.0`.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*rds.PARAMETER_GROUP, *rds.CLUSTER_PARAMETER_GROUP),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html",
        STATIC.source,
        MISSING.source,
    ),
    rejections=(STATIC, MISSING, GONE, FAMILY),
    check=check,
)
