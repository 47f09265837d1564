using System.Globalization;

namespace Orch.Configuration;

/// <summary>Sizes as users write them: a number and <c>KB</c>, <c>MB</c>, <c>GB</c> or <c>TB</c>, each 1024 times the one before; <c>0</c> needs no unit.</summary>
internal static class SizeText
{
    private static readonly string[] Units = ["KB", "MB", "GB", "TB"];

    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var trimmed = text.Trim();
        if (trimmed == "0")
        {
            return true;
        }

        var unit = Array.FindIndex(Units, one => trimmed.EndsWith(one, StringComparison.OrdinalIgnoreCase));
        if (unit < 0
            || !decimal.TryParse(trimmed[..^2].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number is < 0 or > 1_000_000)
        {
            return false;
        }

        bytes = (long)(number * (1L << (10 * (unit + 1))));
        return true;
    }

    /// <summary>A size in its largest unit: <c>1.5 GB</c>.</summary>
    public static string Show(long bytes)
    {
        var size = bytes / 1024m;
        var unit = 0;
        while (size >= 1024 && unit < Units.Length - 1)
        {
            size /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{size:0.#} {Units[unit]}");
    }
}
