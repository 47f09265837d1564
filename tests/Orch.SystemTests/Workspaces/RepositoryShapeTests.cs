using System.Text.Json;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Workspaces;

/// <summary>Repositories of every shape: each is worked on to a verified end, or refused with what to do.</summary>
public sealed class RepositoryShapeTests
{
    private const string AtOrigin = "echo 2\n";

    /// <summary>A shape, as shell commands in the user's checkout, and whether its work gets to the origin.</summary>
    public static TheoryData<string, string, bool> Shapes => new()
    {
        { "base branch master", "git branch -q -m main master; git push -q origin master; git --git-dir \"$ORIGIN\" symbolic-ref HEAD refs/heads/master; git push -q origin :main", true },
        { "base branch trunk", "git branch -q -m main trunk; git push -q origin trunk; git --git-dir \"$ORIGIN\" symbolic-ref HEAD refs/heads/trunk; git push -q origin :main", true },
        { "detached HEAD", "git switch -q --detach", true },
        { "detached HEAD and no remote", "git switch -q --detach; git remote remove origin", false },
        { "no remote", "git remote remove origin", false },
        { "a branch named orch", "git branch orch", true },
        { "a branch named orch at the remote", "git push -q origin main:orch", true },
        { "a remote that is not called origin", "git remote rename origin upstream", true },
        { "several remotes", "git remote add fork \"$WORLD/fork.git\"; git remote add other /nowhere", true },
        { "a remote branch of another name", "git config branch.main.remote origin; git config push.default upstream", true },
        { "sparse checkout", "mkdir big; echo x > big/x; git add -A; git commit -q -m Big; git push -q origin main; git sparse-checkout set --cone scripts tests", true },
        { "a configuration for each worktree", "git config extensions.worktreeConfig true; git config --worktree core.sparseCheckout false", true },
        { "hooks of the user's own", "mkdir -p hooks.local; for one in pre-commit commit-msg pre-push post-checkout; do printf '#!/bin/sh\\ntouch \"%s/ran\"; exit 1\\n' \"$WORLD\" > hooks.local/$one; chmod +x hooks.local/$one; done; git config core.hooksPath \"$PWD/hooks.local\"", true },
        { "a nested repository", "git init -q nested; (cd nested; git commit -q --allow-empty -m x)", true },
        { "work of the user's own in the checkout", "echo mine > mine.txt; echo mine >> README.md; git add mine.txt", true },
        { "tags and notes", "git tag -a v1 -m v1; git notes add -m note; git push -q origin v1", true },
        { "signed commits wanted", "git config commit.gpgsign true; git config tag.gpgsign true; git config gpg.program /nowhere", true },
        { "packed refs and objects", "git gc -q", true },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task It_works_with(string shape, string script, bool isDelivered)
    {
        Assert.NotEmpty(shape);
        await using var world = await CreateAsync();
        await ShellAsync(world, script);
        var before = await world.GitAsync("status", "--porcelain", "--branch");
        StubAgent.Play(world, shape == "signed commits wanted" ? StubAgent.Work : $"{StubAgent.Work}; git commit -q --no-verify -a -m Work");

        var agent = await RunAsync(world, 0);

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal("passed", Check(agent, "validation").GetProperty("status").GetString());
        Assert.Equal(isDelivered ? "passed" : "skipped", Check(agent, "pushed").GetProperty("status").GetString());
        Assert.Equal(isDelivered ? AtOrigin : null, await world.AtOriginAsync(agent.GetProperty("branch").GetString()!, "app.sh"));
        Assert.Equal(AtOrigin.Trim(), await world.GitAsync("show", $"{agent.GetProperty("branch").GetString()}:app.sh"));
        Assert.Equal(before, await world.GitAsync("status", "--porcelain", "--branch"));
        Assert.False(File.Exists(Path.Combine(world.Root, "ran")));
    }

    /// <summary>Another way to get at the repository: commands in the scratch directory that make the checkout <c>$PLACE</c>.</summary>
    public static TheoryData<string, string> Places => new()
    {
        { "a shallow clone", "git clone -q --depth 1 \"file://$ORIGIN\" \"$PLACE\"" },
        { "a clone without blobs", "git --git-dir \"$ORIGIN\" config uploadpack.allowFilter true; git clone -q --filter=blob:none \"file://$ORIGIN\" \"$PLACE\"" },
        { "a linked worktree", "git -C \"$APP\" worktree add -q -b mine \"$PLACE\"" },
        { "a worktree of a bare repository", "git clone -q --bare \"$ORIGIN\" bare.git; git -C bare.git worktree add -q -b mine \"$PLACE\"" },
        { "a separate git directory", "git clone -q --separate-git-dir \"$WORLD/apart\" \"$ORIGIN\" \"$PLACE\"" },
        { "a clone that borrows objects", "git clone -q --shared \"$APP\" \"$PLACE\"; git -C \"$PLACE\" remote set-url origin \"$ORIGIN\"" },
        { "a link to the checkout", "git clone -q \"$ORIGIN\" real; ln -s real \"$PLACE\"" },
        { "names of sha256", "git init -q --bare --object-format=sha256 -b main 256.git; git init -q --object-format=sha256 -b main \"$PLACE\"; cp -r app/app.sh app/Makefile app/scripts app/tests \"$PLACE\"; cd \"$PLACE\"; git add -A; git commit -q -m Begin; git remote add origin \"$WORLD/256.git\"; git push -q -u origin main" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public async Task It_works_in(string place, string script)
    {
        await using var world = await CreateAsync();
        var checkout = Path.Combine(world.Root, "it's \"a\" $(touch ran) `dir`");
        world.Environment["PLACE"] = checkout;
        await ShellAsync(world, script, world.Root);
        StubAgent.Play(world, $"{StubAgent.Work}; git commit -q -a -m Work");

        var result = await world.RunAsync(OrchBinary.Path, Arguments, checkout);

        Assert.True(result.ExitCode == 0, result.Error + result.Output);
        var agent = JsonSerializer.Deserialize<JsonElement>(result.Output);
        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal("passed", Check(agent, "validation").GetProperty("status").GetString());
        Assert.Equal("passed", Check(agent, "pushed").GetProperty("status").GetString());
        var origin = place == "names of sha256" ? Path.Combine(world.Root, "256.git") : world.Origin;
        Assert.Equal("echo 2", await world.GitAsync("--git-dir", origin, "show", "orch/work:app.sh"));
        Assert.False(Path.Exists(Path.Combine(world.Root, "ran")) || Path.Exists(Path.Combine(checkout, "ran")));
    }

    /// <summary>What is refused, from where, the exit code and the words.</summary>
    public static TheoryData<string, string, int, string> Refusals => new()
    {
        { "no commit yet", "git init -q \"$PLACE\"", 5, "make a first commit" },
        { "a bare repository", "git clone -q --bare \"$ORIGIN\" \"$PLACE\"", 5, "bare git repository" },
        { "a repository of somebody else", "git clone -q \"$ORIGIN\" \"$PLACE\"; chown -R 12345:12345 \"$PLACE\"", 5, "safe.directory" },
        { "no repository", "mkdir \"$PLACE\"", 5, "git init" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task It_refuses(string shape, string script, int exitCode, string words)
    {
        Assert.NotEmpty(shape);
        await using var world = await CreateAsync();
        var checkout = Path.Combine(world.Root, "place");
        world.Environment["PLACE"] = checkout;
        await ShellAsync(world, script, world.Root);
        StubAgent.Play(world, StubAgent.Work);

        var result = await world.RunAsync(OrchBinary.Path, Arguments, checkout);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(words, result.Error);
        Assert.Single(result.Error.Trim().Split('\n'), line => !line.Contains("run unattended", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_remote_out_of_reach_at_the_start_is_a_warning()
    {
        await using var world = await CreateAsync();
        Directory.Move(world.Origin, world.Origin + ".away");
        StubAgent.Play(world, $"{StubAgent.Work}; mv \"$ORIGIN.away\" \"$ORIGIN\"");

        var result = await world.OrchAsync(Arguments);

        Assert.True(result.ExitCode == 0, result.Error + result.Output);
        Assert.Contains("warning: ", result.Error);
        Assert.Equal(AtOrigin, await world.AtOriginAsync("orch/work", "app.sh"));
    }

    /// <summary>What an agent does in a repository with the submodule <c>lib</c>, what it comes to, and the check that says so.</summary>
    public static TheoryData<string, string, int, string, string> Submodules => new()
    {
        { "is left alone", $"test \"$(cat lib/lib.txt)\" = library && {StubAgent.Work} && git status --porcelain && git commit -q -a -m Work", 0, "validation", "passed" },
        { "is left alone by one that commits nothing", $"{StubAgent.Work}", 0, "committed", "passed" },
        { "goes on to a commit of its remote", $"mv \"$WORLD/library.away\" \"$WORLD/library\"; git -C lib fetch -q; git -C lib checkout -q origin/main; {StubAgent.Work}; git commit -q -a -m Work", 0, "committed", "passed" },
        { "goes on to a commit of its remote and is left so", $"mv \"$WORLD/library.away\" \"$WORLD/library\"; git -C lib fetch -q; git -C lib checkout -q origin/main; {StubAgent.Work}", 0, "committed", "passed" },
        { "goes on to a commit that nobody else has", $"(cd lib; echo x >> lib.txt; git commit -q -a -m Own); {StubAgent.Work}; git commit -q -a -m Work", 3, "committed", "failed" },
        { "is changed and not committed", $"echo x >> lib/lib.txt; {StubAgent.Work}; git commit -q -m Work app.sh", 3, "committed", "failed" },
    };

    [Theory]
    [MemberData(nameof(Submodules))]
    public async Task A_submodule_is_there_and(string fate, string script, int exitCode, string check, string status)
    {
        Assert.NotEmpty(fate);
        await using var world = await CreateAsync();
        await ShellAsync(world, """
            git config --global protocol.file.allow always
            git init -q "$WORLD/library"; cd "$WORLD/library"; echo library > lib.txt; git add -A; git commit -q -m One
            cd "$APP"; git submodule --quiet add "$WORLD/library" lib; git commit -q -m Lib; git push -q origin main
            cd "$WORLD/library"; echo more > more.txt; git add -A; git commit -q -m Two; mv "$WORLD/library" "$WORLD/library.away"
            """);
        var before = await world.GitAsync("submodule", "status");
        StubAgent.Play(world, script);

        var agent = await RunAsync(world, exitCode);

        Assert.Equal(status, Check(agent, check).GetProperty("status").GetString());
        if (status == "failed")
        {
            Assert.Contains("lib", Check(agent, check).GetProperty("detail").GetString());
            Assert.Equal(["main"], await world.BranchesAtOriginAsync());
        }

        Assert.Equal(before, await world.GitAsync("submodule", "status"));
    }

    [Fact]
    public async Task A_submodule_that_the_user_has_not_initialised_stays_empty()
    {
        await using var world = await CreateAsync();
        await ShellAsync(world, """
            git init -q "$WORLD/library"; cd "$WORLD/library"; echo library > lib.txt; git add -A; git commit -q -m One
            cd "$APP"; git -c protocol.file.allow=always submodule --quiet add "$WORLD/library" lib; git commit -q -m Lib; git push -q origin main
            cd "$WORLD"; git clone -q "$ORIGIN" place; rm -rf library
            """);
        StubAgent.Play(world, StubAgent.Work);

        var result = await world.RunAsync(OrchBinary.Path, Arguments, Path.Combine(world.Root, "place"));

        Assert.True(result.ExitCode == 0, result.Error + result.Output);
    }

    private static readonly string[] Arguments =
        ["run", "--json", "--agent-cli", "claude", "--name", "work", "--repair", "0", "--validate", StubAgent.Validate, "Make app.sh print 2"];

    private static async Task<World> CreateAsync()
    {
        var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await StubAgent.PrepareAsync(world);
        StubAgent.Play(world, "true");
        return world;
    }

    private static async Task ShellAsync(World world, string script, string? directory = null)
    {
        var result = await world.RunAsync("sh", ["-ec", script], directory);
        Assert.True(result.Succeeded, result.Error);
    }

    private static Task<JsonElement> RunAsync(World world, int exitCode) => world.OrchJsonAsync(exitCode, Arguments);

    private static JsonElement Check(JsonElement holder, string name) =>
        holder.GetProperty("checks").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
}
