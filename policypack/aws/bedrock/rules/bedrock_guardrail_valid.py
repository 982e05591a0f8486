"""bedrock-guardrail-valid: Guardrails must have a policy, and filters that Bedrock takes."""

from dataclasses import replace

from policypack.aws.bedrock import GUARDRAIL
from policypack.constraint import Blank, Constraint, Inputs, Set, argument, distinct, fix, length
from policypack.model.conditions import any_condition
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateGuardrail.html"
FILTERS, GROUNDING = "contentPolicyConfig.filtersConfigs", "contextualGroundingPolicyConfig.filtersConfigs"
ENTITIES = "sensitiveInformationPolicyConfig.piiEntitiesConfigs"
PATTERNS = "sensitiveInformationPolicyConfig.regexesConfigs"
TOPICS, WORDS = "topicPolicyConfig.topicsConfigs", "wordPolicyConfig.wordsConfigs"
POLICIES = (
    "contentPolicyConfig",
    "contextualGroundingPolicyConfig",
    "sensitiveInformationPolicyConfig",
    "topicPolicyConfig",
    "wordPolicyConfig",
)
NO_WORDS: Inputs = {"wordPolicyConfig": None}
STANDARD = {"tierName": "STANDARD"}
REGION = {"guardrailProfileIdentifier": "us.guardrail.v1:0"}
HATE = {"type": "HATE", "inputStrength": "HIGH", "outputStrength": "HIGH"}
TOPIC = {"name": "taxes", "type": "DENY", "definition": "Advice on taxes"}
NUMBER = {"name": "order", "pattern": "order-[0-9]{6}", "action": "BLOCK"}
is_standard = (
    argument("topicPolicyConfig.tierConfigs")
    .has_element("tierName", "STANDARD")
    .called("the tier is STANDARD", "the tier must be STANDARD", fails="the tier is not STANDARD")
)

EACH_ONCE = (
    distinct(
        FILTERS,
        "type",
        items=(HATE, {**HATE, "type": "SEXUAL"}),
        again={**HATE, "outputStrength": "LOW"},
        error="ValidationException: Content policy must not include duplicate filters",
        source=CREATE,
    ),
    distinct(
        GROUNDING,
        "type",
        items=({"type": "GROUNDING", "threshold": 0.5}, {"type": "RELEVANCE", "threshold": 0.5}),
        again={"type": "GROUNDING", "threshold": 0.7},
        error="ValidationException: The Contextual Grounding policy cannot have duplicate types",
        source=CREATE,
    ),
    replace(
        distinct(
            "wordPolicyConfig.managedWordListsConfigs",
            "type",
            items=({"type": "PROFANITY"}, {"type": "PROFANITY"}),
            error="ValidationException: Managed words cannot have duplicates",
            source=CREATE,
        ),
        valid={"wordPolicyConfig.managedWordListsConfigs": [{"type": "PROFANITY"}]},
    ),
    distinct(
        ENTITIES,
        "type",
        items=({"type": "EMAIL", "action": "BLOCK"}, {"type": "PHONE", "action": "BLOCK"}),
        again={"type": "EMAIL", "action": "ANONYMIZE"},
        error="ValidationException: The PII entity configs cannot have duplicates",
        source=CREATE,
    ),
    distinct(
        PATTERNS,
        "name",
        items=(NUMBER, {**NUMBER, "name": "customer", "pattern": "customer-[0-9]{6}"}),
        again={**NUMBER, "pattern": "customer-[0-9]{6}"},
        error="ValidationException: All regex names must be unique",
        source=CREATE,
    ),
    distinct(
        PATTERNS,
        "pattern",
        items=(NUMBER, {**NUMBER, "name": "customer", "pattern": "customer-[0-9]{6}"}),
        again={**NUMBER, "name": "customer"},
        error="ValidationException: All regex patterns must be unique",
        source=CREATE,
    ),
    distinct(
        TOPICS,
        "name",
        items=(TOPIC, {**TOPIC, "name": "law"}),
        again={**TOPIC, "definition": "Help with taxes"},
        error="ValidationException: Topic policy topic names are not unique",
        source=CREATE,
    ),
    distinct(
        WORDS,
        "text",
        items=({"text": "acme"}, {"text": "globex"}),
        error="ValidationException: Custom words cannot have case-insensitive duplicates",
        source=CREATE,
    ),
)
TOO_LONG = (
    length(
        "text",
        100,
        cuts=False,
        error="ValidationException: The custom word length in this Word policy exceeds quota limit",
        source=CREATE,
    ).inside(f"{WORDS}[]"),
    length(
        "pattern",
        500,
        cuts=False,
        error="ValidationException: Regex length in sensitive information policy exceeds quota limit",
        source=CREATE,
    ).inside(f"{PATTERNS}[]", {"name": "order", "action": "BLOCK"}),
    replace(
        length(
            "definition",
            200,
            cuts=False,
            error="ValidationException: One or more of your guardrail topic definitions exceeds the maximum allowed"
            " length",
            source=CREATE,
        ).inside(f"{TOPICS}[]", {"name": "taxes", "type": "DENY"}, given=~is_standard),
        condition="the definition of a topic has more than 200 characters, and the tier is not STANDARD",
    ),
)

