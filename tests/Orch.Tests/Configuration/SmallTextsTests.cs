using Orch.Agents;
using Orch.Configuration;

namespace Orch.Tests.Configuration;

public sealed class SmallTextsTests
{
    [Theory]
    [InlineData("1KB", 1024)]
    [InlineData("1.5 MB", 1572864)]
    [InlineData("2gb", 2147483648)]
    [InlineData("0KB", 0)]
    public void Sizes_are_read(string text, long bytes)
    {
        Assert.True(SizeText.TryParse(text, out var read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GB")]
    [InlineData("5")]
    [InlineData("-1GB")]
    [InlineData("5 bytes")]
    [InlineData("99999999TB")]
    public void What_is_no_size_is_not_read(string text) => Assert.False(SizeText.TryParse(text, out _));

    [Theory]
    [InlineData(1024, "1 KB")]
    [InlineData(1572864, "1.5 MB")]
    [InlineData(5368709120, "5 GB")]
    public void Sizes_are_shown(long bytes, string text) => Assert.Equal(text, SizeText.Show(bytes));

    [Fact]
    public void Free_memory_is_what_the_kernel_calls_available() =>
        Assert.Equal(2048L * 1024, MachineLimits.Available(["MemTotal:       99 kB", "MemAvailable:    2048 kB"]));

    [Theory]
    [InlineData("2.1.197 (Claude Code)", "2.1.197")]
    [InlineData("codex-cli 0.169.0", "0.169.0")]
    [InlineData("mybot v3.4", "3.4")]
    [InlineData("no number", null)]
    public void A_version_is_found_in_what_a_program_prints(string output, string? version) => Assert.Equal(version, TestedVersions.Parse(output)?.ToString());

    [Theory]
    [InlineData("claude", "2.1.197", null)]
    [InlineData("claude", "2.1.198", "newer than the tested 2.1.197")]
    [InlineData("codex", "0.1.0", "older than the tested 0.169.0")]
    [InlineData("mybot", "9.9", null)]
    public void Drift_from_the_tested_versions_is_told(string cli, string version, string? begins)
    {
        var drift = TestedVersions.Drift(cli, Version.Parse(version));

        Assert.Equal(begins is null, drift is null);
        Assert.StartsWith(begins ?? "", drift ?? "", StringComparison.Ordinal);
    }

    // What the tests install and what the doctor calls tested must not come apart.
    [Fact]
    public void The_tested_versions_are_those_that_the_tests_install()
    {
        using var stream = typeof(Orch.Cli.CommandLine).Assembly.GetManifestResourceStream("agent-clis.json")!;
        using var manifest = System.Text.Json.JsonDocument.Parse(stream);
        var pinned = manifest.RootElement.GetProperty("dependencies").EnumerateObject().Select(one => one.Value.GetString()).Order(StringComparer.Ordinal);

        Assert.Equal(pinned, ((string[])["claude", "codex", "gemini", "opencode", "qwen", "copilot"]).Select(TestedVersions.Range).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_short_on_the_machine_is_said_with_the_limit()
    {
        MachineFloor Floor(long bytes) => new(bytes, "900TB", "limits.free_disk (orch.toml:2)");
        var more = 900L << 40;

        Assert.Null(MachineLimits.Shortage(new(null, null), Path.GetTempPath()));
        Assert.Null(MachineLimits.Shortage(new(Floor(1), Floor(1)), Path.GetTempPath()));
        Assert.Contains("are free, and limits.free_disk (orch.toml:2) keeps 900TB; 'orch clean'", MachineLimits.Shortage(new(Floor(more), null), Path.Combine(Path.GetTempPath(), "not", "there")), StringComparison.Ordinal);
        Assert.Contains("of memory are free", MachineLimits.Shortage(new(null, Floor(more))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("0GB", 0L)]
    [InlineData("1.5KB", 1536L)]
    public void A_size_of_nothing_needs_no_unit(string text, long bytes)
    {
        Assert.True(SizeText.TryParse(text, out var parsed));
        Assert.Equal(bytes, parsed);
    }
}
