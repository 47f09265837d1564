using Orch.Processes;

namespace Orch.Agents;

/// <summary>The agent CLIs that Orch knows.</summary>
/// <param name="configured">Further ones, from the user's configuration; a name that is known already stays with the known one.</param>
internal sealed class AgentCatalog(params IReadOnlyList<AgentCli> configured)
{
    /// <summary>All of them, those that are preferred by default first.</summary>
    public IReadOnlyList<AgentCli> All { get; } = [new GeminiCli(), new ClaudeCli(), new CodexCli(), new CursorCli(), new OpencodeCli(), new QwenCli(), new CopilotCli(), new AmpCli(), .. configured];

    /// <summary>The known ones, and those that the configuration describes.</summary>
    public static AgentCatalog Of(IReadOnlyDictionary<string, AgentSettings> configured)
    {
        var known = new AgentCatalog();
        return new([.. configured
            .Where(one => one.Value.Command.Count > 0)
            .Select(one => new ConfiguredCli(one.Key, one.Value, one.Value.Stream is { } stream ? known.Find(stream) : null))]);
    }

    /// <summary>The CLI of this name, or of this name of its program; null when none is known.</summary>
    public AgentCli? Find(string name) =>
        All.FirstOrDefault(cli => cli.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? All.FirstOrDefault(cli => cli.Binaries[0].Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The CLIs whose program is on PATH and could be started, in the order of <see cref="All"/>. Starts no process.</summary>
    public IReadOnlyList<AgentCli> FindInstalled(IReadOnlyDictionary<string, string> environment) =>
        [.. All.Where(cli => Resolve(cli, environment).Path is not null)];

    /// <summary>Where the program of a CLI is, or what is wrong with it. Starts no process.</summary>
    public static AgentBinary Resolve(AgentCli cli, IReadOnlyDictionary<string, string> environment)
    {
        foreach (var name in cli.Binaries)
        {
            if (ProgramFinder.Find(name, environment) is not { } path || !cli.Recognises(path))
            {
                continue;
            }

            var target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
            return ProgramFile.CanBeExecuted(target)
                ? new(path, Problem: null)
                : new(Path: null, $"{path} is no program that can be started; mend it with: {cli.RepairCommand(target)}");
        }

        return new(Path: null, $"{cli.Name} is not installed or not on PATH; install it with: {cli.InstallCommand}");
    }
}
