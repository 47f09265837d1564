namespace Orch.Processes;

/// <summary>Names the command that installs a program here.</summary>
internal static class InstallHint
{
    private static readonly (string Manager, string Command)[] Managers =
    [
        ("brew", "brew install"),
        ("apt-get", "sudo apt-get install"),
        ("dnf", "sudo dnf install"),
        ("pacman", "sudo pacman -S"),
        ("apk", "sudo apk add"),
        ("zypper", "sudo zypper install"),
    ];

    /// <summary>The command for the first package manager that <paramref name="isThere"/> knows; Debian's when it knows none.</summary>
    public static string For(string package, Func<string, bool> isThere)
    {
        var found = Managers.FirstOrDefault(one => isThere(one.Manager));
        return $"{found.Command ?? "sudo apt-get install"} {package}";
    }

    public static string For(string package, IReadOnlyDictionary<string, string> environment) =>
        For(package, manager => ProgramFinder.Find(manager, environment) is not null);
}
