using System.CommandLine;
using System.Text.Json.Nodes;
using Orch.Configuration;

namespace Orch.Cli.Commands;

/// <summary>The options that go over the configuration.</summary>
internal sealed class SettingFlags
{
    public Option<string> AgentCli { get; } = Flags.Text("--agent-cli", "LIST", "The agent CLI, or a chain to fall back along: claude,codex (default: the configured one, else the first installed of gemini, claude, codex, cursor)");

    public Option<string> Validate { get; } = Flags.Text("--validate", "CMD", "A shell command that has to succeed on a fresh checkout of the result");

    public Option<int?> Repair { get; } = Flags.Number("--repair", 0, 100, "How often a failed validation goes back to the agent (default 1)");

    public Option<string> Base { get; } = Flags.Text("--base", "REF", "Start from this ref (default: the remote's default branch, else the current one)");

    public Option<string> WorkspaceRoot { get; } = Flags.Text("--workspace-root", "DIR", "The directory for workspaces (default: <repository>.orch beside the repository)");

    public Option<TimeSpan?> Timeout { get; } = Flags.Duration("--timeout", "The most that one attempt may take (default 30m)");

    public Option<TimeSpan?> IdleTimeout { get; } = Flags.Duration("--idle-timeout", "The most that an attempt may be silent (default 10m)");

    public Option<string> Permissions { get; } = Flags.Choice("--permissions", "skip lets the CLIs work unattended (default); vendor keeps their own rules, and a refusal waits for you", PermissionWords.All);

    public Option<decimal?> MaxUsd { get; } = Flags.Amount("--max-usd", "The most that the run may cost in US dollars, as the CLIs state it; then it waits for you");

    public Option<long?> MaxTokens { get; } = Flags.Count("--max-tokens", "The most input and output tokens that the run may use; then it waits for you");

    public Option<bool> NoMcp { get; } = Flags.Flag("--no-mcp", "Give the agents no tools of orch: no messages, tasks, sub-agents and questions to you");

    private (string Key, Option Option)[] Pairs =>
    [
        ("run.agent_cli", AgentCli), ("run.validate", Validate), ("run.base", Base), ("run.timeout", Timeout), ("run.idle_timeout", IdleTimeout),
        ("run.repair", Repair), ("run.permissions", Permissions), ("run.max_usd", MaxUsd), ("run.max_tokens", MaxTokens), ("workspace.root", WorkspaceRoot),
    ];

    public void AddTo(Command command)
    {
        foreach (var (_, option) in Pairs)
        {
            command.Options.Add(option);
        }

        command.Options.Add(NoMcp);
    }

    /// <summary>Those that were given, as settings.</summary>
    public IReadOnlyList<Setting> Read(ParseResult parsed, string directory)
    {
        return [.. Pairs
            .Select(pair => (pair.Key, pair.Option, parsed.GetResult(pair.Option)?.Tokens))
            .Where(one => one.Tokens is { Count: > 0 })
            .Select(one => new Setting(one.Key, Value(one.Option, one.Tokens![0].Value), SettingSource.Flag) { Where = one.Option.Name }),
            .. parsed.GetValue(NoMcp) ? (Setting[])[new("run.mcp", JsonValue.Create(false), SettingSource.Flag) { Where = NoMcp.Name }] : []];

        JsonNode Value(Option option, string text) =>
            option == Repair ? JsonValue.Create((long)(parsed.GetValue(Repair) ?? 0))
            : option == MaxTokens ? JsonValue.Create(parsed.GetValue(MaxTokens) ?? 0)
            : option == MaxUsd ? JsonValue.Create(parsed.GetValue(MaxUsd) ?? 0)
            : JsonValue.Create(option == WorkspaceRoot ? Path.GetFullPath(text, directory) : text);
    }
}
