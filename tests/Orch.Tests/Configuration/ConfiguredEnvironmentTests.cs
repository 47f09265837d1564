using Orch.Agents;
using Orch.Supervision;

namespace Orch.Tests.Configuration;

public sealed class ConfiguredEnvironmentTests
{
    private static readonly AgentSettings Settings = new()
    {
        Env = new Dictionary<string, string?>(StringComparer.Ordinal) { ["DEBUG"] = "1", ["SERVICE_TOKEN"] = "short", ["URL"] = "https://user:hunter2hunter2@example.com/" },
        EnvUnset = ["GONE"],
    };

    private static readonly Dictionary<string, string> User = new(StringComparer.Ordinal) { ["PATH"] = "/bin", ["GONE"] = "x", ["DEBUG"] = "0" };

    [Fact]
    public void What_is_recorded_holds_no_secret()
    {
        var recorded = ConfiguredEnvironment.Recorded(Settings);

        Assert.Equal("1", recorded.Env["DEBUG"]);
        Assert.Null(recorded.Env["SERVICE_TOKEN"]);
    }

    [Fact]
    public void Recorded_and_handed_over_come_together_again()
    {
        var agents = new Dictionary<string, AgentSettings>(StringComparer.Ordinal) { ["bot"] = Settings };

        var handedOver = ConfiguredEnvironment.WithSecrets(User, agents);
        var own = ConfiguredEnvironment.Of(handedOver, "bot", ConfiguredEnvironment.Recorded(Settings));

        Assert.Equal(["DEBUG=1", "PATH=/bin", "SERVICE_TOKEN=short", "URL=https://user:hunter2hunter2@example.com/"], own.Select(one => $"{one.Key}={one.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(User, ConfiguredEnvironment.Of(handedOver, "other", settings: null));
    }

    [Fact]
    public void A_secret_that_is_not_configured_any_more_is_left_out() =>
        Assert.DoesNotContain("SERVICE_TOKEN", ConfiguredEnvironment.Of(User, "bot", ConfiguredEnvironment.Recorded(Settings)).Keys);
}
