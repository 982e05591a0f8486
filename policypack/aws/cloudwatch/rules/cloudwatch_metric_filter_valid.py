"""cloudwatch-metric-filter-valid: Log metric filters must have a valid pattern, and fields for dimensions."""

from policypack.aws.cloudwatch import METRIC_FILTER
from policypack.aws.cloudwatch.filter_patterns import (
    bracket_error,
    dimension_error,
    property_error,
    term_error,
    with_closing_bracket,
    with_quoted_terms,
)
from policypack.constraint import Blank, Constraint, Map, Remove, Set, argument, fits, fix, length, of_text
from policypack.rule import constraints_rule

SYNTAX = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html"
PUT = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html"
TRANSFORMATION = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html"
MOST_DIMENSIONS = 3
JSON_PATTERN = '{ $.level = "ERROR" }'
BY_COMPONENT = Map({"Component": "$.component"})

pattern, dimensions = argument("pattern"), argument("metricTransformation.dimensions")


def too_many(chosen: object) -> str | None:
    """The number of dimensions, where a metric filter cannot have so many."""
    count = len(chosen) if isinstance(chosen, dict) else 0
    return f"it has {count}; the most is {MOST_DIMENSIONS}" if count > MOST_DIMENSIONS else None


RULE = constraints_rule(
    id="cloudwatch-metric-filter-valid",
    service="CloudWatch Logs",
    summary="Log metric filters must have a valid pattern, and fields for dimensions",
    rationale="""
        The dimensions of a metric come from fields of the log events, so that the pattern must be one for JSON
        ({ $.level = "ERROR" }) or for fields between spaces ([ip, user, status]). A pattern of terms (ERROR) has none.
        A term with brackets, colons, commas, asterisks or backslashes must be in quotation marks.
    """,
    since="0.2.0",
    constraints={
        METRIC_FILTER: (
            Constraint(
                demand=fits(pattern, "a pattern in { } or [ ]", dimension_error),
                when=dimensions.is_given(),
                error="InvalidParameterException: The specified filter pattern does not support dimensions",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/28881",
                fix=fix(
                    Set("pattern", Blank("a pattern in { } or [ ]")),
                    otherwise=Remove("metricTransformation.dimensions"),
                ),
                invalid=(
                    {"pattern": "ERROR", "metricTransformation.dimensions": BY_COMPONENT},
                    {"pattern": "?ERROR ?WARN", "metricTransformation.dimensions": BY_COMPONENT},
                ),
                valid=(
                    {"pattern": JSON_PATTERN, "metricTransformation.dimensions": BY_COMPONENT},
                    {"pattern": "[ip, status=5*]", "metricTransformation.dimensions": Map({"Address": "$ip"})},
                    {"pattern": "ERROR"},
                ),
            ),
            Constraint(
                demand=argument("metricTransformation.defaultValue").is_empty(),
                when=dimensions.is_given(),
                error="InvalidParameterException: Invalid metric transformation: dimensions and default value are"
                " mutually exclusive properties",
                source="https://github.com/aws-solutions-library-samples/guidance-for-claude-code-with-amazon-bedrock/pull/632",
                fix=fix(
                    Remove("metricTransformation.defaultValue"), otherwise=Remove("metricTransformation.dimensions")
                ),
                invalid={
                    "pattern": JSON_PATTERN,
                    "metricTransformation.dimensions": BY_COMPONENT,
                    "metricTransformation.defaultValue": "0",
                },
                valid={"pattern": JSON_PATTERN, "metricTransformation.defaultValue": "0"},
            ),
            Constraint(
                demand=fits(dimensions, f"at most {MOST_DIMENSIONS}", too_many),
                when=dimensions.is_given().unsaid(),
                error=f"InvalidParameterException: A metric filter can have at most {MOST_DIMENSIONS} dimensions.",
                source=TRANSFORMATION,
                fix=fix(Set("metricTransformation.dimensions", Blank(f"at most {MOST_DIMENSIONS} of them"))),
                invalid={
                    "pattern": JSON_PATTERN,
                    "metricTransformation.dimensions": Map({name: f"$.{name}" for name in ("a", "b", "c", "d")}),
                },
                valid={
                    "pattern": JSON_PATTERN,
                    "metricTransformation.dimensions": Map({name: f"$.{name}" for name in ("a", "b", "c")}),
                },
                condition=f"metricTransformation.dimensions has more than {MOST_DIMENSIONS} dimensions",
            ),
            Constraint(
                demand=fits(pattern, "a pattern whose brackets close", bracket_error),
                when=pattern.is_given().unsaid(),
                error="InvalidParameterException: Invalid metric filter pattern",
                source=SYNTAX,
                fix=fix(Set("pattern", Blank("the pattern with its last bracket"))),
                correct=of_text(with_closing_bracket),
                invalid=({"pattern": '{ $.level = "ERROR"'}, {"pattern": "[ip, status"}),
                valid=({"pattern": JSON_PATTERN}, {"pattern": "[ip, status]"}),
                condition="pattern begins with a bracket and does not end with it",
            ),
            Constraint(
                demand=fits(
                    pattern, "made of properties like $.level and texts in double quotation marks", property_error
                ),
                when=pattern.is_given().unsaid(),
                error="InvalidParameterException: Invalid metric filter pattern",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/2945",
                fix=fix(Set("pattern", Blank("the pattern with $. before properties, and double quotation marks"))),
                invalid=({"pattern": "{ $.level = 'ERROR' }"}, {"pattern": '{ level = "ERROR" }'}),
                valid=(
                    {"pattern": JSON_PATTERN},
                    {"pattern": "{ ($.a = \"it's\") && ($.b NOT EXISTS || $.c = 4*) && $.d = %'x%}"},
                    {"pattern": "{ $.user['first name'] = 1 }"},
                ),
                condition="a pattern for JSON has a property without $., or a text in single quotation marks",
            ),
            Constraint(
                demand=fits(pattern, "made of terms whose special characters are in quotation marks", term_error),
                when=pattern.is_given().unsaid(),
                error="InvalidParameterException: Invalid character(s) in term ':'",
                source=SYNTAX,
                fix=fix(Set("pattern", Blank("the pattern with quotation marks around the term"))),
                correct=of_text(with_quoted_terms),
                invalid=({"pattern": "Status: timeout"}, {"pattern": "(done)"}),
                valid=(
                    {"pattern": '"Status: timeout"'},
                    {"pattern": "?ERROR ?WARN -debug"},
                    {"pattern": "/orders/api status=500"},
                    {"pattern": "%AUTHORIZED-[0-9]+%"},
                    {"pattern": "[ip, status=5*]"},
                ),
                condition="pattern has a term with a special character that is not in quotation marks",
            ),
            length(
                "pattern",
                1024,
                cuts=False,
                error="InvalidParameterException: 1 validation error detected: Value at 'filterPattern' failed to"
                " satisfy constraint: Member must have length less than or equal to 1024",
                source=PUT,
            ),
        )
    },
    base={
        METRIC_FILTER[0]: {
            "logGroupName": "/orders",
            "pattern": "ERROR",
            "metricTransformation.name": "Errors",
            "metricTransformation.namespace": "Orders",
            "metricTransformation.value": "1",
        }
    },
)
