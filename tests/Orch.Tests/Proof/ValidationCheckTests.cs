using Orch.Proof;
using Orch.State;

namespace Orch.Tests.Proof;

public sealed class ValidationCheckTests
{
    private static readonly ValidationOutcome Good = new() { Command = "make test", ExitCode = 0, Duration = TimeSpan.FromSeconds(1.5) };

    [Fact]
    public void The_exit_code_decides()
    {
        Assert.Equal(new(CheckNames.Validation, CheckStatus.Skipped, "no validation command was given"), ValidationCheck.Judge(null));
        Assert.Equal(new(CheckNames.Validation, CheckStatus.Passed, "exit code 0 after 1.5 s: make test; a note"), ValidationCheck.Judge(Good with { Notes = ["a note"] }));
        Assert.Equal(new(CheckNames.Validation, CheckStatus.Failed, "exit code 2 after 1.5 s: make test"), ValidationCheck.Judge(Good with { ExitCode = 2 }));
        Assert.Equal(CheckStatus.Failed, ValidationCheck.Judge(Good with { TimedOut = true }).Status);
        Assert.Equal(CheckStatus.Failed, ValidationCheck.Judge(Good with { ExitCode = null }).Status);
        Assert.Equal("could not be run: why", ValidationCheck.Judge(Good with { Obstacle = "why" }).Detail);
    }

    [Fact]
    public void Its_environment_is_a_short_list()
    {
        var user = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = "/bin",
            ["HOME"] = "/home/me",
            ["DOTNET_ROOT"] = "/dotnet",
            ["TMPDIR"] = "/elsewhere",
            ["SECRET_KEY"] = "x",
            ["WANTED"] = "w",
            ["ORCH_AGENT"] = "a",
        };
        var environment = ValidationEnvironment.Build(user, ["WANTED", "MISSING"], "/private", "agent_1");
        Assert.Equal(
            ["DOTNET_ROOT=/dotnet", "HOME=/home/me", "LANG=C.UTF-8", "ORCH_AGENT_ID=agent_1", "PATH=/bin", "TMPDIR=/private", "WANTED=w"],
            environment.Select(one => $"{one.Key}={one.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("https://user:token@host/a/b.git", "https://host/a/b.git")]
    [InlineData("https://token@host/a/b.git", "https://host/a/b.git")]
    [InlineData("https://host/a/b.git", "https://host/a/b.git")]
    [InlineData("ssh://git@host/a", "ssh://git@host/a")]
    [InlineData("git@host:a/b.git", "git@host:a/b.git")]
    public void The_remotes_address_comes_without_credentials(string url, string expected) => Assert.Equal(expected, CheckoutConfiguration.WithoutPassword(url));
}
