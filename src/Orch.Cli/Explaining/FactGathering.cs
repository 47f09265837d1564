using System.Text.Json;
using Orch.Processes;
using Orch.Sessions;
using Orch.State;
using Orch.Workspaces;

namespace Orch.Cli.Explaining;

/// <summary>Looks at everything that an agent's state is believed for. What cannot be seen is said to be unknown; nothing is changed.</summary>
/// <param name="surroundings">What Orch was called in.</param>
/// <param name="state">The record.</param>
internal sealed class FactGathering(Surroundings surroundings, OrchState state)
{
    public async Task<AgentFacts> GatherAsync(string name, CancellationToken ct)
    {
        var session = HasSessionAsync(state.Agents.Get(name).Record, ct);
        var work = WorkAsync(state.Agents.Get(name), ct);
        await Task.WhenAll(session, work);

        // The record comes last: between it and the look at the processes there is next to no time.
        var stored = state.Agents.Get(name);
        var agent = stored.Record;
        return new AgentFacts
        {
            Now = surroundings.Time.GetUtcNow(),
            Record = agent,
            Owner = Owner(stored),
            HasSession = await session,
            LastEvent = state.Events.Latest(name),
            LastOutput = agent.Attempts is [.., var attempt] ? LastWrite(name, attempt.N) : null,
            Open = [.. state.Journal.Read(name).Where(entry => entry.Outcome is null)],
            Waiting = state.Turns.Next(name)?.Text,
            Cooldowns = agent.State.IsEnd() ? [] : [.. state.Cooldowns.Current().Where(one => agent.CliChain.Contains(one.Cli, StringComparer.Ordinal))],
            Work = await work,
            CancelRequested = stored.CancelRequested && !agent.State.IsEnd(),
            Follower = state.Agents.Follower(name),
            IdleTimeout = IdleTimeout(stored),
        };
    }

    private static OwnerFacts Owner(StoredAgent stored)
    {
        var recorded = stored.Supervisor ?? stored.Creator;
        try
        {
            return new(recorded, stored.Supervisor is not null, ProcessIdentity.Current().BootId, ProcessIdentity.Of(recorded.Pid));
        }
        catch (Exception e) when (e is OrchException or IOException or UnauthorizedAccessException)
        {
            return new(recorded, stored.Supervisor is not null, BootId: null, Now: null);
        }
    }

    private async Task<bool?> HasSessionAsync(AgentRecord agent, CancellationToken ct)
    {
        try
        {
            return ProgramFinder.Find("tmux", surroundings.Environment) is null ? null
                : await new TmuxServer(state.Directory, surroundings.Runner, surroundings.Environment).ExistsAsync(agent.Session ?? agent.Name, ct);
        }
        catch (OrchException)
        {
            return null;
        }
    }

    private DateTimeOffset? LastWrite(string name, int attempt)
    {
        var folder = state.Directory.Attempt(name, attempt);
        var times = ((string[])["stream.jsonl", "stderr.log"]).Select(file => new FileInfo(Path.Combine(folder, file)))
            .Where(file => file is { Exists: true, Length: > 0 })
            .Select(file => new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero))
            .ToList();
        return times.Count > 0 ? times.Max() : null;
    }

    private async Task<WorkFacts> WorkAsync(StoredAgent stored, CancellationToken ct)
    {
        if (stored.Record.Workspace is not { } directory)
        {
            return new(Directory: null, IsThere: false);
        }

        if (!Directory.Exists(directory))
        {
            return new(directory, IsThere: false);
        }

        try
        {
            var plan = AgentChanges.Plan(stored);
            return new WorkspaceMaker(surroundings.Runner, surroundings.Environment, surroundings.Time).Open(plan) is { } workspace
                ? new(directory, IsThere: true, await workspace.Tree.HeadAsync(ct), (await workspace.Tree.ChangedAsync(ct)).Count)
                : new(directory, IsThere: true, Problem: "it is not the worktree that was made");
        }
        catch (Exception e) when (e is OrchException or IOException or UnauthorizedAccessException)
        {
            return new(directory, IsThere: true, Problem: e.Message);
        }
    }

    private static TimeSpan? IdleTimeout(StoredAgent stored)
    {
        try
        {
            return Assignment.Parse(stored.Assignment).Settings.IdleTimeout;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
