"""wafv2-settings-valid: Transformations, labels, responses and logs of AWS WAF must be valid."""

from policypack.aws.wafv2 import ASSOCIATION, LOGGING, REGEX_PATTERN_SET, RULE_GROUP, WEB_ACL, statements
from policypack.constraint import Blank, Constraint, Inputs, Set, argument, few, fits, fix, note
from policypack.model.conditions import Condition, Words
from policypack.model.facts import Fact, any_of, is_not
from policypack.model.values import Plain, Value
from policypack.rule import constraints_rule

GUIDE = "https://docs.aws.amazon.com/waf/latest/developerguide"
API = "https://docs.aws.amazon.com/waf/latest/APIReference"
OBSERVED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/wafv2"
INVALID = "WAFInvalidParameterException: Error reason: "
OUT_OF_BOUNDS = f"{INVALID}The parameter value is out of bounds., field: "
NO_ARN = (
    f"{INVALID}The ARN isn't valid. A valid ARN begins with arn: and includes other information separated by colons or"
    " slashes., field: "
)
VISIBILITY = {"cloudwatchMetricsEnabled": True, "metricName": "orders", "sampledRequestsEnabled": True}
GEO = {"geoMatchStatement": {"countryCodes": ["US"]}}
BESIDE: Inputs = {
    "name": "orders",
    "priority": 1,
    "visibilityConfig": VISIBILITY,
    "statement": GEO,
    "action": {"block": {"customResponse": {"responseCode": 403}}},
}
DOWN = {"key": "down", "content": "down", "contentType": "TEXT_PLAIN"}
ACL = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/orders/a1b2c3"

rules, label, destinations = argument("rules"), argument("name"), argument("logDestinationConfigs")
metric, resource = argument("visibilityConfig.metricName"), argument("resourceArn")
pattern = argument("regexString")


def rules_of(statement: Inputs, **fields: Plain) -> Inputs:
    """Rules with one rule of this statement."""
    return {"rules": [{**BESIDE, "statement": dict(statement), **fields}]}


def matching(*priorities: int, part: str = "uriPath", **fields: Plain) -> Inputs:
    """A statement about a part of the request with transformations of these priorities."""
    transformations = [{"priority": number, "type": "LOWERCASE"} for number in priorities]
    return {
        "sqliMatchStatement": {"fieldToMatch": {part: dict(fields)}, "textTransformations": list(transformations)},
    }


def by_regex(text: str) -> Inputs:
    """A statement with a regular expression."""
    return {"regexMatchStatement": {"regexString": text, **matching(0)["sqliMatchStatement"]}}


def answering(**response: Plain) -> Inputs:
    """An action that blocks with this response."""
    return {"action": {"block": {"customResponse": {"responseCode": 403, **response}}}}


def is_destination(one: Value) -> Fact:
    """A log group, bucket or stream whose name starts as WAF asks for."""
    form = r"arn:[^:]*:(?:logs:.*:log-group:|s3:::|firehose:.*:deliverystream/)aws-waf-logs-.*"
    return any_of(one.matches(form), is_not(one.starts_with("arn:")))


def searching(text: str, how: str = "CONTAINS") -> Inputs:
    """A statement that searches for a text."""
    return {
        "byteMatchStatement": {
            "searchString": text,
            "positionalConstraint": how,
            **matching(0)["sqliMatchStatement"],
        }
    }


def inserting(*names: str) -> Inputs:
    """An action that inserts these headers."""
    headers = [{"name": name, "value": "1"} for name in names]
    return {"action": {"count": {"customRequestHandling": {"insertHeaders": headers}}}}


