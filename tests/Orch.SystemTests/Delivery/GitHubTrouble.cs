using Orch.ScriptedGitHub;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Delivery;

/// <summary>What may keep a delivery from GitHub, by the words of the tests.</summary>
internal static class GitHubTrouble
{
    public static void Break(string trouble, World world, ScriptedGitHubServer hub)
    {
        hub.Fail = trouble switch
        {
            "401" => GitHubFailure.Unauthorized,
            "rate limit" => GitHubFailure.RateLimit(TimeProvider.System.GetUtcNow().AddMinutes(20)),
            "502" => GitHubFailure.BadGateway,
            "a hang" => GitHubFailure.Hang,
            "exists but is not shown" => GitHubFailure.AlreadyExists,
            _ => null,
        };
        switch (trouble)
        {
            case "no gh":
                world.Hide("gh");
                break;
            case "no login":
                world.Environment.Remove("GH_TOKEN");
                break;
        }
    }

    public static void Mend(string trouble, World world, ScriptedGitHubServer hub)
    {
        hub.Fail = null;
        switch (trouble)
        {
            case "no gh":
                world.Show("gh");
                break;
            case "no login":
                world.Environment["GH_TOKEN"] = "dummy";
                break;
        }
    }
}
