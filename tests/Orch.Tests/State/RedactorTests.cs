using Orch.State;

namespace Orch.Tests.State;

public sealed class RedactorTests
{
    private static readonly KnownSecrets Known = KnownSecrets.From(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["GITHUB_TOKEN"] = "the-value-of-the-token",
        ["LONGER_TOKEN"] = "the-value-of-the-token-and-more",
        ["QUOTED_SECRET"] = "with \"quotes\" inside it",
        ["SHORT_KEY"] = "fifteen-letters",
        ["PATH"] = "/usr/local/bin:/usr/bin",
        ["SSH_KEY_PATH"] = "/home/me/.ssh/id_ed25519",
        ["PEM_KEY"] = "-----BEGIN X-----\nMIIEpAIBAAKCAQEA0123\nshort\n-----END X-----",
    });

    [Theory]
    [InlineData("a the-value-of-the-token b", "a [redacted GITHUB_TOKEN] b")]
    [InlineData("the-value-of-the-token-and-more", "[redacted LONGER_TOKEN]")]
    [InlineData("the-value-of-the-tokenthe-value-of-the-token", "[redacted GITHUB_TOKEN][redacted GITHUB_TOKEN]")]
    [InlineData("{\"x\":\"with \\u0022quotes\\u0022 inside it\"}", "{\"x\":\"[redacted QUOTED_SECRET]\"}")]
    [InlineData("MIIEpAIBAAKCAQEA0123", "[redacted PEM_KEY]")]
    [InlineData("fifteen-letters /usr/local/bin:/usr/bin /home/me/.ssh/id_ed25519", "fifteen-letters /usr/local/bin:/usr/bin /home/me/.ssh/id_ed25519")]
    [InlineData("https://user:pa55word@host/x and ssh://git@host/x", "https://user:[redacted address-password]@host/x and ssh://git@host/x")]
    [InlineData("", "")]
    public void Secrets_are_taken_out_and_nothing_else(string text, string expected) => Assert.Equal(expected, new Redactor(Known).Redact(text));

    [Fact]
    public void A_secret_of_a_known_shape_is_named_by_its_rule() =>
        Assert.Equal("key [redacted aws-access-key].", new Redactor(KnownSecrets.None).Redact("key AKIA" + "Q3ZT5WXN7RJ2LMVB."));

    [Fact]
    public void A_key_block_goes_as_a_whole()
    {
        var block = "-----BEGIN PRIVATE " + "KEY-----\nabc\ndef\n-----END PRIVATE " + "KEY-----";
        Assert.Equal("a [redacted private-key] b", new Redactor(KnownSecrets.None).Redact($"a {block} b"));
        var lines = new LineRedactor(new(KnownSecrets.None));
        Assert.Equal(
            ["before", "[redacted private-key]", "[redacted private-key]", "[redacted private-key]", "[redacted private-key]", "after"],
            $"before\n{block}\nafter".Split('\n').Select(lines.Redact));
    }

    [Fact]
    public void A_block_that_never_ends_does_not_swallow_a_log()
    {
        var lines = new LineRedactor(new(KnownSecrets.None));
        lines.Redact("-----BEGIN PRIVATE " + "KEY-----");
        Assert.Equal("line 400", Enumerable.Range(1, 400).Select(n => lines.Redact($"line {n}")).ToList()[^1]);
    }
}
