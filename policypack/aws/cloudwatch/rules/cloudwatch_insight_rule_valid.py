"""cloudwatch-insight-rule-valid: Rules of Contributor Insights must have a body that CloudWatch reads."""

from collections.abc import Callable

from policypack.constraint import Blank, Constraint, Inputs, Json, Set, argument, fix
from policypack.model.values import Plain
from policypack.rule import constraints_rule

INSIGHT_RULE = ("aws:cloudwatch/contributorInsightRule:ContributorInsightRule",)
SYNTAX = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContributorInsights-RuleSyntax.html"
KEYS = ("Schema", "LogGroupNames", "LogGroupARNs", "LogFormat", "Contribution", "AggregateOn", "Fields")
MOST_KEYS = 4
BODY: dict[str, Plain] = {
    "Schema": {"Name": "CloudWatchLogRule", "Version": 1},
    "LogGroupNames": ["/orders"],
    "LogFormat": "JSON",
    "Contribution": {"Keys": ["$.customer"], "Filters": []},
    "AggregateOn": "Count",
}

body = argument("ruleDefinition")


def of(**own: Plain) -> Inputs:
    """A rule whose body differs in this; None leaves a key out."""
    return {"ruleDefinition": Json({key: value for key, value in {**BODY, **own}.items() if value is not None})}


def asked(find: Callable[[dict[str, Plain]], str | None]) -> Callable[[Plain], str | None]:
    """The question, asked of an object."""
    return lambda tree: find(tree) if isinstance(tree, dict) else None


def contribution(tree: dict[str, Plain]) -> dict[str, Plain]:
    own = tree.get("Contribution")
    return own if isinstance(own, dict) else {}


def other_schema(tree: dict[str, Plain]) -> str | None:
    return None if tree.get("Schema") == BODY["Schema"] else '"Schema" is not CloudWatchLogRule of the version 1'


def other_key(tree: dict[str, Plain]) -> str | None:
    return next((f'it has the key "{key}"' for key in tree if key not in KEYS), None)


def other_format(tree: dict[str, Plain]) -> str | None:
    found = tree.get("LogFormat")
    return None if found in ("JSON", "CLF", None) else f'"LogFormat" is {found}'


def no_group(tree: dict[str, Plain]) -> str | None:
    return '"LogGroupNames" is empty' if tree.get("LogGroupNames") == [] else None


def no_filters(tree: dict[str, Plain]) -> str | None:
    own = contribution(tree)
    return '"Contribution" has no "Filters"' if own and "Filters" not in own else None


def many_keys(tree: dict[str, Plain]) -> str | None:
    keys = contribution(tree).get("Keys")
    count = len(keys) if isinstance(keys, list) else 0
    return f'"Keys" has {count} elements' if count > MOST_KEYS else None


ROWS = (
    ("a body of the schema CloudWatchLogRule", other_schema, "InvalidSchema encountered at Schema", of(Schema=None)),
    (
        "a body with keys that CloudWatch has",
        other_key,
        "UnknownKey encountered at Filters",
        of(Filters=[{"Match": "$.status", "In": ["500"]}]),
    ),
    (
        'a body with the "LogFormat" JSON or CLF',
        other_format,
        "InvalidValueType encountered at LogFormat",
        of(LogFormat="XML"),
    ),
    ("a body with a log group", no_group, "Empty encountered at LogGroupNames", of(LogGroupNames=[])),
    (
        'a body whose "Contribution" has "Filters"',
        no_filters,
        "MissingKey encountered at Filters",
        of(Contribution={"Keys": ["$.customer"]}),
    ),
)
RULE = constraints_rule(
    id="cloudwatch-insight-rule-valid",
    service="CloudWatch",
    summary="Rules of Contributor Insights must have a body that CloudWatch reads",
    rationale="""
        The body of a rule is JSON of a schema of its own: log groups, their format, and a contribution with up to four
        keys and a list of filters, which may be empty.
    """,
    since="0.2.0",
    constraints={
        INSIGHT_RULE: (
            Constraint(
                demand=body.is_json(),
                error="InvalidParameterValueException: INVALID_RULE_BODY: The RuleBody could not be parsed.",
                source=SYNTAX,
                fix=fix(Set("ruleDefinition", Json(Blank("the body as JSON")))),
                invalid={"ruleDefinition": "Keys: $.customer"},
                valid=of(),
            ),
            *(
                Constraint(
                    demand=body.holds(words, asked(find)),
                    error=f"InvalidParameterValueException: INVALID_RULE_BODY: {error} in the RuleBody.",
                    source=SYNTAX,
                    fix=fix(Set("ruleDefinition", Json(Blank(words)))),
                    invalid=invalid,
                    valid=of(),
                )
                for words, find, error, invalid in ROWS
            ),
            Constraint(
                demand=body.holds('a body with up to four "Keys"', asked(many_keys)),
                error="InvalidParameterValueException: RULE_BODY_COMPLEXITY: A RuleBody must have no more than 4 Keys"
                " in the Contribution.",
                source=SYNTAX,
                fix=fix(Set("ruleDefinition", Json(Blank('a body with up to four "Keys"')))),
                invalid=of(Contribution={"Keys": ["$.a", "$.b", "$.c", "$.d", "$.e"], "Filters": []}),
                valid=of(Contribution={"Keys": ["$.a", "$.b", "$.c", "$.d"], "Filters": []}),
            ),
        )
    },
    base={INSIGHT_RULE[0]: {"ruleName": "orders"}},
)
