using Orch.Agents;
using Orch.Supervision;

namespace Orch.Cli.Rendering;

/// <summary>Shows in an agent's session what the agent says and does. The session may go away at any moment; the agent goes on.</summary>
internal sealed class PaneObserver(Terminal terminal) : IAgentObserver
{
    private readonly Lock gate = new();
    private readonly TranscriptRenderer renderer = new(terminal.Out, terminal.OutKind);
    private int current;
    private bool isGone;

    public void OnAgentEvent(int attempt, string cli, AgentEvent one) => Show(() =>
    {
        if (attempt != current)
        {
            current = attempt;
            renderer.Begin(attempt, cli);
        }

        renderer.Render(one);
    });

    public void OnStep(string text) => Show(() => renderer.Step(text));

    private void Show(Action render)
    {
        lock (gate)
        {
            if (isGone)
            {
                return;
            }

            try
            {
                render();
                terminal.Flush();
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                isGone = true;
            }
        }
    }
}
