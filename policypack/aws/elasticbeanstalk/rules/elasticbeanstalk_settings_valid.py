"""elasticbeanstalk-settings-valid: Settings of Elastic Beanstalk must be options of their namespaces."""

from policypack.aws.elasticbeanstalk import (
    CLASSIC,
    COMMAND,
    CONFIGURATION_TEMPLATE,
    ENVIRONMENT,
    NAMESPACES,
    NAMESPACES_OF_OPTION,
    OF_ENVIRONMENT,
    VALUES_OF_OPTION,
)
from policypack.constraint import Blank, Constraint, Remove, Set, argument, fits, fix, form
from policypack.model.conditions import listed
from policypack.model.values import Plain
from policypack.rule import constraints_rule

OPTIONS = "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html"
CREATE = "https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_CreateEnvironment.html"
PROCESS = "aws:elasticbeanstalk:environment:process:default"

name, namespace, value = argument("name"), argument("namespace"), argument("value")


def misplaced(option: Plain, place: Plain) -> str | None:
    """An option of other namespaces than its own."""
    own = NAMESPACES_OF_OPTION.get(str(option), ())
    if not own or str(place) not in NAMESPACES or str(place) in own:
        return None
    return f"{option} is an option of {listed(own)}"


def is_none_of_its_values(own: Plain, option: Plain, place: Plain) -> str | None:
    """A value that the option does not have, in any case."""
    values = VALUES_OF_OPTION.get((str(place), str(option)))
    if values is None or own is None or str(own).lower() in {one.lower() for one in values}:
        return None
    return f"{option} is {listed(values)}"


RULE = constraints_rule(
    id="elasticbeanstalk-settings-valid",
    service="Elastic Beanstalk",
    summary="Settings of Elastic Beanstalk must be options of their namespaces",
    rationale="""
        An option is known by its namespace and its name together: the type of a load balancer is an option of the
        environment, not of the load balancer. Namespaces and options that this page does not name are not checked.
    """,
    since="0.2.0",
    constraints={
        (*ENVIRONMENT, *CONFIGURATION_TEMPLATE): (
            Constraint(
                demand=fits(name, "an option of its namespace", misplaced, name.of, namespace.of),
                when=name.is_given().unsaid(),
                at=namespace.path,
                error="ConfigurationValidationException: Configuration validation exception: Invalid option"
                " specification (Namespace: 'aws:elb:loadbalancer', OptionName: 'LoadBalancerType'): Unknown"
                " configuration setting.",
                source="https://github.com/pulumi/pulumi-aws/issues/3461",
                fix=fix(Set(namespace.path, Blank("the namespace of the option"))),
                invalid={"namespace": CLASSIC, "name": "LoadBalancerType", "value": "application"},
                valid=(
                    {"namespace": OF_ENVIRONMENT, "name": "LoadBalancerType", "value": "application"},
                    {
                        "namespace": "aws:elasticbeanstalk:application:environment",
                        "name": "InstanceType",
                        "value": "orders",
                    },
                ),
                condition="an option is of another namespace",
            ).inside("settings[]"),
            Constraint(
                demand=fits(value, "a value of its option", is_none_of_its_values, value.of, name.of, namespace.of),
                when=value.is_given().unsaid(),
                error="ConfigurationValidationException: Configuration validation exception: Invalid option value"
                " (Namespace: 'aws:elasticbeanstalk:command', OptionName: 'DeploymentPolicy'): Value is not one of the"
                " allowed values",
                source=OPTIONS,
                fix=fix(Set(value.path, Blank("a value of the option"))),
                invalid=(
                    {"namespace": COMMAND, "name": "DeploymentPolicy", "value": "BlueGreen"},
                    {"namespace": OF_ENVIRONMENT, "name": "EnvironmentType", "value": "Single"},
                ),
                valid=(
                    {"namespace": COMMAND, "name": "DeploymentPolicy", "value": "Immutable"},
                    {"namespace": OF_ENVIRONMENT, "name": "EnvironmentType", "value": "SingleInstance"},
                ),
                condition="an option has a value that it does not take",
            ).inside("settings[]"),
            Constraint(
                demand=value.matches(r"\d{3}(-\d{3})?|\d{3}(,\d{3})*", "a code, a range of codes or a list of codes"),
                when=name.equals("MatcherHTTPCode") & value.is_set().unsaid(),
                error="Invalid option value: '' (Namespace: 'aws:elasticbeanstalk:environment:process:default',"
                " OptionName: 'MatcherHTTPCode'): Value does not satisfy regex:"
                " '^((\\d{3}(-\\d{3})?)|(\\d{3}(,\\d{3})*))$'",
                source="https://github.com/aws/aws-elastic-beanstalk-cli/issues/77",
                fix=fix(Set(value.path, "200")),
                invalid=(
                    {"namespace": PROCESS, "name": "MatcherHTTPCode", "value": "200-299,404"},
                    {"namespace": PROCESS, "name": "MatcherHTTPCode", "value": ""},
                ),
                valid=(
                    {"namespace": PROCESS, "name": "MatcherHTTPCode", "value": "200-299"},
                    {"namespace": PROCESS, "name": "MatcherHTTPCode", "value": "200,404"},
                ),
            ).inside("settings[]"),
        ),
        ENVIRONMENT: (
            form(
                "name",
                r"(?!-)[A-Za-z0-9-]{4,40}(?<!-)",
                "4 to 40 letters, digits and hyphens, no hyphen first or last",
                invalid=("dev", "orders_eu", "orders-"),
                valid="orders-eu",
                error="InvalidParameterValue: Value dev at 'EnvironmentName' failed to satisfy constraint: Member must"
                " have length greater than or equal to 4",
                source=CREATE,
            ),
            Constraint(
                demand=argument("cnamePrefix").is_empty(),
                when=argument("tier").equals("Worker"),
                error="cannot set cname_prefix for tier: Worker.",
                source=CREATE,
                fix=fix(Remove("cnamePrefix")),
                invalid={"tier": "Worker", "cnamePrefix": "orders"},
                valid=({"tier": "Worker"}, {"cnamePrefix": "orders"}),
            ),
        ),
    },
    base={
        ENVIRONMENT[0]: {
            "application": "orders",
            "solutionStackName": "64bit Amazon Linux 2023 v6.1.0 running Node.js 20",
        },
        CONFIGURATION_TEMPLATE[0]: {
            "application": "orders",
            "solutionStackName": "64bit Amazon Linux 2023 v6.1.0 running Node.js 20",
        },
    },
    references=(OPTIONS, CREATE),
)
