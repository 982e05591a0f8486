"""ssm-parameter-valid: Parameter Store names and values must be valid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policypack.aws.ssm import PARAMETER
from policypack.check import Resource, Value, Verdict, all_of, is_not, require
from policypack.constraint import Constraint, Table, argument, cut, fits, form, joined, started
from policypack.fix import Blank, Set, fix, note
from policypack.model.conditions import Subject
from policypack.model.values import Plain
from policypack.rule import Context, Rejection, ResourceRule

PUT = "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html"
TIERS = "https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html"
NAMES = "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html"
DEEPEST = 15
LONGEST = 1011
STANDARD, ADVANCED = 4096, 8192
"""Characters of a value in the two tiers."""

OVER_STANDARD = Rejection(
    service="SSM",
    condition="A parameter of the tier Standard has more than 4,096 characters",
    error="ValidationException: Standard tier parameters support a maximum parameter value of 4096 characters."
    " To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier.",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/18521",
    invalid="large",
    valid="largest",
)
OVER_ADVANCED = Rejection(
    service="SSM",
    condition="A parameter has more than 8,192 characters",
    error="ValidationException, for a value over the maximum size of an advanced parameter, 8 KB",
    source=TIERS,
    invalid="huge",
    valid="largest-advanced",
)


def prefix_error(name: str | None) -> str | None:
    """No name starts with aws or ssm, in upper or lower case; a path below /aws may exist in some accounts."""
    found = re.match(r"(?i) *(aws|ssm)", name or "")
    return f'the prefix "{found[1]}" is reserved' if found else None


def depth_error(name: str | None) -> str | None:
    """The levels of a path are at most 15."""
    levels = (name or "").strip(" /").count("/") + 1
    return f"the path has {levels} levels" if levels > DEEPEST else None


def length_error(name: str | None) -> str | None:
    """Parameter Store removes the spaces around a name before it counts."""
    characters = len((name or "").strip(" "))
    return f"the name has {characters:,} characters" if characters > LONGEST else None


def text_of_name(parameter: Subject) -> Value:
    """The name as Parameter Store receives it."""
    return parameter.at("name").as_text()


def pattern_error(value: Plain, pattern: Plain, type_: Plain) -> str | None:
    """No part of the value matches the pattern; one that is written for Java only is not read."""
    if not isinstance(value, str) or not isinstance(pattern, str) or ONLY_IN_JAVA.search(pattern):
        return None
    try:
        found = re.compile(pattern)
    except re.error:
        return None
    items = value.split(",") if type_ == "StringList" else [value]
    return None if all(found.search(item) for item in items) else f"it does not match {pattern}"


ONLY_IN_JAVA = re.compile(r"\\[pPQEGhHRXzZ]|&&|\(\?|[+*?}]\+|\[[^\]]*\[")
"""What the regular expressions of Java and Python have not in common."""
OBSERVED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/ssm"

name, content = argument("name"), argument("value")

NAME_ROWS = Table(
    "SSM",
    {
        PARAMETER: (
            Constraint(
                demand=fits(
                    content,
                    "a text that matches allowedPattern",
                    pattern_error,
                    content.of,
                    argument("allowedPattern").of,
                    argument("type").of,
                ),
                when=argument("allowedPattern").is_given().unsaid() & content.is_given().unsaid(),
                error="ParameterPatternMismatchException: Parameter value, cannot be validated against allowedPattern:"
                " ^\\d+$",
                source=f"{OBSERVED}/pf-ssm-parameter-allowed-pattern/meta.yaml",
                fix=fix(Set("value", Blank("a text that matches allowedPattern"))),
                invalid={"name": "orders", "value": "many", "allowedPattern": r"^\d+$"},
                valid=(
                    {"name": "orders", "value": "12", "allowedPattern": r"^\d+$"},
                    {"name": "orders", "type": "StringList", "value": "1,2", "allowedPattern": r"^\d+$"},
                ),
                condition="value does not match allowedPattern",
            ),
            Constraint(
                demand=content.lacks(r"\{\{[^{}\n]*\}\}", "double braces"),
                when=content.is_given().unsaid(),
                error="ValidationException: Parameter value: '{{ssm:other}}' failed to satisfy constraint: Parameter"
                ' value can\'t nest another parameter. Do not use "{{}}" in the value.',
                source=f"{OBSERVED}/pf-ssm-parameter-value/meta.yaml",
                fix=fix(Set("value", Blank("a text without double braces"))),
                invalid={"name": "orders", "value": "{{ssm:other}}"},
                valid={"name": "orders", "value": '{"orders": {"most": 1}}'},
            ),
            form(
                "name",
                r" *([A-Za-z0-9_./-]+ *)?",
                "letters, digits, periods, hyphens, underscores and slashes",
                invalid="/shop/orders url",
                valid=("/shop/orders-1/url_2.b", "orders"),
                correct=joined("A-Za-z0-9_./-"),
                error='ValidationException: Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed'
                " as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix"
                " of letters, numbers and the following 3 symbols .-_",
                source="https://github.com/boto/boto3/issues/1499",
            ),
            form(
                "name",
                r"(?s) *(/.*|[^/]*)",
                "a word without slashes, or a path that starts with a slash",
                invalid="shop/orders/url",
                valid="/shop/orders/url",
                correct=started("/"),
                error="ValidationException: Parameter name must be a fully qualified name.",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/7251",
            ),
            Constraint(
                demand=fits(name, "free of the reserved prefixes aws and ssm", prefix_error, text_of_name),
                when=name.is_given().unsaid(),
                error="AccessDeniedException: No access to reserved parameter name: awslimitschecker.",
                source="https://github.com/aws-solutions/quota-monitor-for-aws/issues/30",
                fix=fix(Set("name", Blank("a name that does not start with aws or ssm"))),
                invalid={"name": "awsOrdersUrl"},
                valid={"name": "orders.aws"},
            ),
            Constraint(
                demand=fits(name, f"a path of at most {DEEPEST} levels", depth_error, text_of_name),
                when=name.is_given().unsaid(),
                error="HierarchyLevelLimitExceededException: A hierarchy can have a maximum of 15 levels.",
                source=PUT,
                fix=fix(Set("name", Blank("a path of at most 15 levels"))),
                invalid={"name": "/a" * 16},
                valid={"name": "/a" * 15},
            ),
            Constraint(
                demand=fits(name, f"at most {LONGEST:,} characters long", length_error, text_of_name),
                when=name.is_given().unsaid(),
                error="ValidationException, for a name over the maximum length, 1,011 characters",
                source=PUT,
                fix=fix(Set("name", Blank("a shorter name"))),
                correct=cut(LONGEST),
                invalid={"name": "/" + "a" * 1011},
                valid={"name": "/" + "a" * 1010},
            ),
        )
    },
    {PARAMETER[0]: {"type": "String", "value": "x"}},
)


def check(parameter: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The value fits the tier."""
    for name in ("value", "insecureValue"):
        yield from value_fits(parameter, name)