ON_LISTS = (
    Constraint(
        demand=fits(rules, "rules that search for short texts", statements.search_error),
        when=rules.is_given().unsaid(),
        error=f"{OUT_OF_BOUNDS}BYTE_MATCH_STATEMENT, parameter: SearchString",
        source=f"{API}/API_ByteMatchStatement.html",
        fix=note("a searchString of up to 200 bytes; for CONTAINS_WORD one of letters, digits and _"),
        invalid=(rules_of(searching("a" * 201)), rules_of(searching("bad-bot", "CONTAINS_WORD"))),
        valid=(rules_of(searching("a" * 200)), rules_of(searching("bad_bot", "CONTAINS_WORD"))),
        condition="a searchString has more than 200 bytes, or is no word where it has to be one",
    ),
    Constraint(
        demand=fits(rules, "rules that insert each header once", statements.inserted_error),
        when=rules.is_given().unsaid(),
        error=f"{INVALID}You have duplicated some of the information in the parameter., field: CUSTOM_REQUEST_HANDLING",
        source=f"{API}/API_CustomRequestHandling.html",
        fix=note("each header once"),
        invalid=rules_of(GEO, **inserting("x-rule", "X-Rule")),
        valid=rules_of(GEO, **inserting("x-rule", "x-reason")),
        condition="an action inserts a header twice",
    ),
    Constraint(
        demand=fits(rules, "rules with different priorities of transformations", statements.transformation_error),
        when=rules.is_given().unsaid(),
        error="WAFInvalidParameterException: Priority of a TextTransformation: The priorities don't need to be"
        " consecutive, but they must all be different.",
        source=f"{API}/API_TextTransformation.html",
        fix=note("a different priority for each text transformation of a statement, and ten at most"),
        invalid=(rules_of(matching(0, 0)), rules_of({"notStatement": {"statement": matching(*range(11))}})),
        valid=rules_of(matching(0, 1)),
        condition="two text transformations of a statement have the same priority, or there are more than ten",
    ),
    Constraint(
        demand=fits(rules, "rules whose regular expressions WAF supports", statements.statement_regex_error),
        when=rules.is_given().unsaid(),
        error="WAFInvalidParameterException: AWS WAF does not support back-references and arbitrary zero-width"
        " assertions of the PCRE library.",
        source=f"{GUIDE}/waf-regex-pattern-support.html",
        fix=note("a regular expression without assertions, such as (?!...), and without back-references"),
        invalid=(rules_of(by_regex("^(?!/api)")), rules_of(by_regex(r"(a)\1"))),
        valid=(rules_of(by_regex("(?i)^/api/(?:v1|v2)$")), rules_of(by_regex(r"\\1"))),
        condition="a regular expression in a rule has a back-reference or an assertion",
    ),
    Constraint(
        demand=fits(
            rules, f"rules with {statements.MOST_COUNTRIES} countries at most in a statement", statements.country_error
        ),
        when=rules.is_given().unsaid(),
        error="ValidationException: Value at 'rules.1.member.statement.geoMatchStatement.countryCodes' failed to"
        " satisfy constraint: Member must have length less than or equal to 50",
        source=f"{OBSERVED}/pf-wafv2-statement-limits/meta.yaml",
        fix=note("an orStatement of several statements with 50 countries each"),
        invalid=rules_of({"geoMatchStatement": {"countryCodes": ["US"] * 51}}),
        valid=rules_of({"geoMatchStatement": {"countryCodes": ["US"] * 50}}),
        condition="a geoMatchStatement has more than 50 country codes",
    ),
    Constraint(
        demand=fits(rules, "rules with short names of query arguments", statements.argument_error),
        when=rules.is_given().unsaid(),
        error="ValidationException: Value at 'singleQueryArgument.name' failed to satisfy constraint: Member must have"
        " length less than or equal to 30",
        source=f"{OBSERVED}/pf-wafv2-statement-limits/meta.yaml",
        fix=note("allQueryArguments in place of the argument"),
        invalid=rules_of(matching(0, part="singleQueryArgument", name="a" * 31)),
        valid=rules_of(matching(0, part="singleQueryArgument", name="a" * 30)),
        condition="the name of a query argument in a rule has more than 30 characters",
    ),
    Constraint(
        demand=fits(rules, "rules whose responses have few headers, and no content-type", statements.header_error),
        when=rules.is_given().unsaid(),
        error="WAFInvalidParameterException: CustomHTTPHeader of a response: You can't use the content-type header, and"
        " at most 10 headers",
        source=f"{API}/API_CustomResponse.html",
        fix=note("the contentType of the body in place of the header"),
        invalid=rules_of(GEO, **answering(responseHeaders=[{"name": "Content-Type", "value": "text/html"}])),
        valid=rules_of(GEO, **answering(responseHeaders=[{"name": "x-reason", "value": "blocked"}])),
        condition="a custom response has the header content-type, or more than ten headers",
    ),
    Constraint(
        demand=fits(
            rules,
            "rules whose responses have bodies of customResponseBodies",
            statements.body_error,
            rules.of,
            argument("defaultAction").of,
            argument("customResponseBodies").whole,
        ),
        error="WAFInvalidParameterException: CustomResponseBodyKey: References the response body that you want AWS WAF"
        " to return. You must first define it in the CustomResponseBodies of the web ACL or rule group.",
        source=f"{API}/API_CustomResponse.html",
        fix=note("a body with this key in customResponseBodies"),
        invalid=(
            rules_of(GEO, **answering(customResponseBodyKey="down")),
            {**rules_of(GEO, **answering(customResponseBodyKey="up")), "customResponseBodies": [DOWN]},
        ),
        valid={**rules_of(GEO, **answering(customResponseBodyKey="down")), "customResponseBodies": [DOWN]},
        condition="the customResponseBodyKey of an action names no body of customResponseBodies",
    ),
)
COUNTED, BOT = {"action": "COUNT"}, {"labelName": "awswaf:managed:aws:bot-control:bot:category:http_library"}


