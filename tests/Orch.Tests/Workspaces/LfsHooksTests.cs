using Orch.Workspaces;

namespace Orch.Tests.Workspaces;

public sealed class LfsHooksTests
{
    // As git-lfs 3.3 writes it.
    private const string Hook =
        "#!/bin/sh\ncommand -v git-lfs >/dev/null 2>&1 || { echo >&2 \"\\nThis repository is configured for Git LFS but 'git-lfs' was not found on your path. "
        + "If you no longer wish to use Git LFS, remove this hook by deleting the 'pre-push' file in the hooks directory (set by 'core.hookspath'; usually '.git/hooks').\\n\"; exit 2; }\n"
        + "git lfs pre-push \"$@\"\n";

    [Fact]
    public void What_git_lfs_writes_is_recognised() => Assert.True(LfsHooks.IsOne("pre-push", Hook));

    [Fact]
    public void Nothing_else_is()
    {
        Assert.False(LfsHooks.IsOne("post-commit", Hook));
        Assert.False(LfsHooks.IsOne("pre-push", Hook + "evil\n"));
        Assert.False(LfsHooks.IsOne("pre-push", Hook.Replace("exit 2;", "evil; exit 2;", StringComparison.Ordinal)));
        Assert.False(LfsHooks.IsOne("pre-push", Hook.Replace("Git LFS", "$(evil)", StringComparison.Ordinal)));
        Assert.False(LfsHooks.IsOne("pre-push", Hook.Replace("Git LFS", "`evil`", StringComparison.Ordinal)));
        Assert.False(LfsHooks.IsOne("pre-push", Hook.Replace("#!/bin/sh", "#!/tmp/evil", StringComparison.Ordinal)));
    }
}
