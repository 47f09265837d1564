using Orch.State;

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
                break;
            case EventKinds.AttemptStarted:
                Attempt = $"{one.Text("n")} {one.Text("cli")}";
                Latest = "";
                break;
            case EventKinds.Progress when one.Text("text").Length > 0:
            case EventKinds.Check:
                Latest = EventText.Line(one);
                break;
        }
    }
}
