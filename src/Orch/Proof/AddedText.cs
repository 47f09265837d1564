namespace Orch.Proof;

/// <summary>Lines that a change adds to a file, one after the other.</summary>
/// <param name="Path">The file.</param>
/// <param name="FirstLine">The number of the first of them in the new file, from 1.</param>
/// <param name="Lines">What they say.</param>
internal sealed record AddedText(string Path, int FirstLine, IReadOnlyList<string> Lines);
