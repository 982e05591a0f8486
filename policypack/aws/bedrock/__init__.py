"""The nouns of Amazon Bedrock."""

GUARDRAIL = ("aws:bedrock/guardrail:Guardrail",)
AGENT_RUNTIME = ("aws:bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime",)
AGENT_RUNTIME_ENDPOINT = ("aws:bedrock/agentcoreAgentRuntimeEndpoint:AgentcoreAgentRuntimeEndpoint",)
AGENT_GATEWAY = ("aws:bedrock/agentcoreGateway:AgentcoreGateway",)
