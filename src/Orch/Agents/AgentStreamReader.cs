using System.Text.Json;

namespace Orch.Agents;

/// <summary>
/// Turns the output of one attempt, line by line, into events and a report. Nothing that a CLI prints makes it throw: lines that are no
/// JSON, cut or of unknown shape yield nothing.
/// </summary>
internal abstract class AgentStreamReader
{
    private const int TailLength = 2048;

    // Each kind is told of once, and a stream of nothing but new kinds is one that Orch cannot read at all.
    private const int MostKindsTold = 20;

    private readonly HashSet<string> unknownKinds = new(StringComparer.Ordinal);

    public StreamReport Report { get; protected set; } = new();

    /// <summary>Reads a line of standard output.</summary>
    public IReadOnlyList<AgentEvent> Read(string line)
    {
        var events = new List<AgentEvent>();
        try
        {
            ReadLine(line, events);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            // No JSON, or a string in it that is no valid text. A CLI may print anything between its events.
        }

        Note(events);
        return events;
    }

    /// <summary>Reads a line of standard error.</summary>
    public IReadOnlyList<AgentEvent> ReadError(string line)
    {
        // A stack trace pushes the message that it belongs to out of the tail.
        if (IsForPeople(line) && !line.StartsWith("    at ", StringComparison.Ordinal))
        {
            var tail = Report.StderrTail + line.TrimEnd() + "\n";
            Report = Report with { StderrTail = tail.Length > TailLength ? tail[^TailLength..] : tail };
        }

        var events = new List<AgentEvent>();
        ReadErrorLine(line, events);
        Note(events);
        return events;
    }

    /// <summary>To be called when the process is gone and its output read to the end. Yields the end of a CLI that has no terminal event.</summary>
    /// <param name="exitCode">As a shell reports it.</param>
    public IReadOnlyList<AgentEvent> Finish(int exitCode)
    {
        var events = new List<AgentEvent>();
        ReadExit(exitCode, events);
        Note(events);
        return events;
    }

    /// <summary>Whether a line of standard error is meant for people: it is kept, and it is a sign of life.</summary>
    public virtual bool IsForPeople(string errorLine) => true;

    protected virtual void ReadExit(int exitCode, List<AgentEvent> events)
    {
    }

    protected virtual void ReadLine(string line, List<AgentEvent> events)
    {
        // A flood of lines that are no events is told by their first letter: an exception for each would cost more than all the rest.
        if (!line.AsSpan().TrimStart().StartsWith('{'))
        {
            return;
        }

        using var document = JsonDocument.Parse(line);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            ReadEvent(document.RootElement, events);
        }
    }

    protected abstract void ReadEvent(JsonElement root, List<AgentEvent> events);

    protected virtual void ReadErrorLine(string line, List<AgentEvent> events)
    {
    }

    /// <summary>Counts an event of a kind that this reader does not know: the CLI may have changed. The first of each kind is warned of.</summary>
    protected void NoteUnknown(string? kind, List<AgentEvent> events)
    {
        Report = Report with { UnknownEvents = Report.UnknownEvents + 1 };
        var name = OneLine.Of(kind ?? "(no type)", 60);
        if (unknownKinds.Count < MostKindsTold && unknownKinds.Add(name))
        {
            events.Add(new AgentEvent.Warned($"the stream has events of a kind that Orch does not know: {name}"));
        }
    }

    private void Note(List<AgentEvent> events)
    {
        foreach (var seen in events)
        {
            Report = seen switch
            {
                AgentEvent.Started started => Report with { SessionId = started.SessionId ?? Report.SessionId, Model = started.Model ?? Report.Model, Version = started.Version ?? Report.Version },
                AgentEvent.Said or AgentEvent.ToolCalled or AgentEvent.ToolReturned => Report with
                {
                    Pending = null,
                    HasEnded = false,
                    EndedWell = false,
                    FinalText = null,
                },
                AgentEvent.Used used => Report with { InputTokens = used.InputTokens, OutputTokens = used.OutputTokens, CostUsd = used.CostUsd },
                AgentEvent.Retrying retrying => Report with { Pending = retrying },
                AgentEvent.Ended ended => Report with
                {
                    HasEnded = true,
                    EndedWell = ended.IsSuccess,
                    FinalText = ended.IsSuccess ? ended.FinalText : null,
                },
                _ => Report,
            };
            Report = Report with { HasSpoken = true };
        }
    }
}
