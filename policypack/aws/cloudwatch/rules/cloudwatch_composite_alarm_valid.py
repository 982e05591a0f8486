"""cloudwatch-composite-alarm-valid: Composite alarms must have a valid rule."""

from policypack.aws.cloudwatch import COMPOSITE_ALARM
from policypack.aws.cloudwatch.alarm_rules import name_error, syntax_error, with_quotes
from policypack.constraint import Blank, Constraint, Set, argument, fits, fix, of_text
from policypack.rule import constraints_rule

PUT = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html"
RULE_TEXT = 'ALARM("orders failed") AND NOT (OK(orders-api) OR FALSE)'
LONGEST = 10_240

rule = argument("alarmRule")

RULE = constraints_rule(
    id="cloudwatch-composite-alarm-valid",
    service="CloudWatch",
    summary="Composite alarms must have a valid rule",
    rationale="""
        The rule of a composite alarm names states of other alarms, ALARM("name"), and joins them by AND, OR and NOT. A
        name with spaces must be in quotation marks. A program that joins a list of alarms writes () where the list is
        empty. Rules with AT_LEAST are not checked, nor whether the alarms exist.
    """,
    since="0.2.0",
    constraints={
        COMPOSITE_ALARM: (
            Constraint(
                demand=fits(rule, "made of alarms' states with AND, OR and NOT", syntax_error),
                when=rule.is_given().unsaid(),
                error="ValidationError: Error in AlarmRule [Unsupported token ')' at char 1]",
                source="https://github.com/aws/aws-cdk/issues/34662",
                fix=fix(Set("alarmRule", Blank("states of alarms joined by AND, OR and NOT"))),
                invalid=(
                    {"alarmRule": "()"},
                    {"alarmRule": "ALARM(a) ALARM(b)"},
                    {"alarmRule": "ALARM(a) AND"},
                    {"alarmRule": "(ALARM(a) OR ALARM(b)"},
                    {"alarmRule": "orders-failed OR orders-slow"},
                ),
                valid=(
                    {"alarmRule": RULE_TEXT},
                    {"alarmRule": "ALARM(arn:aws:cloudwatch:us-east-1:123456789012:alarm:a) OR  TRUE"},
                    {"alarmRule": "AT_LEAST(2, ALARM, (a, b, c))"},
                ),
                condition="alarmRule has an empty or open group, or no operator between two alarms",
            ),
            Constraint(
                demand=fits(rule, "made of names without spaces, or in quotation marks", name_error),
                when=rule.is_given().unsaid(),
                error="ValidationError: Error in AlarmRule [Unsupported token 'failed' at char 13, must be: ')']",
                source="https://github.com/aws/aws-cdk/issues/13953",
                fix=fix(Set("alarmRule", Blank("the rule with its names in quotation marks"))),
                correct=of_text(with_quotes),
                invalid={"alarmRule": "ALARM(orders failed)"},
                valid={"alarmRule": 'ALARM("orders failed")'},
                condition="alarmRule has a name with spaces that is not in quotation marks",
            ),
            Constraint(
                demand=rule.no_longer_than(LONGEST),
                when=rule.is_given().unsaid(),
                error="ValidationError: 1 validation error detected: Value at 'alarmRule' failed to satisfy constraint:"
                f" Member must have length less than or equal to {LONGEST}",
                source=PUT,
                fix=fix(Set("alarmRule", Blank(f"at most {LONGEST:,} characters"))),
                invalid={"alarmRule": f"ALARM({'a' * (LONGEST - 6)})"},
                valid={"alarmRule": f"ALARM({'a' * (LONGEST - 7)})"},
            ),
        )
    },
    base={COMPOSITE_ALARM[0]: {"alarmName": "orders"}},
)
