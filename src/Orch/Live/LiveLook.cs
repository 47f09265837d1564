using Orch.Agents;

namespace Orch.Live;

/// <summary>What a session is doing, from what can be seen of it.</summary>
internal static class LiveLook
{
    /// <summary>The title until the CLI sets one.</summary>
    public const string NoTitle = "orch: starting";

    // Some programs take that long on a machine that is busy; what has shown nothing by then is not starting any more.
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(1);

    /// <summary>Whether the title says it all. A dialog may stand on the screen while a title still says that the CLI is idle.</summary>
    public static bool IsEnough(TitleSigns signs, string title) => Read(signs, title) is LiveState.Busy or LiveState.Waiting;

    /// <summary>The state.</summary>
    /// <param name="signs">What the CLI's titles mean.</param>
    /// <param name="title">The title.</param>
    /// <param name="screen">The screen; null when it was not looked at.</param>
    /// <param name="age">How long the session is there.</param>
    public static LiveState Of(TitleSigns signs, string title, string? screen, TimeSpan age)
    {
        var told = Read(signs, title);
        if (told is LiveState.Busy or LiveState.Waiting)
        {
            return told.Value;
        }

        if (screen is not null && LiveScreen.IsDialog(screen))
        {
            return LiveState.Waiting;
        }

        // A CLI may call itself ready before it has drawn where to type.
        if (told is LiveState.Idle && screen is not null && LiveScreen.Box(screen) is null)
        {
            told = null;
        }

        return told ?? (age < StartsWithin ? LiveState.Starting : LiveState.Unknown);
    }

    private static LiveState? Read(TitleSigns signs, string title) => title == NoTitle ? null : signs.Read(title);
}
