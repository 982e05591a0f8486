"""bedrock-prompt-valid: Prompts and flows must have each name once, and the settings of their kind."""

from policypack.aws.bedrock import FLOW, PROMPT
from policypack.constraint import Blank, Constraint, Inputs, Remove, Set, argument, distinct, fits, fix, needs, note
from policypack.model.values import Plain
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/bedrock/latest/APIReference"
VARIANT = f"{API}/API_agent_PromptVariant.html"
NODES, CONNECTIONS = "definition.nodes", "definition.connections"
BLOCKS = {
    "Agent": "agent",
    "Collector": "collector",
    "Condition": "condition",
    "InlineCode": "inlineCode",
    "Input": "input",
    "Iterator": "iterator",
    "KnowledgeBase": "knowledgeBase",
    "LambdaFunction": "lambdaFunction",
    "Lex": "lex",
    "Output": "output",
    "Prompt": "prompt",
    "Retrieval": "retrieval",
    "Storage": "storage",
}
"""The block that a node of a type has: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent_FlowNode.html"""
SHORT: dict[str, Plain] = {
    "name": "short",
    "templateType": "TEXT",
    "modelId": "amazon.nova-lite-v1:0",
    "templateConfiguration": {"text": {"text": "Answer in one sentence."}},
}
LONG: dict[str, Plain] = {**SHORT, "name": "long"}
ANSWERS = {"messages": [{"role": "user", "content": {"text": "Answer."}}]}
START: dict[str, Plain] = {
    "name": "Start",
    "type": "Input",
    "outputs": [{"name": "document", "type": "String"}],
}
END: dict[str, Plain] = {
    "name": "End",
    "type": "Output",
    "inputs": [{"name": "document", "type": "String", "expression": "$.data"}],
}
ALONG: dict[str, Plain] = {
    "name": "along",
    "type": "Data",
    "source": "Start",
    "target": "End",
    "configuration": {"data": {"sourceOutput": "document", "targetInput": "document"}},
}
AGENT = "arn:aws:bedrock:us-east-1:123456789012:agent-alias/ABCDEFGHIJ/ABCDEFGHIJ"
FUNCTION = {"lambdaArn": "arn:aws:lambda:us-east-1:123456789012:function:orders"}
WORK: Inputs = {"name": "Work", "type": "LambdaFunction"}
BRANCH: Inputs = {"name": "Branch", "type": "Condition"}

variants, default = argument("variants"), argument("defaultVariant")


def no_variant(name: Plain, given: Plain) -> str | None:
    """A variant has the name."""
    names = [one.get("name") for one in given if isinstance(one, dict)] if isinstance(given, list) else []
    return None if name in names else "no variant has this name"


def other_block(type_: Plain, configuration: Plain) -> str | None:
    """What configures the node is of its type; a block that is not there is what Bedrock asks for later."""
    given = (
        [name for name, block in configuration.items() if block is not None] if isinstance(configuration, dict) else []
    )
    own = BLOCKS.get(str(type_))
    return f"it has {' and '.join(given)}" if given and own and own not in given else None


RULE = constraints_rule(
    id="bedrock-prompt-valid",
    service="Bedrock",
    summary="Prompts and flows must have each name once, and the settings of their kind",
    rationale="""
        A prompt's variants have names of their own, one of which may be the default, and a template of their type. The
        nodes and connections of a flow are told apart by their names, and a node is configured by the block of its
        type.
    """,
    since="0.2.0",
    constraints={
        PROMPT: (
            Constraint(
                demand=fits(
                    default,
                    "the name of a variant",
                    no_variant,
                    default.of,
                    lambda it: (
                        variants.of(it)
                        .map(
                            lambda given: (
                                [{"name": one.get("name")} if isinstance(one, dict) else one for one in given]
                                if isinstance(given, list)
                                else given
                            )
                        )
                        .complete()
                    ),
                ),
                when=default.is_given().unsaid(),
                error="ValidationException: Default variant must be present in the variants list",
                source=f"{API}/API_agent_CreatePrompt.html",
                fix=fix(Set("defaultVariant", Blank("the name of a variant"))),
                invalid={"defaultVariant": "brief", "variants": [SHORT]},
                valid={"defaultVariant": "short", "variants": [SHORT]},
            ),
            distinct(
                "variants",
                "name",
                items=(SHORT, LONG),
                again={**LONG, "name": "short"},
                error="ValidationException: All variant names in the prompt must be unique",
                source=VARIANT,
            ),
            Constraint(
                demand=argument("genAiResource").is_empty(),
                when=argument("modelId").is_given(),
                error="ValidationException: You can include either a modelId or a genAiResource, but not both",
                source=VARIANT,
                fix=fix(Remove("modelId")),
                invalid={
                    **SHORT,
                    "genAiResource": {"agent": {"agentIdentifier": AGENT}},
                },
                valid=SHORT,
            ).inside("variants[]"),
            *(
                needs(
                    {"templateType": kind},
                    f"templateConfiguration.{name}",
                    value,
                    blank="the template",
                    beside={**SHORT, "templateConfiguration": None},
                    error=f"ValidationException: {name}TemplateConfig cannot be null when PromptTemplateType is {kind}",
                    source=VARIANT,
                ).inside("variants[]")
                for kind, name, value in (("TEXT", "text", {"text": "Answer."}), ("CHAT", "chat", ANSWERS))
            ),
        ),
        FLOW: (
            distinct(
                NODES,
                "name",
                items=(START, END),
                again={**END, "name": "Start"},
                error="ValidationException: Node name Start must be unique",
                source=f"{API}/API_agent_FlowNode.html",
            ),
            distinct(
                CONNECTIONS,
                "name",
                items=(ALONG, {**ALONG, "name": "further"}),
                error="ValidationException: Connection name along must be unique",
                source=f"{API}/API_agent_FlowConnection.html",
            ),
            Constraint(
                demand=argument(NODES).has_one_at_most(lambda one: one["type"].equals("Input"), "one node Input"),
                when=argument(NODES).is_given().unsaid(),
                error="ValidationException: max-number-flow-input-nodes is 1",
                source="https://docs.aws.amazon.com/bedrock/latest/userguide/flows-nodes.html",
                fix=note("one node of the type Input"),
                invalid={NODES: [START, {**START, "name": "Again"}]},
                valid={NODES: [START, END]},
            ),
            Constraint(
                demand=fits(
                    argument("configuration"),
                    "the block of the node's type",
                    other_block,
                    argument("type").of,
                    argument("configuration").of,
                ),
                when=argument("configuration").is_given().unsaid(),
                error="ValidationException: Configuration must be provided for node Work",
                source=f"{API}/API_agent_FlowNode.html",
                fix=note("the block of the node's type"),
                invalid={**WORK, "configuration": {"agent": {"agentAliasArn": AGENT}}},
                valid={**WORK, "configuration": {"lambdaFunction": FUNCTION}},
            ).inside(f"{NODES}[]"),
            distinct(
                "configuration.condition.conditions",
                "name",
                items=({"name": "large", "expression": "total > 100"}, {"name": "default"}),
                again={"name": "large", "expression": "total > 200"},
                beside=BRANCH,
                error="ValidationException: Condition name large must be unique",
                source=f"{API}/API_agent_FlowCondition.html",
            ).inside(f"{NODES}[]"),
        ),
    },
    base={
        PROMPT[0]: {"name": "orders"},
        FLOW[0]: {"name": "orders", "executionRoleArn": "arn:aws:iam::123456789012:role/orders"},
    },
)
