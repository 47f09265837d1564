using System.Text;
using Orch.Agents;

namespace Orch.Coordination;

/// <summary>Refuses what cannot be taken, before anything is recorded.</summary>
internal static class CoordinationInput
{
    private const int LongestName = 128;
    private const int LongestExtra = 64 << 10;
    private const int MostNames = 256;

    /// <summary>A name or id, which is also safe as the name of a file.</summary>
    public static string Name(string what, string? text)
    {
        if (IsName(text))
        {
            return text!;
        }

        var problem = text switch
        {
            null or "" => "it is empty",
            { Length: > LongestName } => $"it has {text.Length} characters",
            _ => $"not '{OneLine.Of(text, 60)}'",
        };
        throw OrchException.Usage($"{what} is 1 to {LongestName} letters, digits, '.', '_' or '-', the first a letter or digit: {problem}");
    }

    public static bool IsName(string? text) =>
        text is { Length: > 0 and <= LongestName } && char.IsAsciiLetterOrDigit(text[0]) && text.All(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '_' or '-');

    public static IReadOnlyList<string> Names(string what, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count > MostNames)
        {
            throw OrchException.Usage($"at most {MostNames} of them: {what}, and these are {names.Count}");
        }

        return [.. names.Select(name => Name(what, name)).Distinct(StringComparer.Ordinal)];
    }

    public static string Text(string what, string text, int longest = CoordinationLimits.LongestText)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > longest || Encoding.UTF8.GetByteCount(text) > longest)
        {
            throw OrchException.Usage($"{what} is longer than {(longest >= 1 << 20 ? $"{longest >> 20} MiB" : $"{longest} bytes")}: put it into a file and send its path");
        }

        return text.Contains('\0', StringComparison.Ordinal) ? throw OrchException.Usage($"{what} has a NUL in it: send text") : text;
    }

    public static IReadOnlyDictionary<string, string> Pairs(string what, IReadOnlyDictionary<string, string> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var room = LongestExtra;
        foreach (var (name, value) in pairs)
        {
            Name($"the name of {what}", name);
            Text(what, value, LongestExtra);
            room -= name.Length + value.Length;
        }

        return room < 0 ? throw OrchException.Usage($"all of {what} together are longer than {LongestExtra >> 10} KiB") : pairs;
    }

    public static string MediaType(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return text.Length <= 255 && slash > 0 && slash < text.Length - 1 && text.All(one => one is >= ' ' and <= '~')
            ? text
            : throw OrchException.Usage($"a media type is as text/plain or application/json, not '{OneLine.Of(text, 60)}'");
    }

    public static TimeSpan Lease(TimeSpan lease) => lease > TimeSpan.Zero && lease <= CoordinationLimits.LongestLease
        ? lease
        : throw OrchException.Usage($"a lease is longer than nothing and at most {CoordinationLimits.LongestLease.TotalDays} days, not {lease}");
}
