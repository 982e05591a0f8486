"""rds-option-group-valid: Options must be ones of the engine, with what they require."""

from collections.abc import Iterator

from policypack.aws import rds
from policypack.aws.rds.options import like, option_error
from policypack.check import Resource, Verdict, combined, require
from policypack.constraint import Constraint, argument
from policypack.fix import Blank, Set, fix
from policypack.model.values import Plain
from policypack.rule import Context, Rejection, constraints_rule

UNKNOWN = Rejection(
    service="RDS",
    condition="An option group has an option that its engine does not have",
    error="Unknown option: MyAuditLoggingConfig",
    source="https://github.com/aws/aws-cdk/issues/27111",
    invalid="audit",
    valid="plugin",
)
GROUP = ["sg-0a1b2c3d4e5f60718"]


def needs(engine: str, option: str, name: str, value: Plain, error: str, source: str, blank: str) -> Constraint:
    """With the option, its field must be set; ``value`` is an example of it, ``blank`` says what it may be."""
    own = {"optionName": option, "port": 5000, "vpcSecurityGroupMemberships": GROUP}
    return Constraint(
        demand=argument(name).is_given(),
        when=argument("optionName").equals(option),
        each="options[]",
        error=error,
        source=source,
        fix=fix(Set(name, Blank(blank))),
        invalid={"engineName": engine, "options": [{key: one for key, one in own.items() if key != name}]},
        valid={"engineName": engine, "options": [{**own, name: value}]},
    )


ROWS = (
    needs(
        "oracle-se2",
        "OEM_AGENT",
        "version",
        "13.5.0.0.v1",
        "InvalidParameterCombination: OEM_AGENT option requires a version number. Valid versions are"
        " 12.1.0.4.v1,12.1.0.5.v1,13.1.0.0.v1,13.2.0.0.v1,13.2.0.0.v2",
        "https://github.com/hashicorp/terraform-provider-aws/issues/3841",
        "a version of the agent",
    ),
    needs(
        "sqlserver-se",
        "MSDTC",
        "vpcSecurityGroupMemberships",
        GROUP,
        "InvalidParameterValue: At least one security group must be specified for the MSDTC option.",
        "https://github.com/hashicorp/terraform-provider-aws/issues/33041",
        "the IDs of security groups",
    ),
)


def check(group: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The engine has each option of its option group."""
    engine = group["engineName"].as_text().map(str.lower)
    for option in group["options"].elements():
        name = option["optionName"]
        error = combined(lambda *asked: option_error(*asked) if all(asked) else None, name.as_text(), engine)
        instead = combined(lambda *asked: like(*asked) if all(asked) else None, name.as_text(), engine)
        yield require(
            error.is_empty(),
            at=name,
            problem=f"{name.path} is {name}: {error.say(str, '')}.",
            fix=fix(Set(name.path, instead.say(lambda own: own, Blank("an option of the engine")))),
            rejects=UNKNOWN,
        )


RULE = constraints_rule(
    id="rds-option-group-valid",
    service="RDS",
    summary="Options must be ones of the engine, with what they require",
    rationale="""
        An option has one of the names that RDS has for the engine; PostgreSQL has none. Some options need more than
        their settings: a version, or a security group for the port that they open. An option of Oracle or SQL Server
        that the table does not have is accepted unless it is written almost like one of them, because it may be new.
    """,
    since="0.2.0",
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithOptionGroups.html",
        UNKNOWN.source,
    ),
    constraints={rds.OPTION_GROUP: ROWS},
    base={rds.OPTION_GROUP[0]: {"engineName": "oracle-se2", "majorEngineVersion": "19"}},
    check=check,
    rejections=(UNKNOWN,),
)
