using Orch.State;
using Spectre.Console;

namespace Orch.Cli.Rendering;

/// <summary>The tones of what is shown.</summary>
internal static class Tones
{
    public static Tone Of(AgentState state) => state switch
    {
        AgentState.Verified or AgentState.Answered => Tone.Good,
        AgentState.Failed or AgentState.Lost => Tone.Bad,
        AgentState.Unverified or AgentState.NeedsHuman => Tone.Attention,
        AgentState.Cancelled => Tone.Quiet,
        _ => Tone.Active,
    };

    public static Tone Of(CheckStatus status) => status switch
    {
        CheckStatus.Passed => Tone.Good,
        CheckStatus.Failed => Tone.Bad,
        _ => Tone.Quiet,
    };

    /// <summary>The state of a live session, as documents have it.</summary>
    public static Tone OfSession(string state) => state switch
    {
        "idle" => Tone.Good,
        "waiting" => Tone.Attention,
        "unknown" => Tone.Quiet,
        _ => Tone.Active,
    };

    /// <summary>The parameters of the terminal's SGR sequence; empty for plain text.</summary>
    public static string Sgr(this Tone tone) => tone switch
    {
        Tone.Good => "32",
        Tone.Bad => "31",
        Tone.Attention => "33",
        Tone.Active => "36",
        Tone.Quiet => "2",
        Tone.Strong => "1",
        Tone.Selected => "7",
        _ => "",
    };

    /// <summary>The same for Spectre.</summary>
    public static Style Style(this Tone tone) => tone switch
    {
        Tone.Good => new Style(Color.Green),
        Tone.Bad => new Style(Color.Red),
        Tone.Attention => new Style(Color.Yellow),
        Tone.Active => new Style(Color.Teal),
        Tone.Quiet => new Style(decoration: Decoration.Dim),
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Selected => new Style(decoration: Decoration.Invert),
        _ => Spectre.Console.Style.Plain,
    };
}
