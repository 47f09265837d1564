using Orch.Cli.Explaining;
using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Cli.Watching;

/// <summary>The texts about an agent that can be read from the table.</summary>
/// <param name="context">What every command works with.</param>
/// <param name="state">The record.</param>
internal sealed class WatchPages(CommandContext context, OrchState state)
{
    public const string Help = """
        The table shows every agent: those that need you first, then those at work, then those that ended.

          up, down, j, k       select an agent            pgup, pgdn, g, G     move far
          enter, o             everything about it        e                    why its state is believed
          l                    what it said and did       d                    what it changed
          a                    attach to its session; C-b d comes back here
          s                    say something to it: the next turn, an answer, or a follow-up
          x                    stop it, after a question; its work is kept
          ctrl-l               draw anew                  q                    leave; the agents go on

        TOKENS and COST are what the agent CLIs state, once an attempt has ended; ? means that they state nothing,
        + that a part is unknown.
        """;

    private readonly TerminalKind kind = context.Terminal.OutKind with { IsTerminal = false };

    public string Details(string name)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new Summary(text, kind, context.Terminal.Time.GetUtcNow()).WriteAll(state.Agents.Get(name).Display(), context.Terminal.Moment);
        return text.ToString();
    }

    public async Task<string> LogAsync(string name, CancellationToken ct)
    {
        await using var text = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(text, text, context.Terminal.Time) { OutKind = kind };
        await new AgentLog(state, terminal, context.Surroundings.Time).ShowAsync(name, only: null, ct);
        return text.ToString();
    }

    public async Task<string> DifferenceAsync(string name, CancellationToken ct)
    {
        var change = await new AgentChanges(context.Surroundings, state).ReadAsync(name, ChangeForm.Patch, ct);
        return change.Text.Length > 0 ? DifferenceText.Paint(change.Text, kind) : $"{name} changed nothing";
    }

    public async Task<string> ExplanationAsync(string name, CancellationToken ct)
    {
        await using var text = new StringWriter { NewLine = "\n" };
        var explanation = StateReasoning.Explain(await new FactGathering(context.Surroundings, state).GatherAsync(name, ct));
        ExplanationText.Write(explanation, text, kind, context.Terminal.Moment);
        return text.ToString();
    }
}
