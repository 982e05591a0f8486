"""The nouns of Amazon Bedrock."""

GUARDRAIL = ("aws:bedrock/guardrail:Guardrail",)