RULE = constraints_rule(
    id="bedrock-guardrail-valid",
    service="Bedrock",
    summary="Guardrails must have a policy, and filters that Bedrock takes",
    rationale="""
        A guardrail has at least one policy, and each filter, topic, word and pattern once. An attack on a prompt can
        only be found in what goes in. Guardrails of the tier STANDARD work across regions, and say with which profile.
    """,
    since="0.2.0",
    references=(CREATE,),
    constraints={
        GUARDRAIL: (
            Constraint(
                demand=any_condition(argument(name).is_present() for name in POLICIES).called(
                    "the guardrail has a policy", "a guardrail must have a policy", fails="a guardrail has no policy"
                ),
                at="contentPolicyConfig",
                error="ValidationException: Guardrail must have at least one policy",
                source=CREATE,
                fix=fix(
                    Set(
                        "contentPolicyConfig",
                        {
                            "filtersConfigs": [
                                {
                                    "type": Blank("what is filtered, such as HATE"),
                                    "inputStrength": Blank("NONE, LOW, MEDIUM or HIGH"),
                                    "outputStrength": Blank("NONE, LOW, MEDIUM or HIGH"),
                                }
                            ]
                        },
                    )
                ),
                invalid=NO_WORDS,
                valid=({}, {**NO_WORDS, FILTERS: [HATE]}),
                problem="The guardrail has no policy, so it guards against nothing.",
            ),
            *EACH_ONCE,
            *TOO_LONG,
            Constraint(
                demand=argument("threshold").is_number("below 1", lambda number: number < 1),
                when=argument("threshold").is_given().unsaid(),
                error="ValidationException: grounding threshold cannot be greater than or equal to 1",
                source=CREATE,
                fix=fix(Set("threshold", Blank("0 to 0.99"))),
                invalid={"type": "GROUNDING", "threshold": 1},
                valid={"type": "GROUNDING", "threshold": 0.99},
            ).inside(f"{GROUNDING}[]"),
            Constraint(
                demand=argument("outputStrength").equals("NONE"),
                when=argument("type").equals("PROMPT_ATTACK"),
                error="ValidationException: PROMPT ATTACK content filter strength for response must be NONE",
                source=CREATE,
                fix=fix(Set("outputStrength", "NONE")),
                invalid={**HATE, "type": "PROMPT_ATTACK"},
                valid={**HATE, "type": "PROMPT_ATTACK", "outputStrength": "NONE"},
            ).inside(f"{FILTERS}[]"),
            *(
                Constraint(
                    demand=argument("crossRegionConfig").is_present(),
                    when=argument(f"{policy}.tierConfigs").has_element("tierName", "STANDARD"),
                    error="ValidationException: Enable cross-Region inference for your guardrail to use Standard tier",
                    source=CREATE,
                    fix=fix(
                        Set("crossRegionConfig", {"guardrailProfileIdentifier": Blank("the profile of the geography")})
                    ),
                    invalid={policy: {name: [one], "tierConfigs": [STANDARD]}},
                    valid={policy: {name: [one], "tierConfigs": [STANDARD]}, "crossRegionConfig": REGION},
                )
                for policy, name, one in (
                    ("contentPolicyConfig", "filtersConfigs", HATE),
                    ("topicPolicyConfig", "topicsConfigs", TOPIC),
                )
            ),
        )
    },
    base={
        GUARDRAIL[0]: {
            "name": "orders",
            "blockedInputMessaging": "This is not possible.",
            "blockedOutputsMessaging": "This is not possible.",
            "wordPolicyConfig": {"managedWordListsConfigs": [{"type": "PROFANITY"}]},
        }
    },
)
