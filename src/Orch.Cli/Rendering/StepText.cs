using Orch.State;

namespace Orch.Cli.Rendering;

/// <summary>What Orch itself did between the attempts of an agent, in words. What the transcript shows better is left to it.</summary>
internal static class StepText
{
    /// <summary>The line for an event; null for one that is not worth a line there.</summary>
    public static (string Text, Tone Tone)? Of(EventRecord one) => one.Kind switch
    {
        EventKinds.State => State(one.Text("state"), one.Text("reason")),
        EventKinds.Check => ($"check {EventText.Line(one)["check ".Length..]}", one.Text("status") switch
        {
            "passed" => Tone.Good,
            "failed" => Tone.Bad,
            _ => Tone.Quiet,
        }),
        EventKinds.Turn => one.Text("state") switch
        {
            "queued" => ($"said to it{(one.Text("sender") is { Length: > 0 } sender ? $" by {sender}" : "")}: {one.Text("text")}", Tone.Attention),
            "failed" => ("it ended before it was given what was said", Tone.Bad),
            _ => null,
        },
        EventKinds.Waiting => (EventText.Line(one), Tone.Attention),
        EventKinds.Warning => (EventText.Line(one), Tone.Attention),
        EventKinds.Rescued => (EventText.Line(one), Tone.Quiet),
        EventKinds.Created or EventKinds.Registered or EventKinds.Progress or EventKinds.Artifact or EventKinds.AttemptStarted or EventKinds.AttemptEnded => null,
        _ => (EventText.Line(one), Tone.Quiet),
    };

    private static (string Text, Tone Tone)? State(string state, string reason) => (state, reason) switch
    {
        // The attempt that follows says so itself.
        ("running", "") => null,
        ("running", _) => ($"goes on: {reason}", Tone.Attention),
        ("queued", _) => (With("waits for its turn", reason), Tone.Quiet),
        ("preparing", _) => (With("preparing the workspace", reason), Tone.Quiet),
        ("validating", _) => (With("checking the work", reason), Tone.Active),
        ("delivering", _) => (With("delivering: push and pull request", reason), Tone.Active),
        ("needs_human", _) => (With("needs a human", reason), Tone.Attention),
        _ => (With(state, reason), state switch
        {
            "verified" or "answered" => Tone.Good,
            "failed" => Tone.Bad,
            _ => Tone.Attention,
        }),
    };

    private static string With(string words, string reason) => reason.Length > 0 ? $"{words}: {reason}" : words;
}
