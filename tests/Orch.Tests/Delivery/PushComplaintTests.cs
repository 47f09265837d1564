using Orch.Delivery;
using Orch.Processes;

namespace Orch.Tests.Delivery;

public sealed class PushComplaintTests
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    private static readonly PushOrder Order = new()
    {
        ObjectsDirectory = "/repository/.git/objects",
        Url = "https://github.com/acme/demo.git",
        Branch = "orch/fix",
        Commit = new('c', 40),
        ScratchDirectory = "/state",
        Configuration = [new("http.https://github.com/.extraheader", "AUTHORIZATION: basic abcdef")],
        Environment = new Dictionary<string, string> { ["GITHUB_TOKEN"] = Token },
    };

    [Fact]
    public void A_branch_that_moved_between_look_and_push_is_diverged()
    {
        var result = Of("To /remote\n!\trefs/heads/x:refs/heads/orch/fix\t[rejected] (stale info)\nDone\n", "error: failed to push some refs to '/remote'\n");
        Assert.Equal(PushOutcome.Diverged, result.Outcome);
        Assert.Contains("stale info", result.Detail);
    }

    [Fact]
    public void A_protected_branch_is_refused_with_the_words_of_GitHub()
    {
        var result = Of(
            "!\tx:refs/heads/orch/fix\t[remote rejected] (protected branch hook declined)\n",
            "remote: error: GH006: Protected branch update failed for refs/heads/main.        \nremote: error: Required status check is expected.\nerror: failed to push some refs to 'x'\n");
        Assert.Equal(PushOutcome.Refused, result.Outcome);
        Assert.Contains("protected branch hook declined", result.Detail);
        Assert.Contains("GH006", result.Detail);
    }

    [Theory]
    [InlineData("remote: Permission to acme/demo.git denied to octocat.\nfatal: unable to access 'https://github.com/acme/demo.git/': The requested URL returned error: 403\n", PushOutcome.Refused, "denied to octocat")]
    [InlineData("fatal: Authentication failed for 'https://github.com/acme/demo.git/'\n", PushOutcome.Refused, "Authentication failed")]
    [InlineData("fatal: could not read Username for 'https://github.com': terminal prompts disabled\n", PushOutcome.Refused, "could not read Username")]
    [InlineData("fatal: unable to access 'https://github.com/acme/demo.git/': Could not resolve host: github.com\n", PushOutcome.Unreachable, "Could not resolve host")]
    [InlineData("ssh: connect to host github.com port 22: Connection timed out\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.\n", PushOutcome.Unreachable, "Connection timed out")]
    public void The_line_that_says_most_is_told(string error, object outcome, string words)
    {
        var result = Of("", error);
        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(words, result.Detail);
        Assert.DoesNotContain('\n', result.Detail);
    }

    [Fact]
    public void Secrets_in_addresses_headers_and_the_environment_are_not_told()
    {
        var said = Of("", $"fatal: unable to access 'https://octocat:hunter2@github.com/acme/demo.git/': sent AUTHORIZATION: basic abcdef with {Token}\n").Detail;
        Assert.DoesNotContain("hunter2", said);
        Assert.DoesNotContain("abcdef", said);
        Assert.Contains("https://github.com/acme/demo.git", said);
    }

    [Fact]
    public void No_answer_in_time_is_unreachable() =>
        Assert.Equal(PushOutcome.Unreachable, PushComplaint.Of(Order, new(137, "", "", true, TimeSpan.FromMinutes(2))).Outcome);

    private static PushResult Of(string output, string error) => PushComplaint.Of(Order, new(1, output, error, false, TimeSpan.FromSeconds(1)));
}
