using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Cli.Watching;

/// <summary>What is done to agents from the table. It goes on while the table is looked at; what came of it is said in one line.</summary>
/// <param name="context">What every command works with.</param>
/// <param name="state">The record.</param>
internal sealed class WatchActions(CommandContext context, OrchState state)
{
    private readonly List<(string What, Task<string> Work)> pending = [];

    /// <summary>What goes on, for people; null for nothing.</summary>
    public string? Pending => pending.Count > 0 ? string.Join(", ", pending.Select(one => one.What)) : null;

    /// <summary>What was done since the last time; null for nothing.</summary>
    public async Task<string?> DoneAsync()
    {
        string? last = null;
        foreach (var one in pending.Where(one => one.Work.IsCompleted).ToList())
        {
            pending.Remove(one);
            last = await one.Work;
        }

        return last;
    }

    public void Kill(string name) => pending.Add(($"stopping {name}", SayingAsync(async () =>
    {
        context.RefuseAgents("orch kill");
        var after = await new AgentKiller(context.Surroundings, state).KillAsync(name, CancellationToken.None);
        return $"{name}: {SnakeCase.Of(after.State)}; its work is kept";
    })));

    public void Send(string name, string text) => pending.Add(($"sending to {name}", SayingAsync(async () =>
    {
        var report = await new AgentMessenger(context.Surroundings, state).SendAsync(name, text, CancellationToken.None);
        return $"{SnakeCase.Of(report.State)}{(report.Detail is { } detail ? $": {detail}" : $" to {report.Name}")}";
    })));

    private static async Task<string> SayingAsync(Func<Task<string>> work)
    {
        try
        {
            return TerminalText.Line(await work());
        }
        catch (OrchException e)
        {
            return TerminalText.Line(e.Message);
        }
    }
}
