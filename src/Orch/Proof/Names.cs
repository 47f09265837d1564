using System.Text;

namespace Orch.Proof;

/// <summary>Words for the details of checks: one line, whatever files are called.</summary>
internal static class Names
{
    /// <summary>Some names with a count of the others.</summary>
    public static string Few(IReadOnlyList<string> names, int most = 5)
    {
        var shown = string.Join(", ", names.Take(most).Select(Printable));
        return names.Count <= most ? shown : $"{shown} and {names.Count - most} more";
    }

    /// <summary>A number with its noun.</summary>
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    /// <summary>A name without what moves a cursor or hides.</summary>
    public static string Printable(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            text.Append(category is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format ? new Rune('?') : rune);
        }

        return text.ToString();
    }
}
