"""elasticache-parameter-group-family: Parameter groups must fit their cache's engine and version."""

from policypack.aws import elasticache
from policypack.aws.common import parameter_groups
from policypack.check import Resource, Verdict, all_of, any_of, is_not, require
from policypack.rule import Rejection, StackContext, StackRule

WRONG_FAMILY = Rejection(
    service="ElastiCache",
    condition="A cache's parameter group is of the family of another engine or version",
    error="InvalidParameterCombination: Expected a parameter group of family redis7 but found one of family redis5.0",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/27709",
    invalid="old",
    valid="sessions",
)


def check(cache: Resource, context: StackContext[None]) -> Verdict:
    """The family of the parameter group is the one that the cache's engine and version need."""
    name, groups = cache["parameterGroupName"], elasticache.parameter_groups(cache, context.stack)
    engine, version = elasticache.engine(cache), elasticache.version_to_run(cache)
    required = parameter_groups.required_family(context.catalog, "elasticache", engine, version)
    member = any_of(elasticache.is_member_of_group(cache), elasticache.is_member_of_datastore(cache))
    kept = elasticache.parameters_to_keep(cache, groups)
    return require(
        parameter_groups.has_family(name, groups, required.fits),
        when=all_of(is_not(member), name.is_set()),
        at=name,
        problem=f"parameterGroupName is a group of the family {parameter_groups.family(name, groups)}; {engine}"
        f" {version} needs {required.name.say(lambda family: f'the family {family}', 'a family of this engine')}.",
        fix=parameter_groups.fix_by_new_group(
            elasticache.PARAMETER_GROUP[0],
            cache,
            name.path,
            required.name,
            groups,
            [{"name": key, "value": value} for key, value in kept.items() if key and value],
        ),
        rejects=WRONG_FAMILY,
    )


RULE = StackRule(
    id="elasticache-parameter-group-family",
    summary="Parameter groups must fit their cache's engine and version",
    rationale="""
        A parameter group belongs to a family: one engine and one of its major versions, as `redis7` or `valkey8`.
        ElastiCache rejects a cache whose group is of another one, which happens most often when the version is raised
        and the group is not. The rule reads the family from the group in the stack, or from the name of a default
        group; a group outside of the stack is undetermined. Members of a replication group or of a global datastore
        have its parameters.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=elasticache.CACHES,
    references=(
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html",
        WRONG_FAMILY.source,
    ),
    rejections=(WRONG_FAMILY,),
    check=check,
)
