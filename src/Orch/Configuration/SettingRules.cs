namespace Orch.Configuration;

/// <summary>Everything that can be set.</summary>
internal static class SettingRules
{
    public static IReadOnlyList<SettingRule> All { get; } =
    [
        new("run.agent_cli", SettingKind.Names),
        new("run.max_agents", SettingKind.WholeNumber) { Default = "5", Most = 1000, NeedsTrust = true },
        new("run.validate", SettingKind.Text) { NeedsTrust = true },
        new("run.validate_env", SettingKind.TextList) { NeedsTrust = true },
        new("run.validate_timeout", SettingKind.Duration) { Default = "15m" },
        new("run.base", SettingKind.Text),
        new("run.timeout", SettingKind.Duration) { Default = "30m" },
        new("run.idle_timeout", SettingKind.Duration) { Default = "10m" },
        new("run.repair", SettingKind.WholeNumber) { Default = "1", Least = 0, Most = 100 },
        new("run.permissions", SettingKind.Choice) { Default = PermissionWords.Skip, Words = PermissionWords.All, NeedsTrust = true },
        new("run.mcp", SettingKind.Truth) { Default = "true", NeedsTrust = true },
        new("run.max_usd", SettingKind.Amount) { NeedsTrust = true },
        new("run.max_tokens", SettingKind.WholeNumber) { Most = long.MaxValue, NeedsTrust = true },
        new("workspace.root", SettingKind.Text) { NeedsTrust = true },
        new("workspace.setup", SettingKind.Text) { NeedsTrust = true },
        new("workspace.copy", SettingKind.TextList) { NeedsTrust = true },
        new("agents.*.model", SettingKind.Text),
        new("agents.*.args", SettingKind.TextList) { NeedsTrust = true },
        new("agents.*.env.*", SettingKind.Value) { NeedsTrust = true },
        new("agents.*.env_unset", SettingKind.TextList) { NeedsTrust = true },
        new("agents.*.command", SettingKind.Command) { NeedsTrust = true, IsForNewClis = true },
        new("agents.*.prompt", SettingKind.Choice) { Words = ["stdin", "argument"], NeedsTrust = true, IsForNewClis = true },
        new("agents.*.stream", SettingKind.Choice) { Words = ["text", "claude", "codex", "gemini"], NeedsTrust = true, IsForNewClis = true },
        new("agents.*.resume", SettingKind.TextList) { NeedsTrust = true, IsForNewClis = true },
        new("agents.*.model_flag", SettingKind.Text) { NeedsTrust = true, IsForNewClis = true },
        new("agents.*.version", SettingKind.TextList) { NeedsTrust = true, IsForNewClis = true },
        new("agents.*.install", SettingKind.Text) { NeedsTrust = true, IsForNewClis = true },
        new("agents.*.patterns.*", SettingKind.TextList) { NeedsTrust = true, IsForNewClis = true },
        new("notify.command", SettingKind.Command) { NeedsTrust = true },
        new("live.accept_trust", SettingKind.Truth) { NeedsTrust = true, IsForUser = true },
        new("limits.free_disk", SettingKind.Size) { Default = "1GB", NeedsTrust = true },
        new("limits.free_memory", SettingKind.Size) { Default = "512MB", NeedsTrust = true },
    ];

    /// <summary>The rule for a key; null when nothing can be set there.</summary>
    public static SettingRule? Find(IReadOnlyList<string> segments) =>
        All.FirstOrDefault(rule => rule.Segments.Count == segments.Count && Fits(rule.Segments, segments));

    /// <summary>Whether a key is that of a table, with settings below it.</summary>
    public static bool IsTable(IReadOnlyList<string> segments) => All.Any(rule => rule.Segments.Count > segments.Count && Fits(rule.Segments, segments));

    /// <summary>The names that can stand in a table; none when the user chooses them.</summary>
    public static IReadOnlyList<string> NamesIn(IReadOnlyList<string> table) =>
    [
        .. All.Where(rule => rule.Segments.Count > table.Count && Fits(rule.Segments, table))
            .Select(rule => rule.Segments[table.Count])
            .Where(name => name != "*")
            .Distinct(StringComparer.Ordinal),
    ];

    private static bool Fits(IReadOnlyList<string> rule, IReadOnlyList<string> segments) =>
        segments.Zip(rule).All(pair => pair.Second == "*" || pair.First == pair.Second);
}
