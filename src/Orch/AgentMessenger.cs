using Orch.State;

namespace Orch;

/// <summary>Speaks to agents: as the next turn of one that works, as the answer to one that needs a human, as the follow-up of one that has ended.</summary>
/// <param name="surroundings">What Orch was called in.</param>
/// <param name="state">The record.</param>
internal sealed class AgentMessenger(Surroundings surroundings, OrchState state)
{
    /// <summary>The longest text: 1 MiB.</summary>
    public const int LongestText = 1 << 20;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <summary>The text itself, when it can be said.</summary>
    /// <exception cref="OrchException">It cannot (usage).</exception>
    public static string Checked(string text) =>
        string.IsNullOrWhiteSpace(text) || text.Contains('\0') || text.Length > LongestText
            ? throw OrchException.Usage($"a message is between 1 character and 1 MiB of text without NUL: {(string.IsNullOrWhiteSpace(text) ? "this one is empty" : text.Length > LongestText ? "this one is longer" : "this one has a NUL")}")
            : text;

    /// <summary>Says it; what is reported was seen.</summary>
    /// <exception cref="OrchException">The text cannot be said (usage), there is no such agent (not found), or it is followed by another (conflict).</exception>
    public async Task<SendReport> SendAsync(string name, string text, CancellationToken ct)
    {
        text = new Redactor(KnownSecrets.From(surroundings.Environment)).Redact(Checked(text));
        var sender = surroundings.Environment.GetValueOrDefault("ORCH_AGENT") is { Length: > 0 } agent ? agent : null;
        var before = state.Agents.Get(name);
        if (before.Record.State.IsEnd() || state.Turns.Add(name, text, sender, before.Record.Needs?.Kind) is not { } turn)
        {
            var (follow, first) = await new AgentFollowUp(surroundings, state).StartAsync(name, new() { Message = text, Sender = sender }, ct);
            return follow.State == AgentState.Failed
                ? new(follow.Name, TurnState.Failed, follow.Reason, first?.Id)
                : new(follow.Name, first is null ? TurnState.Failed : state.Turns.Find(first.Id)!.State, $"{name} has ended ({SnakeCase.Of(before.Record.State)}); {follow.Name} goes on from it", first?.Id);
        }

        var now = state.Agents.Get(name).Display();
        switch (now.State)
        {
            case AgentState.NeedsHuman when await new AgentTakeUp(surroundings, state).StartAsync(name, ct) is { } failure && state.Agents.Get(name).Display().State == AgentState.NeedsHuman:
                return new(name, TurnState.Queued, $"it waits with {name}, whose supervisor did not start: {failure}", turn.Id);
            case AgentState.Lost:
                return new(name, TurnState.Queued, $"{name} is lost: 'orch resume {name}' takes it up and gives it this", turn.Id);
            default:
                return new(name, state.Turns.Find(turn.Id)!.State, $"{name} gets it {(now.State == AgentState.NeedsHuman ? "as the answer" : "at the end of its turn")}", turn.Id);
        }
    }

    /// <summary>Waits until what was said was given to the agent CLI, or cannot be any more.</summary>
    public async Task<SendReport> WaitAsync(SendReport sent, CancellationToken ct)
    {
        while (sent is { State: TurnState.Queued, Turn: { } id })
        {
            if (state.Turns.Find(id)!.State is not TurnState.Queued and var became)
            {
                return sent with { State = became, Detail = null };
            }

            if (state.Agents.Get(sent.Name).Display() is { State: AgentState.Lost or AgentState.NeedsHuman } stopped)
            {
                return sent with { Detail = $"{sent.Name} is {SnakeCase.Of(stopped.State)}: {stopped.Reason}" };
            }

            await Task.Delay(Step, surroundings.Time, ct);
        }

        return sent;
    }
}
