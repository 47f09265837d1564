using Orch.Agents;
using Orch.Planning;

namespace Orch;

/// <summary>The agent CLIs as the planner wants to know them.</summary>
internal static class KnownClis
{
    // In the order of the catalog: gemini, claude, codex, cursor.
    private static readonly string[] Default = ["gemini", "claude", "codex", "cursor"];

    /// <summary>All that Orch knows or the configuration describes, and which of them can be started. Looks at files, starts nothing.</summary>
    public static IReadOnlyList<KnownCli> In(IReadOnlyDictionary<string, string> environment, IReadOnlyDictionary<string, AgentSettings> configured)
    {
        var catalog = AgentCatalog.Of(configured);
        var installed = catalog.FindInstalled(environment).Select(cli => cli.Name).ToHashSet(StringComparer.Ordinal);
        return [.. catalog.All.Select(cli => new KnownCli(cli.Name, cli.Binaries, cli.InstallCommand, installed.Contains(cli.Name)) { IsDefault = Default.Contains(cli.Name, StringComparer.Ordinal) })];
    }
}
