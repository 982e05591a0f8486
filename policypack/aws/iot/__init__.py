"""The nouns of IoT Core."""

THING = ("aws:iot/thing:Thing",)
THING_GROUP = ("aws:iot/thingGroup:ThingGroup",)
THING_TYPE = ("aws:iot/thingType:ThingType",)
POLICY = ("aws:iot/policy:Policy",)
TOPIC_RULE = ("aws:iot/topicRule:TopicRule",)
