namespace Orch.ScriptedGitHub;

/// <summary>A conversation about a place in the code.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line in it.</param>
/// <param name="Comments">What was said, oldest first.</param>
public sealed record ScriptedReviewThread(string Path, int Line, params IReadOnlyList<ScriptedComment> Comments)
{
    /// <summary>Whether somebody marked it as settled.</summary>
    public bool IsResolved { get; set; }

    /// <summary>Whether the code below it has changed since.</summary>
    public bool IsOutdated { get; set; }
}
