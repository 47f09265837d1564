using Orch.ScriptedModel;

namespace Orch.Tests.ScriptedModel;

public sealed class ScriptedAccountTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("orch-account-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Each_cli_is_led_to_its_own_scenario()
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        var account = ScriptedAccount.Create(_directory, server, claude: "ratelimit", codex: "auth", gemini: "ok");

        Assert.Equal(server.UrlFor("ratelimit"), account.Environment["ANTHROPIC_BASE_URL"]);
        Assert.Equal(server.UrlFor("ok"), account.Environment["GOOGLE_GEMINI_BASE_URL"]);
        Assert.Contains($"base_url = \"{server.UrlFor("auth")}/v1\"", Read("codex/config.toml"), StringComparison.Ordinal);
        Assert.Contains("\"selectedType\":\"gemini-api-key\"", Read("gemini/.gemini/settings.json"), StringComparison.Ordinal);
        Assert.All(["CLAUDE_CONFIG_DIR", "CODEX_HOME", "GEMINI_CLI_HOME", "HOME", "TMPDIR"], name => Assert.True(Directory.Exists(account.Environment[name])));
    }

    [Fact]
    public async Task Retries_are_bounded_only_on_demand()
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        var free = ScriptedAccount.Create(_directory, server);
        Assert.DoesNotContain("max_retries", Read("codex/config.toml"), StringComparison.Ordinal);
        Assert.DoesNotContain("maxAttempts", Read("gemini/.gemini/settings.json"), StringComparison.Ordinal);
        Assert.False(free.Environment.ContainsKey("CLAUDE_CODE_MAX_RETRIES"));

        var bound = ScriptedAccount.Create(_directory, server, new ScriptedAccountOptions { BoundRetries = true });
        Assert.Contains("stream_max_retries = 0", Read("codex/config.toml"), StringComparison.Ordinal);
        Assert.Contains("\"maxAttempts\":1", Read("gemini/.gemini/settings.json"), StringComparison.Ordinal);
        Assert.Equal("0", bound.Environment["CLAUDE_CODE_MAX_RETRIES"]);
    }

    [Fact]
    public async Task The_users_own_accounts_are_left_out()
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        var environment = ScriptedAccount.Create(_directory, server).Over(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = "/bin",
            ["HOME"] = "/home/user",
            ["ANTHROPIC_AUTH_TOKEN"] = "theirs",
            ["CLAUDE_CODE_USE_BEDROCK"] = "1",
            ["GOOGLE_API_KEY"] = "theirs",
        });

        Assert.Equal("/bin", environment["PATH"]);
        Assert.Equal(_directory, environment["HOME"]);
        Assert.False(environment.ContainsValue("theirs"));
        Assert.False(environment.ContainsKey("CLAUDE_CODE_USE_BEDROCK"));
    }

    [Fact]
    public async Task Its_files_are_the_owners_alone_and_odd_paths_are_quoted()
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        ScriptedAccount.Create(_directory, server, new ScriptedAccountOptions { TrustedDirectories = ["/a \"b\"\\c"] });

        Assert.Contains("""[projects."/a \"b\"\\c"]""", Read("codex/config.toml"), StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(_directory, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }), file =>
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(_directory, "codex")) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead));
    }

    private string Read(string path) => File.ReadAllText(Path.Combine(_directory, path));
}
