using Orch.SystemTests.Support;

namespace Orch.SystemTests.Views;

public sealed class ChangesTests
{
    private const string Work = """
        printf 'committed\n' > committed.txt; git add committed.txt; git commit -q -m work
        printf '# app\nchanged\n' > README.md
        printf 'new\n' > untracked.txt
        """;

    [Fact]
    public async Task What_an_agent_changed_is_shown_with_all_that_is_not_committed()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        StubAgent.Play(world, Work + "\necho SECRET=1 > .env; printf 'ignored\\n' > x.local; echo '*.local' > \"$(git rev-parse --git-path info/exclude)\"\nkill -9 $$", "exit 1");
        await world.OrchAsync("run", "--agent-cli", "claude", "--name", "worker", "Do it");

        var diff = await world.OrchAsync("diff", "worker");
        var names = await world.OrchAsync("diff", "--name-only", "worker");
        var stat = await world.OrchAsync("diff", "--stat", "worker");

        Assert.Equal(0, diff.ExitCode);
        Assert.Contains("+changed", diff.Output);
        Assert.Contains("+new", diff.Output);
        Assert.DoesNotContain('\e', diff.Output);
        Assert.Contains(".env", diff.Error);
        Assert.Equal("README.md\ncommitted.txt\nuntracked.txt\n", names.Output);
        Assert.Contains("3 files changed", stat.Output);
        Assert.Equal("", await world.GitAsync("status", "--porcelain"));
    }

    [Fact]
    public async Task The_difference_is_a_patch_that_applies()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        StubAgent.Play(world, Work);
        await world.OrchAsync("run", "--agent-cli", "claude", "--name", "worker", "Do it");
        var patch = Path.Combine(world.Root, "patch");
        await File.WriteAllTextAsync(patch, (await world.OrchAsync("diff", "worker")).Output, TestContext.Current.CancellationToken);

        await world.GitAsync("apply", patch);

        Assert.Equal("new\n", await File.ReadAllTextAsync(Path.Combine(world.Repository, "untracked.txt"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_workspace_that_is_gone_does_not_take_the_change_with_it()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        StubAgent.Play(world, Work);
        await world.OrchAsync("run", "--agent-cli", "claude", "--name", "worker", "Do it");
        var opened = await world.OrchAsync("open", "worker");
        var workspace = opened.Output.TrimEnd('\n');
        Assert.True(Directory.Exists(workspace));
        await world.GitAsync("worktree", "remove", "--force", workspace);

        var names = await world.OrchAsync("diff", "--name-only", "worker");
        var gone = await world.OrchAsync("open", "worker");

        Assert.Equal("README.md\ncommitted.txt\nuntracked.txt\n", names.Output);
        Assert.Equal(6, gone.ExitCode);
        Assert.Equal("", gone.Output);
        Assert.Contains("worktree add", gone.Error);
        var command = gone.Error.Split('\'')[1];
        Assert.True((await world.RunAsync("sh", ["-c", command])).Succeeded, command);
        Assert.Equal(0, (await world.OrchAsync("open", "worker")).ExitCode);
    }

    [Fact]
    public async Task Programs_that_an_agent_planted_for_differences_do_not_run()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        StubAgent.Play(world, """
            git config diff.external "touch $WORLD/planted; true"
            git config diff.evil.textconv "touch $WORLD/planted; cat"
            git config filter.evil.clean "touch $WORLD/planted; cat"
            git config core.pager "touch $WORLD/planted; cat"
            git config core.fsmonitor "touch $WORLD/planted"
            printf '* diff=evil filter=evil\n' > .gitattributes
            printf 'x\n' > file.txt
            kill -9 $$
            """);
        await world.OrchAsync("run", "--agent-cli", "claude", "--name", "worker", "Do it");
        File.Delete(Path.Combine(world.Root, "planted"));

        var diff = await world.OrchAsync("diff", "worker");

        Assert.Equal(0, diff.ExitCode);
        Assert.Contains("+x", diff.Output);
        Assert.False(File.Exists(Path.Combine(world.Root, "planted")));
    }

    [Fact]
    public async Task On_a_terminal_the_users_pager_shows_it()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        StubAgent.Play(world, Work);
        await world.OrchAsync("run", "--agent-cli", "claude", "--name", "worker", "Do it");
        var window = await TerminalWindow.OpenAsync(world, 100, 40);

        await window.RunAsync($"GIT_PAGER='sed s/^/paged:/' {OrchBinary.Path} diff worker");
        var screen = await window.SeesAsync("paged:+new");
        Assert.Contains("\e[32m+new", await window.CaptureAsync("-e"));
        Assert.Contains("paged:diff --git a/README.md b/README.md", screen);

        await window.RunAsync($"clear; PAGER=cat {OrchBinary.Path} diff --name-only worker");
        await window.SeesAsync("untracked.txt");
        await window.IsBackAsync();
    }
}
