namespace Orch.ScriptedModel;

/// <summary>The environment side of a <see cref="ScriptedAccount"/>.</summary>
internal static class AccountEnvironment
{
    /// <summary>What the CLIs send as their key; the server asks for none.</summary>
    public const string Key = "scripted-model-needs-no-key";

    /// <summary>What begins so belongs to one of the CLIs, and may name another account, model, project or way of payment.</summary>
    private static readonly string[] Prefixes = ["ANTHROPIC_", "CLAUDE", "OPENAI_", "CODEX_", "GEMINI_", "GOOGLE_", "OPENCODE_", "QWEN_", "DASHSCOPE_", "COPILOT_", "AWS_BEARER_TOKEN_BEDROCK"];

    public static bool IsForeign(string variable) => Prefixes.Any(prefix => variable.StartsWith(prefix, StringComparison.Ordinal));

    public static Dictionary<string, string> Variables(string home, ScriptedModelServer server, ScriptedAccountOptions options)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOME"] = home,
            ["TMPDIR"] = Path.Combine(home, "tmp"),
            ["XDG_CONFIG_HOME"] = Path.Combine(home, ".config"),
            ["NO_PROXY"] = "127.0.0.1,localhost",
            ["no_proxy"] = "127.0.0.1,localhost",
            // claude refuses to skip permissions as root, which is what containers run as, unless it is told so.
            ["IS_SANDBOX"] = "1",
            ["CLAUDE_CONFIG_DIR"] = Path.Combine(home, "claude"),
            ["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1",
            ["ANTHROPIC_BASE_URL"] = server.UrlFor(options.Claude, options.Tag),
            ["ANTHROPIC_API_KEY"] = Key,
            ["CODEX_HOME"] = Path.Combine(home, "codex"),
            ["OPENAI_API_KEY"] = Key,
            ["GEMINI_CLI_HOME"] = Path.Combine(home, "gemini"),
            ["GOOGLE_GEMINI_BASE_URL"] = server.UrlFor(options.Gemini, options.Tag),
            ["GEMINI_API_KEY"] = Key,
            ["OPENCODE_CONFIG"] = Path.Combine(home, "opencode", "opencode.json"),
            ["OPENCODE_DISABLE_MODELS_FETCH"] = "1",
            ["QWEN_HOME"] = Path.Combine(home, "qwen"),
            ["COPILOT_HOME"] = Path.Combine(home, "copilot"),
            ["COPILOT_OFFLINE"] = "true",
            ["COPILOT_PROVIDER_BASE_URL"] = $"{server.UrlFor(options.Copilot, options.Tag)}/v1",
            ["COPILOT_PROVIDER_API_KEY"] = Key,
            ["COPILOT_MODEL"] = "scripted-model",
        };
        if (options.BoundRetries)
        {
            variables["CLAUDE_CODE_MAX_RETRIES"] = "0";
        }

        return variables;
    }
}
