using System.Globalization;
using Orch.Cleaning;
using Orch.State;
using Orch.Workspaces;

namespace Orch;

/// <summary>The rescues that a caller means: those of the repository that it is in, or of an agent's recorded one, or of all recorded ones.</summary>
/// <param name="surroundings">What Orch was called in.</param>
/// <param name="state">The record.</param>
internal sealed class RescueEntries(Surroundings surroundings, OrchState state)
{
    /// <summary>The rescues, oldest first.</summary>
    /// <param name="agent">Those of exactly this agent; null for all.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<RescueEntry>> ListAsync(string? agent, CancellationToken ct)
    {
        var found = new List<RescueEntry>();
        if (await HereAsync(ct) is { } here)
        {
            found.AddRange(await InAsync(here, agent, ct));
            if (found.Count > 0 || agent is null)
            {
                return [.. found, .. await NestedAsync(found, here, agent, ct)];
            }
        }

        foreach (var repository in Recorded(agent))
        {
            var entries = await InAsync(repository, agent, ct);
            found.AddRange(entries);
            found.AddRange(await NestedAsync(entries, repository, agent, ct));
        }

        return [.. found.OrderBy(entry => entry.At)];
    }

    /// <summary>One rescue.</summary>
    /// <param name="name"><c>AGENT/N</c>, or <c>AGENT</c> for its newest.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="OrchException">There is none (not found), or the name is no such name (usage).</exception>
    public async Task<RescueEntry> GetAsync(string name, CancellationToken ct)
    {
        var (agent, n) = Parse(name);
        var entries = (await ListAsync(agent, ct)).Where(entry => entry.Nested is null).ToList();
        if (entries.Count == 0)
        {
            throw OrchException.NotFound($"there is no rescue of {agent}: 'orch rescue list' shows them");
        }

        return n is null ? entries[^1] : entries.Find(entry => entry.N == n)
            ?? throw OrchException.NotFound($"there is no rescue {name}: {agent} has {string.Join(", ", entries.Select(entry => entry.Name))}");
    }

    /// <summary>The repositories inside the workspace whose work was saved together with it.</summary>
    public async Task<IReadOnlyList<RescueEntry>> NestedAsync(RescueEntry entry, CancellationToken ct) =>
        [.. (await NestedAsync([entry], entry.Repository, entry.Agent, ct)).Where(nested => nested.Reason == entry.Reason)];

    public Git GitOf(RescueEntry entry) => GitAt(entry.Repository);

    internal static (string Agent, int? N) Parse(string name)
    {
        if (name.Split('/') is [{ Length: > 0 } agent])
        {
            return (agent, null);
        }

        return name.Split('/') is [{ Length: > 0 } of, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0
            ? (of, n)
            : throw OrchException.Usage($"'{name}' names no rescue: write NAME or NAME/N, as 'orch rescue list' shows them");
    }

    private async Task<string?> HereAsync(CancellationToken ct)
    {
        var git = new Git(surroundings.Runner, surroundings.Environment, GitPlace.Discover(surroundings.Directory));
        return await git.ValueAsync(["rev-parse", "--path-format=absolute", "--git-common-dir"], ct) is { Length: > 0 } common ? RealPath.Of(common) : null;
    }

    private IEnumerable<string> Recorded(string? agent) => state.Agents.Snapshot().Agents
        .Where(one => agent is null || one.Record.Name == agent)
        .Select(AgentCleaner.PlanOf).OfType<WorkspacePlan>()
        .Select(plan => plan.Repository.GitDirectory)
        .Distinct(StringComparer.Ordinal)
        .Where(Directory.Exists);

    private Task<IReadOnlyList<RescueEntry>> InAsync(string gitDirectory, string? agent, CancellationToken ct) =>
        new RescueReader(GitAt(gitDirectory), gitDirectory).ListAsync(agent, ct);

    // Which they are is in the events; whether they still are is asked of the repositories themselves.
    private async Task<IReadOnlyList<RescueEntry>> NestedAsync(IReadOnlyList<RescueEntry> outer, string repository, string? agent, CancellationToken ct)
    {
        var found = new List<RescueEntry>();
        var agents = state.Agents.Snapshot().Agents.Where(one => (agent is null ? outer.Any(entry => entry.Agent == one.Record.Name) : one.Record.Name == agent));
        foreach (var one in agents)
        {
            if (AgentCleaner.PlanOf(one) is not { } plan || plan.Repository.GitDirectory != repository)
            {
                continue;
            }

            var said = state.Events.ReadKind(one.Record.Name, EventKinds.Rescued);
            foreach (var path in said.Select(said => Text(said, "nested")).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                var refs = said.Where(said => Text(said, "nested") == path).Select(said => Text(said, "ref")).ToHashSet(StringComparer.Ordinal);
                found.AddRange((await InsideAsync(plan, path, one.Record.Name, ct)).Where(entry => refs.Contains(entry.Ref)));
            }
        }

        return found;
    }

    private async Task<IReadOnlyList<RescueEntry>> InsideAsync(WorkspacePlan plan, string path, string agent, CancellationToken ct)
    {
        if (Maker.Open(plan) is not { } workspace || new NestedRepositories(workspace, agent, "", workspace.Administration).Locate(Path.Combine(plan.Directory, path)) is not { } inside)
        {
            return [];
        }

        var common = WorktreeRecords.CommonOf(inside.Administration) ?? inside.Administration;
        return [.. (await new RescueReader(inside.Git, common).ListAsync(agent, ct)).Select(entry => entry with { Nested = path })];
    }

    private static string? Text(EventRecord said, string name) =>
        said.Data.TryGetProperty(name, out var value) && value.ValueKind == System.Text.Json.JsonValueKind.String ? value.GetString() : null;

    private WorkspaceMaker Maker => new(surroundings.Runner, surroundings.Environment, surroundings.Time);

    private Git GitAt(string gitDirectory) => new(surroundings.Runner, surroundings.Environment, GitPlace.Bare(gitDirectory));
}
