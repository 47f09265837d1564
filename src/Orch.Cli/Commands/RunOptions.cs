using Orch.Configuration;
using Orch.Supervision;

namespace Orch.Cli.Commands;

/// <summary>What was asked for with <c>orch run</c> and <c>orch dispatcher</c>.</summary>
internal sealed record RunOptions
{
    public required string Task { get; init; }

    public string? AgentCli { get; init; }

    public string? Model { get; init; }

    public string? Branch { get; init; }

    public int? PullRequest { get; init; }

    public string? Base { get; init; }

    public string? Name { get; init; }

    public string? WorkspaceName { get; init; }

    public string? WorkspaceRoot { get; init; }

    /// <summary>The options that go over the configuration.</summary>
    public IReadOnlyList<Setting> Flags { get; init; } = [];

    public required RunSettings Settings { get; init; }
}
