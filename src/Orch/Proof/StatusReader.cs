using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>Reads what is not committed.</summary>
internal static class StatusReader
{
    private const string NoFile = "000000";
    private const string Gitlink = "160000";

    // With submodules looked into, git would run in them by their own configuration.
    public static async Task<IReadOnlyList<StatusEntry>> ReadAsync(Git workspace, CancellationToken ct) => Parse(await workspace.RunAsync(
        ["status", "--porcelain=v2", "-z", "--untracked-files=all", "--ignored=matching", "--no-renames", "--ignore-submodules=dirty"],
        timeout: TimeSpan.FromMinutes(10),
        ct: ct));

    /// <summary>Parses the output of git status (porcelain format version 2, ended by NUL).</summary>
    public static IReadOnlyList<StatusEntry> Parse(string output)
    {
        var entries = new List<StatusEntry>();
        foreach (var line in output.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (line[0])
            {
                case '1':
                    // 1 XY sub mH mI mW hH hI path
                    var fields = line.Split(' ', 9);
                    entries.Add(new(fields[8], Kind(fields)));
                    break;
                case 'u':
                    entries.Add(new(line.Split(' ', 11)[10], StatusKind.Unmerged));
                    break;
                case '?':
                    entries.Add(new(line[2..], line.EndsWith('/') ? StatusKind.NestedRepository : StatusKind.New));
                    break;
                case '!':
                    entries.Add(new(line[2..], StatusKind.Ignored));
                    break;
            }
        }

        return entries;
    }

    private static StatusKind Kind(string[] fields) => (Head: fields[3], Files: fields[5], IsSubmodule: fields[2][0] == 'S') switch
    {
        { Head: NoFile, Files: NoFile } => StatusKind.Gone,
        { Files: NoFile } => StatusKind.Deleted,
        { Head: NoFile, Files: Gitlink } => StatusKind.NestedRepository,
        { IsSubmodule: true } => StatusKind.Submodule,
        { Head: NoFile } => StatusKind.New,
        _ => StatusKind.Changed,
    };
}
