using Orch.Agents;
using Orch.Planning;

namespace Orch;

/// <summary>What planning has to know of the agent CLIs.</summary>
internal static class KnownClis
{
    /// <summary>The CLIs of a catalog, and which of them could be started here. Starts no process.</summary>
    public static IReadOnlyList<KnownCli> Of(AgentCatalog catalog, IReadOnlyDictionary<string, string> environment) =>
        [.. catalog.All.Select(cli => new KnownCli(cli.Name, cli.Binaries, cli.InstallCommand, AgentCatalog.Resolve(cli, environment).Path is not null))];
}
