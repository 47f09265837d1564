using Orch.State;
using Orch.Supervision;

namespace Orch.Tests.Supervision;

public sealed class AttemptTokensTests
{
    [Fact]
    public void A_count_over_the_whole_session_is_reduced_by_the_attempts_before() =>
        Assert.Equal(3000, AttemptTokens.Own(6000, "s", [Attempt("s", 3000), Attempt("other", 500)], one => one.InputTokens));

    [Fact]
    public void A_count_of_the_attempt_alone_stays() =>
        Assert.Equal(6000, AttemptTokens.Own(6000, null, [Attempt("s", 3000)], one => one.InputTokens));

    [Fact]
    public void No_count_stays_none() => Assert.Null(AttemptTokens.Own(null, "s", [Attempt("s", 3000)], one => one.InputTokens));

    private static AttemptRecord Attempt(string session, long tokens) =>
        new() { N = 1, Cli = "codex", SessionId = session, InputTokens = tokens, StartedAt = DateTimeOffset.UnixEpoch };
}
