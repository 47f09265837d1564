using System.Text.Json.Nodes;

namespace Orch.ScriptedModel;

/// <summary>The configuration files of a <see cref="ScriptedAccount"/>, by their path below its directory.</summary>
internal static class AccountFiles
{
    public static IEnumerable<(string Path, string Content)> All(ScriptedModelServer server, ScriptedAccountOptions options) =>
    [
        (".gitconfig", "[user]\n\tname = Scripted Agent\n\temail = agent@example.invalid\n"),
        ("claude/.claude.json", ClaudeState(options).ToLine()),
        ("claude/settings.json", """{"skipDangerousModePermissionPrompt":true}"""),
        ("codex/config.toml", Codex(server, options)),
        ("gemini/.gemini/settings.json", Gemini(options).ToLine()),
        ("gemini/.gemini/trustedFolders.json", GeminiTrust(options).ToLine()),
        ("opencode/opencode.json", Opencode(server, options).ToLine()),
        ("qwen/settings.json", Qwen(server, options).ToLine()),
    ];

    /// <summary>What claude remembers of its first start: without it the interactive program asks, or goes to its maker's servers.</summary>
    private static JsonObject ClaudeState(ScriptedAccountOptions options) => new()
    {
        ["hasCompletedOnboarding"] = true,
        ["theme"] = "dark",
        ["customApiKeyResponses"] = new JsonObject
        {
            // A key is remembered by its last 20 characters.
            ["approved"] = new JsonArray(AccountEnvironment.Key[^20..]),
            ["rejected"] = new JsonArray(),
        },
        ["projects"] = new JsonObject(options.TrustedDirectories.Select(directory =>
            KeyValuePair.Create<string, JsonNode?>(directory, new JsonObject { ["hasTrustDialogAccepted"] = true }))),
    };

    /// <summary>All that would leave the machine is off; it would cost seconds at the end of every run without a network.</summary>
    private static string Codex(ScriptedModelServer server, ScriptedAccountOptions options)
    {
        var bounds = options.BoundRetries ? "request_max_retries = 0\nstream_max_retries = 0\n" : "";
        var trusted = string.Concat(options.TrustedDirectories.Select(directory => $"\n[projects.{Quote(directory)}]\ntrust_level = \"trusted\"\n"));
        return $"""
            model = "gpt-5.1-codex"
            model_provider = "scripted"
            check_for_update_on_startup = false

            [analytics]
            enabled = false

            [feedback]
            enabled = false

            [otel]
            exporter = "none"
            metrics_exporter = "none"
            trace_exporter = "none"

            [features]
            plugins = false

            [model_providers.scripted]
            name = "scripted"
            base_url = {Quote(server.UrlFor(options.Codex, options.Tag) + "/v1")}
            env_key = "OPENAI_API_KEY"
            wire_api = "responses"
            {bounds}{trusted}
            """;
    }

    private static JsonObject Gemini(ScriptedAccountOptions options)
    {
        var general = new JsonObject { ["enableAutoUpdate"] = false };
        if (options.BoundRetries)
        {
            general["maxAttempts"] = 1;
            general["retryFetchErrors"] = false;
        }

        return new JsonObject
        {
            ["security"] = new JsonObject { ["auth"] = new JsonObject { ["selectedType"] = "gemini-api-key" } },
            ["general"] = general,
            // Without a fixed model each prompt is preceded by a call that chooses one, and a scenario would meet that call first.
            ["model"] = new JsonObject { ["name"] = "gemini-2.5-flash" },
            ["privacy"] = new JsonObject { ["usageStatisticsEnabled"] = false },
            ["telemetry"] = new JsonObject { ["enabled"] = false },
        };
    }

    private static JsonObject GeminiTrust(ScriptedAccountOptions options) =>
        new(options.TrustedDirectories.Select(directory => KeyValuePair.Create<string, JsonNode?>(directory, "TRUST_FOLDER")));

    private static JsonObject Opencode(ScriptedModelServer server, ScriptedAccountOptions options) => new()
    {
        ["model"] = "scripted/scripted-model",
        ["small_model"] = "scripted/scripted-model",
        ["share"] = "disabled",
        ["provider"] = new JsonObject
        {
            ["scripted"] = new JsonObject
            {
                ["npm"] = "@ai-sdk/openai-compatible",
                ["name"] = "scripted",
                ["options"] = new JsonObject { ["baseURL"] = $"{server.UrlFor(options.Opencode, options.Tag)}/v1", ["apiKey"] = AccountEnvironment.Key },
                ["models"] = new JsonObject
                {
                    ["scripted-model"] = new JsonObject { ["name"] = "scripted-model" },
                    ["other-model"] = new JsonObject { ["name"] = "other-model" },
                },
            },
        },
    };

    private static JsonObject Qwen(ScriptedModelServer server, ScriptedAccountOptions options)
    {
        var model = new JsonObject { ["name"] = "scripted-model" };
        if (options.BoundRetries)
        {
            model["generationConfig"] = new JsonObject { ["maxRetries"] = 0 };
        }

        return new JsonObject
        {
            ["security"] = new JsonObject
            {
                ["auth"] = new JsonObject
                {
                    ["selectedType"] = "openai",
                    ["apiKey"] = AccountEnvironment.Key,
                    ["baseUrl"] = $"{server.UrlFor(options.Qwen, options.Tag)}/v1",
                },
            },
            ["model"] = model,
            ["general"] = new JsonObject { ["enableAutoUpdate"] = false },
            ["privacy"] = new JsonObject { ["usageStatisticsEnabled"] = false },
        };
    }

    /// <summary>A basic string of TOML. Not JSON's, which writes a character beyond 16 bits as two escapes that TOML refuses.</summary>
    private static string Quote(string text) =>
        $"\"{string.Concat(text.Select(c => c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? $"\\u{(int)c:X4}" : $"{c}"))}\"";
}
