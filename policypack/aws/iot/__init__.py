"""The nouns of IoT Core."""

TOPIC_RULE = ("aws:iot/topicRule:TopicRule",)
