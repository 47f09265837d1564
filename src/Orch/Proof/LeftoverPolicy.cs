using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>Decides which of the uncommitted paths belong into a commit.</summary>
internal static class LeftoverPolicy
{
    /// <summary>A new file above 10 MiB is more likely a product than a source.</summary>
    public const long LargestNewFile = 10 * 1024 * 1024;

    public const string Ignored = "ignored by the repository";

    private const string Before = "was there before the agent began";
    private const string Product = "made by a tool";

    // Made by tools everywhere, and wanted in no repository, whether or not it ignores them.
    private static readonly string[] ProductFolders =
        ["node_modules", "__pycache__", ".venv", ".tox", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".gradle"];

    public static LeftoverPlan Decide(IEnumerable<LeftoverPath> paths)
    {
        var commit = new List<string>();
        var left = new List<LeftPath>();
        foreach (var path in paths)
        {
            if (ReasonToLeave(path) is { } reason)
            {
                left.Add(new(path.Path, reason));
            }
            else
            {
                commit.Add(path.Path);
            }
        }

        return new(commit, left);
    }

    /// <summary>Whether a path that was left may be the agent's work: not when it is ignored, a product of tools or older than the agent.</summary>
    public static bool IsWork(LeftPath left) => left.Reason is not (Ignored or Before or Product);

    private static string? ReasonToLeave(LeftoverPath path) => path switch
    {
        { Kind: StatusKind.Ignored } => Ignored,
        { Kind: StatusKind.NestedRepository } => "a repository of its own",
        { Kind: StatusKind.Unmerged } => "has unresolved conflicts",
        { Kind: StatusKind.New, WasThere: true } => Before,
        { IsFiltered: true } => "goes through a git filter that Orch does not run",
        { SecretRule: { } rule } => $"its content looks secret ({rule})",
        { Kind: StatusKind.New } when SecretNames.LooksSecret(path.Path) => "its name looks secret",
        { Kind: StatusKind.New } when IsProduct(path.Path) => Product,
        { Kind: StatusKind.New, Bytes: > LargestNewFile } => "larger than 10 MiB",
        _ => null,
    };

    private static bool IsProduct(string path)
    {
        var names = path.Split('/');
        return names[^1] is ".DS_Store" || names[..^1].Any(name => ProductFolders.Contains(name, StringComparer.Ordinal));
    }
}
