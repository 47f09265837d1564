namespace Orch.Configuration;

/// <summary>Whose permission rules hold while an agent CLI works.</summary>
internal static class PermissionWords
{
    /// <summary>None: the CLI asks nothing.</summary>
    public const string Skip = "skip";

    /// <summary>The CLI's own.</summary>
    public const string Vendor = "vendor";

    public static IReadOnlyList<string> All { get; } = [Skip, Vendor];
}
