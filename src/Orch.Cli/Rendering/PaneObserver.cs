using Orch.Agents;
using Orch.Supervision;

namespace Orch.Cli.Rendering;

/// <summary>Shows in an agent's pane what the agent says and does. The pane may go away at any moment; the agent does not notice.</summary>
/// <param name="terminal">The pane.</param>
internal sealed class PaneObserver(Terminal terminal) : IAgentObserver
{
    private readonly TranscriptRenderer renderer = new(terminal.Out, terminal.OutKind);
    private readonly Lock gate = new();
    private int attempt;

    public void OnAgentEvent(int attempt, string cli, AgentEvent one) => Show(() =>
    {
        if (this.attempt != attempt)
        {
            this.attempt = attempt;
            renderer.Begin(attempt, cli);
        }

        renderer.Render(one);
    });

    public void OnStep(string text) => Show(() => renderer.Step(text));

    private void Show(Action write)
    {
        lock (gate)
        {
            try
            {
                write();
                terminal.Flush();
            }
            catch (IOException)
            {
                // tmux was ended; the record has everything.
            }
        }
    }
}
