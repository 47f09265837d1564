namespace Orch.ScriptedModel;

/// <summary>The wire protocol in which a model was called.</summary>
public enum ModelProtocol
{
    /// <summary>Anthropic Messages, spoken by <c>claude</c>.</summary>
    AnthropicMessages,

    /// <summary>OpenAI Responses, spoken by <c>codex</c>.</summary>
    OpenAIResponses,

    /// <summary>Gemini <c>generateContent</c> and <c>streamGenerateContent</c>, spoken by <c>gemini</c>.</summary>
    GeminiGenerateContent,

    /// <summary>OpenAI chat completions, spoken by <c>opencode</c>, <c>qwen</c> and <c>copilot</c>.</summary>
    OpenAIChat,
}
