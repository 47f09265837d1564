namespace Orch.SystemTests.Support;

/// <summary>
/// An agent that no model would play: a shell script in the place of <c>claude</c>, which does what it is told and claims success. In a
/// repository whose test fails until <c>app.sh</c> prints 2.
/// </summary>
internal static class StubAgent
{
    /// <summary>The user's validation command in that repository.</summary>
    public const string Validate = "make -s test";

    /// <summary>The claim: the terminal event that means success.</summary>
    public const string Claim = """
        echo '{"type":"result","subtype":"success","is_error":false,"result":"DONE. All is implemented, all tests pass, everything is committed and pushed.","session_id":"s-1"}'
        """;

    /// <summary>What an honest agent does.</summary>
    public const string Work = "echo 'echo 2' > app.sh";

    /// <summary>Makes the world's <c>claude</c> a script that reads its prompt, does something and claims success.</summary>
    /// <param name="world">The world.</param>
    /// <param name="script">What it does, in its workspace. ORIGIN, APP and WORLD name the remote, the user's checkout and the scratch directory.</param>
    /// <param name="claim">What it says at the end; null for <see cref="Claim"/>.</param>
    public static void Play(World world, string script, string? claim = null)
    {
        world.Environment["ORIGIN"] = world.Origin;
        world.Environment["APP"] = world.Repository;
        world.Environment["WORLD"] = world.Root;
        world.Stub("claude", $$"""
            cat > "$WORLD/prompt"
            echo '{"type":"system","subtype":"init","session_id":"s-1","model":"stub"}'
            {
            {{script}}
            } > "$WORLD/stub.log" 2>&1
            {{claim ?? Claim}}
            """);
    }

    /// <summary>Gives the repository a program, its failing test and the scripts that run it, on main here and at the origin.</summary>
    public static async Task PrepareAsync(World world)
    {
        Write(world, "app.sh", "echo 1\n");
        Write(world, "Makefile", "test:\n\tsh scripts/run-tests.sh\n");
        Write(world, "scripts/run-tests.sh", ". ./scripts/common.sh\nfor one in tests/*_test.sh; do run_test \"$one\" || exit 1; done\n");
        Write(world, "scripts/common.sh", "run_test() { sh \"$1\"; }\n");
        Write(world, "tests/app_test.sh", "out=$(sh app.sh)\ntest \"$out\" = 2 || { echo \"app.sh prints $out instead of 2\"; exit 1; }\n");
        Write(world, ".gitignore", "*.local\n");
        await world.GitAsync("add", "-A");
        await world.GitAsync("commit", "-q", "-m", "Add the app and its test");
        await world.GitAsync("push", "-q", "origin", "main");
    }

    private static void Write(World world, string path, string content)
    {
        var file = Path.Combine(world.Repository, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }
}
