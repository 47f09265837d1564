namespace Orch.Workspaces;

/// <summary>Copies files that git does not have, such as <c>.env.local</c>, from the user's checkout into a fresh one. Nothing leaves either of them, and nothing that is there is replaced.</summary>
/// <param name="from">The top of the user's checkout.</param>
/// <param name="to">The top of the fresh checkout.</param>
internal sealed class CheckoutCopy(string from, string to)
{
    private readonly string source = RealPath.Of(from);
    private readonly string target = RealPath.Of(to);

    /// <summary>Copies what is named.</summary>
    /// <param name="paths">Relative to the top.</param>
    /// <returns>What should be known: what was not there, or was there already.</returns>
    /// <exception cref="OrchException">A path leads out of a checkout (usage), or cannot be copied (failed).</exception>
    public IReadOnlyList<string> Copy(IReadOnlyList<string> paths)
    {
        var notes = new List<string>();
        foreach (var path in paths.Select(path => path.TrimEnd('/')))
        {
            try
            {
                Copy(path, notes);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw OrchException.Failed($"copy of {path} into {to}: {e.Message}", e);
            }
        }

        return notes;
    }

    private void Copy(string path, List<string> notes)
    {
        var original = Path.GetFullPath(path, source);
        var copy = Path.GetFullPath(path, target);
        RefuseOutside(path, original, source);
        RefuseOutside(path, copy, target);
        if (!Path.Exists(original))
        {
            notes.Add($"copy: {path} is not there in {source}");
        }
        else if (Path.Exists(copy) && !Directory.Exists(copy))
        {
            notes.Add($"copy: {path} is there already and was left as it is");
        }
        else
        {
            CopyTree(path, original, copy);
        }
    }

    private void CopyTree(string path, string original, string copy)
    {
        if (new FileInfo(original).LinkTarget is { } link)
        {
            RefuseOutside(path, original, source);
            if (Path.IsPathRooted(link))
            {
                throw OrchException.Usage($"copy of {path}: {original} is a link to an absolute path, which would lead back into the checkout: name what it leads to");
            }

            if (!Path.Exists(copy))
            {
                File.CreateSymbolicLink(copy, link);
            }
        }
        else if (Directory.Exists(original))
        {
            Directory.CreateDirectory(copy);
            foreach (var entry in Directory.EnumerateFileSystemEntries(original))
            {
                CopyTree(path, entry, Path.Combine(copy, Path.GetFileName(entry)));
            }
        }
        else if (!Path.Exists(copy))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(original, copy);
        }
    }

    private static void RefuseOutside(string path, string place, string top)
    {
        var real = RealPath.Of(place);
        if (!RealPath.IsWithin(real, top) || RealPath.IsWithin(real, Path.Combine(top, ".git")))
        {
            throw OrchException.Usage($"copy of {path}: {place} leads out of the checkout {top}");
        }
    }
}