def logged(*conditions: Inputs) -> dict[str, Plain]:
    """What is logged."""
    kept: list[Plain] = [dict(one) for one in conditions]
    return {
        "defaultBehavior": "DROP",
        "filters": [{"behavior": "KEEP", "requirement": "MEETS_ANY", "conditions": kept}],
    }


LABELS = Constraint(
    demand=label.matches(statements.LABEL.pattern, "words of up to 128 letters, digits, - and _, joined by colons"),
    when=label.is_given().unsaid(),
    error=f"{OUT_OF_BOUNDS}null, parameter: Label",
    source=f"{GUIDE}/waf-rule-label-requirements.html",
    fix=fix(Set("name", Blank("words of letters, digits, - and _, joined by colons"))),
    each="rules[].ruleLabels[]",
    invalid=tuple(rules_of(GEO, ruleLabels=[{"name": one}]) for one in ("is bot", "bots::good", "a" * 129)),
    valid=rules_of(GEO, ruleLabels=[{"name": "bots:good-1"}, {"name": "a" * 128}]),
)
METRIC = Constraint(
    demand=~metric.equals("Default_Action"),
    when=metric.is_given().unsaid(),
    error=f"{INVALID}The metric name is not valid., field: METRIC_NAME, parameter: Default_Action",
    source=f"{API}/API_VisibilityConfig.html",
    fix=fix(Set("visibilityConfig.metricName", Blank("a name of its own"))),
    invalid={"visibilityConfig": {**VISIBILITY, "metricName": "Default_Action"}},
    valid={"visibilityConfig": VISIBILITY},
)
SUPPORTED_SET = Constraint(
    demand=fits(pattern, "a regular expression that WAF supports", statements.regex_error),
    when=pattern.is_given().unsaid(),
    error="WAFInvalidParameterException: AWS WAF does not support back-references and arbitrary zero-width assertions"
    " of the PCRE library.",
    source=f"{GUIDE}/waf-regex-pattern-support.html",
    fix=fix(Set("regexString", Blank("a regular expression without assertions and back-references"))),
    invalid=({"regexString": "^(?!/api)"}, {"regexString": r"(a)\1"}),
    valid=({"regexString": r"(?i)^/api/\d{1,3}$"}, {"regexString": r"a\\1"}),
).inside("regularExpressions[]")