def value_fits(parameter: Resource, name: str) -> Iterator[Verdict]:
    """Without a tier, the default of the account's region applies, which may be any tier."""
    value = parameter[name].as_text()
    is_judged = is_not(value.is_empty())
    fits_advanced = value.is_no_longer_than(ADVANCED)
    yield require(
        value.is_no_longer_than(STANDARD),
        when=all_of(parameter["tier"].equals("Standard"), is_judged, fits_advanced),
        at=value,
        problem=f"{name} has more than {STANDARD:,} characters, and tier is Standard.",
        fix=fix(Set("tier", "Advanced")),
        rejects=OVER_STANDARD,
    )
    yield require(
        fits_advanced,
        when=is_judged,
        at=value,
        problem=f"{name} has more than {ADVANCED:,} characters, the most in any tier.",
        fix=note("store the content in an S3 object, and its key in the parameter"),
        rejects=OVER_ADVANCED,
    )


RULE = ResourceRule(
    id="ssm-parameter-valid",
    summary="Parameter Store names and values must be valid",
    rationale="""
        A parameter's name is either one word, or a path that starts with a slash, of letters, digits, periods, hyphens
        and underscores. Words that start with aws or ssm are reserved. The tier Standard holds 4,096 characters, and no
        tier holds more than 8,192. Without a tier, the account's default tier applies, so only the larger limit is
        checked. Paths below /aws and /ssm are
        not checked: some accounts can write to them.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=PARAMETER,
    references=(PUT, TIERS, NAMES),
    table=NAME_ROWS,
    rejections=(*NAME_ROWS.rejections, OVER_STANDARD, OVER_ADVANCED),
    check=check,
)
