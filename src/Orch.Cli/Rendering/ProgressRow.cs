using Orch.State;
using Orch.Supervision;

namespace Orch.Cli.Rendering;

/// <summary>What is shown of one agent while it works.</summary>
internal sealed class ProgressRow(string name, DateTimeOffset since)
{
    public string Name => name;

    /// <summary>The state in words.</summary>
    public string State { get; private set; } = "queued";

    /// <summary>The number and CLI of the attempt.</summary>
    public string Attempt { get; private set; } = "";

    /// <summary>What was heard last.</summary>
    public string Latest { get; private set; } = "";

    public DateTimeOffset Since { get; private set; } = since;

    /// <summary>When it stopped; null while it goes on.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>Nothing more comes from it.</summary>
    public bool IsOver => AgentFollower.HasStopped(Known);

    public Tone Tone => Tones.Of(Known);

    private AgentState Known => Enum.TryParse<AgentState>(State.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var known) ? known : AgentState.Queued;

    public void Take(EventRecord one)
    {
        switch (one.Kind)
        {
            case EventKinds.Created:
                Since = one.At;
                break;
            case EventKinds.State:
                State = one.Text("state");
                Latest = one.Text("reason");
                Until = IsOver ? one.At : null;
                break;
            case EventKinds.AttemptStarted:
                Attempt = $"{one.Text("n")} {one.Text("cli")}";
                Latest = "";
                break;
            case EventKinds.Queue:
            case EventKinds.Progress when one.Text("text").Length > 0:
            case EventKinds.Check:
                Latest = EventText.Line(one);
                break;
        }
    }
}
