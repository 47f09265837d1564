namespace Orch.Proof;

/// <summary>Looks at what a change does to the checks.</summary>
/// <param name="changes">Reads commits.</param>
internal sealed class TamperReader(ChangeReader changes)
{
    // Content is read only of what is nearly nothing.
    private const long NearlyNothing = 256;

    public async Task<TamperFacts> ReadAsync(string baseSha, string head, IReadOnlyList<FileChange> files, string? command, CancellationToken ct)
    {
        var tests = files.Where(file => TestPaths.IsTest(file.OldPath) && file.Status is not ('A' or 'C')).ToList();
        var deleted = tests.Where(file => file.Status is 'D' or 'T' || !TestPaths.IsTest(file.Path)).ToList();
        var emptied = await EmptiedAsync(head, tests.Except(deleted), ct);
        return new()
        {
            NamedByCommand = command is null ? [] : await NamedAsync(baseSha, head, files, command, ct),
            DeletedTests = [.. deleted.Select(file => file.OldPath)],
            EmptiedTests = emptied,
            ShortenedTests = [.. tests.Except(deleted).Where(file => file.Deleted > file.Added && !emptied.Contains(file.Path, StringComparer.Ordinal)).Select(file => $"{file.Path} (+{file.Added} -{file.Deleted})")],
            Ci = [.. files.SelectMany(file => new[] { file.OldPath, file.Path }).Distinct(StringComparer.Ordinal).Where(CiPaths.IsCi)],
        };
    }

    private async Task<IReadOnlyList<string>> EmptiedAsync(string head, IEnumerable<FileChange> tests, CancellationToken ct)
    {
        var candidates = tests.Where(test => test.IsContent).ToList();
        var sizes = await changes.ReadSizesAsync(candidates.SelectMany(test => new[] { test.OldObject, test.Object }), ct);
        var emptied = new List<string>();
        foreach (var test in candidates.Where(test => sizes.GetValueOrDefault(test.OldObject) > 0 && sizes.GetValueOrDefault(test.Object) <= NearlyNothing))
        {
            if (string.IsNullOrWhiteSpace(await changes.ReadTextAsync(head, test.Path, ct)))
            {
                emptied.Add(test.Path);
            }
        }

        return emptied;
    }

    private async Task<IReadOnlyList<string>> NamedAsync(string baseSha, string head, IReadOnlyList<FileChange> files, string command, CancellationToken ct)
    {
        var there = await changes.ReadFilesAsync(baseSha, ct);
        var named = NamedFiles.Of(command, there).ToHashSet(StringComparer.Ordinal);
        var broken = new List<string>();
        foreach (var path in NamedFiles.ScriptFiles(command, there))
        {
            var before = PackageScripts.Named(PackageScripts.Read(await changes.ReadTextAsync(baseSha, path, ct)) ?? new Dictionary<string, string>(StringComparer.Ordinal), command);
            named.UnionWith(before.Values.SelectMany(script => NamedFiles.Of(script, there)));
            if (before.Count > 0 && files.Any(file => file.OldPath == path))
            {
                var after = PackageScripts.Read(await changes.ReadTextAsync(head, path, ct));
                broken.AddRange(before.Where(script => after?.GetValueOrDefault(script.Key) != script.Value).Select(script => $"{path} (script {script.Key})"));
            }
        }

        // A new GNUmakefile goes before the Makefile that was there.
        var folders = NamedFiles.RunnerFiles(command, there).Select(Path.GetDirectoryName).ToHashSet(StringComparer.Ordinal);
        var added = files.Where(file => file.Status is 'A' or 'C' or 'R').Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        broken.AddRange(NamedFiles.RunnerFiles(command, added).Where(path => folders.Contains(Path.GetDirectoryName(path))));

        return [.. broken, .. files.Where(file => file.Status is not ('A' or 'C') && named.Contains(file.OldPath)).Select(file => file.OldPath)];
    }
}
