using System.Text.RegularExpressions;

namespace Orch.Planning;

/// <summary>One line of a plan.</summary>
/// <param name="Raw">As it stands.</param>
/// <param name="Level">The level of a heading, from 1; 0 for any other line.</param>
/// <param name="IsItem">It begins an item of the outermost list.</param>
/// <param name="Content">The text without the marker of a heading or an item.</param>
internal sealed partial record PlanLine(string Raw, int Level, bool IsItem, string Content)
{
    /// <summary>It lies in, or bounds, a block of code.</summary>
    public bool IsCode { get; init; }

    public static PlanLine Of(string line) =>
        Heading().Match(line) is { Success: true } heading ? new(line, heading.Groups["marks"].Length, false, heading.Groups["text"].Value)
        : Item().Match(line) is { Success: true } item ? new(line, 0, true, item.Groups["number"].Success ? $"{item.Groups["number"].Value}. {item.Groups["text"].Value}" : item.Groups["text"].Value)
        : new(line, 0, false, line);

    [GeneratedRegex(@"^(?<marks>#{1,6})[ \t]+(?<text>\S.*)$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^((?<number>\d{1,3})[.)]|[-*+•])[ \t]+(\[[ xX]\][ \t]+)?(?<text>\S.*)$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Item();
}
