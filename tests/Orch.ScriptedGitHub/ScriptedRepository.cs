namespace Orch.ScriptedGitHub;

/// <summary>A repository on the scripted GitHub; its commits live in a real bare repository.</summary>
public sealed class ScriptedRepository
{
    internal ScriptedRepository(string fullName, string bareRepositoryPath, string defaultBranch, ScriptedRepository? parent)
    {
        (Owner, Name) = fullName.Split('/') is [{ Length: > 0 } owner, { Length: > 0 } name]
            ? (owner, name)
            : throw new ArgumentException($"{fullName} is no owner/name", nameof(fullName));
        BareRepositoryPath = bareRepositoryPath;
        DefaultBranch = defaultBranch;
        Parent = parent;
    }

    /// <summary>Who it belongs to.</summary>
    public string Owner { get; }

    /// <summary>Its name without the owner.</summary>
    public string Name { get; }

    /// <summary>Owner and name, <c>acme/demo</c>.</summary>
    public string FullName => $"{Owner}/{Name}";

    /// <summary>Where its commits are.</summary>
    public string BareRepositoryPath { get; }

    /// <summary>The branch that pull requests go to by default.</summary>
    public string DefaultBranch { get; }

    /// <summary>The repository that it is a fork of.</summary>
    public ScriptedRepository? Parent { get; }

    /// <summary>What the viewer may do: READ, TRIAGE, WRITE, MAINTAIN or ADMIN.</summary>
    public string ViewerPermission { get; set; } = "WRITE";

    internal string Id => $"R_{Owner}_{Name}";

    internal string Url => $"https://github.com/{FullName}";

    /// <summary>The commit of a branch as the bare repository has it now; null when there is no such branch.</summary>
    public string? ShaOf(string branch) => RefReader.Read(BareRepositoryPath, $"refs/heads/{branch}");
}
