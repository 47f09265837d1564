namespace Orch.Proof;

/// <summary>Looks at what a change does to the checks.</summary>
/// <param name="changes">Reads commits.</param>
internal sealed class TamperReader(ChangeReader changes)
{
    // Larger tests are not emptied by comments, and not read.
    private const long NearlyNothing = 16 * 1024;
    private const long LongestTest = 1024 * 1024;

    public async Task<TamperFacts> ReadAsync(string baseSha, string head, IReadOnlyList<FileChange> files, string? command, CancellationToken ct)
    {
        var tests = files.Where(file => TestPaths.IsTest(file.OldPath) && file.Status is not ('A' or 'C')).ToList();
        var deleted = tests.Where(file => file.Status is 'D' or 'T' || !TestPaths.IsTest(file.Path)).ToList();
        var (emptied, skipped) = await WeakenedAsync(baseSha, head, tests.Except(deleted), ct);
        var (named, beside) = command is null ? ([], []) : await NamedAsync(baseSha, head, files, command, ct);
        return new()
        {
            NamedByCommand = named,
            RunBeside = beside,
            DeletedTests = [.. deleted.Select(file => file.OldPath)],
            EmptiedTests = emptied,
            SkippedTests = skipped,
            ShortenedTests = [.. tests.Except(deleted).Where(file => file.Deleted > file.Added && !emptied.Contains(file.Path, StringComparer.Ordinal)).Select(file => $"{file.Path} (+{file.Added} -{file.Deleted})")],
            Ci = [.. files.SelectMany(file => new[] { file.OldPath, file.Path }).Distinct(StringComparer.Ordinal).Where(CiPaths.IsCi)],
        };
    }

    private async Task<(IReadOnlyList<string> Emptied, IReadOnlyList<string> Skipped)> WeakenedAsync(
        string baseSha, string head, IEnumerable<FileChange> tests, CancellationToken ct)
    {
        var candidates = tests.Where(test => test.IsContent).ToList();
        var sizes = await changes.ReadSizesAsync(candidates.SelectMany(test => new[] { test.OldObject, test.Object }), ct);
        var (emptied, skipped) = (new List<string>(), new List<string>());
        foreach (var test in candidates.Where(test => sizes.GetValueOrDefault(test.OldObject) is > 0 and <= LongestTest && sizes.GetValueOrDefault(test.Object) <= LongestTest))
        {
            var (before, after) = (await changes.ReadTextAsync(baseSha, test.OldPath, ct) ?? "", await changes.ReadTextAsync(head, test.Path, ct) ?? "");
            if (after.Length <= NearlyNothing && (string.IsNullOrWhiteSpace(after) || (TestWeakening.IsEmpty(after) && !TestWeakening.IsEmpty(before))))
            {
                emptied.Add(test.Path);
            }
            else if (TestWeakening.SkipsMore(before, after))
            {
                skipped.Add(test.Path);
            }
        }

        return (emptied, skipped);
    }

    private async Task<(IReadOnlyList<string> Broken, IReadOnlyList<string> Beside)> NamedAsync(
        string baseSha, string head, IReadOnlyList<FileChange> files, string command, CancellationToken ct)
    {
        var there = await changes.ReadFilesAsync(baseSha, ct);
        var scripts = new List<string>();
        var broken = new List<string>();
        foreach (var path in NamedFiles.ScriptFiles(command, there))
        {
            var before = PackageScripts.Named(PackageScripts.Read(await changes.ReadTextAsync(baseSha, path, ct)) ?? new Dictionary<string, string>(StringComparer.Ordinal), command);
            scripts.AddRange(before.Values);
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

        var (guarded, shown) = await new CheckChain(there, path => changes.ReadTextAsync(baseSha, path, ct)).FollowAsync(command, scripts);
        return ([.. broken, .. Changed(guarded)], Changed(shown));

        IReadOnlyList<string> Changed(IReadOnlySet<string> called) =>
            [.. files.Where(file => file.Status is not ('A' or 'C') && called.Contains(file.OldPath)).Select(file => file.OldPath)];
    }
}