RULE = constraints_rule(
    id="wafv2-settings-valid",
    service="WAF",
    summary="Transformations, labels, responses and logs of AWS WAF must be valid",
    rationale="""
        Text transformations of a statement have a different priority each. A regular expression has no assertions or
        back-references. A label is made of short words and colons. A custom response names a body of its web ACL or
        rule group. Logs go to one destination, and a web ACL for a distribution is
        named by the distribution itself. Rules in ruleJson are not checked.
    """,
    since="0.2.0",
    constraints={
        (*WEB_ACL, *RULE_GROUP): (*ON_LISTS, LABELS, METRIC),
        WEB_ACL: (
            Constraint(
                demand=argument("challengeConfig.immunityTimeProperty.immunityTime").at_least(300),
                when=argument("challengeConfig.immunityTimeProperty.immunityTime").at_least(60).unsaid(),
                error=f"{OUT_OF_BOUNDS}CHALLENGE_CONFIG, parameter: 299",
                source=f"{GUIDE}/waf-tokens-immunity-times.html",
                fix=fix(Set("challengeConfig.immunityTimeProperty.immunityTime", 300)),
                invalid={"challengeConfig": {"immunityTimeProperty": {"immunityTime": 299}}},
                valid={"challengeConfig": {"immunityTimeProperty": {"immunityTime": 300}}},
            ),
        ),
        REGEX_PATTERN_SET: (
            SUPPORTED_SET,
            few(
                "regularExpressions",
                statements.MOST_PATTERNS,
                item={"regexString": "^/api"},
                error="WAFLimitsExceededException: AWS WAF couldn't perform the operation because you exceeded your"
                " resource limit NUM_PATTERNS_IN_REGEX_PATTERN_SET",
                source=f"{OBSERVED}/pf-wafv2-regex-syntax/meta.yaml",
            ),
        ),
        ASSOCIATION: (
            Constraint(
                demand=~resource.starts_with("arn:aws:cloudfront:"),
                error=f"{NO_ARN}RESOURCE_ARN, parameter: arn:aws:cloudfront::123456789012:distribution/E1234567890ABC",
                source=f"{API}/API_AssociateWebACL.html",
                fix=note("name the web ACL in the distribution, in place of this resource"),
                invalid={"resourceArn": "arn:aws:cloudfront::123456789012:distribution/E1234567890ABC"},
                valid={"resourceArn": "arn:aws:apigateway:us-east-1::/restapis/a1b2c3/stages/v1"},
                condition="resourceArn of a webAclAssociation is a CloudFront distribution",
            ),
        ),
        LOGGING: (
            Constraint(
                demand=Condition(
                    lambda it: destinations.of(it).all(is_destination),
                    Words.be(destinations.path, "of names that start with aws-waf-logs-"),
                    (destinations.path,),
                ),
                when=destinations.is_given().unsaid(),
                error=f"{NO_ARN}LOG_DESTINATION, parameter: arn:aws:s3:::orders",
                source=f"{API}/API_LoggingConfiguration.html",
                fix=note("a log group, bucket or stream whose name starts with aws-waf-logs-"),
                invalid={"logDestinationConfigs": ["arn:aws:s3:::orders"]},
                valid={"logDestinationConfigs": ["arn:aws:s3:::aws-waf-logs-orders"]},
            ),
            Constraint(
                demand=argument("labelNameCondition").is_empty(),
                when=argument("actionCondition").is_given(),
                error=f"{INVALID}EXACTLY_ONE_CONDITION_REQUIRED",
                source=f"{API}/API_Condition.html",
                fix=note("two conditions, one with the action, one with the label"),
                each="loggingFilter.filters[].conditions[]",
                invalid={
                    "logDestinationConfigs": ["arn:aws:s3:::aws-waf-logs-orders"],
                    "loggingFilter": logged({"actionCondition": COUNTED, "labelNameCondition": BOT}),
                },
                valid={
                    "logDestinationConfigs": ["arn:aws:s3:::aws-waf-logs-orders"],
                    "loggingFilter": logged({"actionCondition": COUNTED}, {"labelNameCondition": BOT}),
                },
            ),
            Constraint(
                demand=destinations.has_at_most(1),
                error="WAFInvalidParameterException: LogDestinationConfigs: You can associate one logging destination"
                " to a web ACL.",
                source=f"{API}/API_LoggingConfiguration.html",
                fix=note("one destination"),
                invalid={
                    "logDestinationConfigs": ["arn:aws:s3:::aws-waf-logs-orders", "arn:aws:s3:::aws-waf-logs-archive"],
                },
                valid={"logDestinationConfigs": ["arn:aws:s3:::aws-waf-logs-orders"]},
            ),
        ),
    },
    base={
        WEB_ACL[0]: {"scope": "REGIONAL", "defaultAction": {"allow": {}}, "visibilityConfig": VISIBILITY},
        RULE_GROUP[0]: {"scope": "REGIONAL", "capacity": 10, "visibilityConfig": VISIBILITY},
        REGEX_PATTERN_SET[0]: {"scope": "REGIONAL"},
        ASSOCIATION[0]: {"webAclArn": ACL},
        LOGGING[0]: {"resourceArn": ACL},
    },
    references=(f"{GUIDE}/waf-rules.html",),
)
