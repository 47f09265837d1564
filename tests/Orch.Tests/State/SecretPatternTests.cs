using Orch.State;

namespace Orch.Tests.State;

public sealed class SecretPatternTests
{
    // The keys are assembled, so that no file of this repository holds the shape of one.
    private const string Random36 = "a8Kd93LmQz7Xc2Vb5Nn1Pp0Rr4Tt6Yy8Uu3W";

    public static TheoryData<string, string> Keys => new()
    {
        { "aws-access-key", "AKIA" + "Q3ZT5WXN7RJ2LMVB" },
        { "github-token", "ghp_" + Random36 },
        { "github-token", "ghs_" + Random36 },
        { "github-token", "github_pat_" + Random36[..22] + "_" + Random36 + Random36[..23] },
        { "gitlab-token", "glpat-" + Random36[..20] },
        { "anthropic-key", "sk-ant-" + "api03-" + Random36 + Random36 },
        { "openai-key", "sk-" + "proj-" + Random36 + Random36 },
        { "openai-key", "sk-" + Random36 + Random36[..12] },
        { "google-key", "AIza" + Random36[..35] },
        { "slack-token", "xoxb-" + "12345678901-" + Random36[..24] },
        { "stripe-key", "sk_live_" + Random36[..24] },
        { "npm-token", "npm_" + Random36 },
        { "aws-access-key", "ASIA" + "Q3ZT5WXN7RJ2LMVB" },
        { "github-token", "gho_" + Random36 },
        { "github-token", "ghu_" + Random36 },
        { "github-token", "ghr_" + Random36 },
        { "gitlab-token", "glptt-" + Random36[..20] },
        { "gitlab-token", "glrt-" + Random36[..20] },
        { "gitlab-token", "gldt-" + Random36[..20] },
        { "google-key", "GOCSPX-" + Random36[..28] },
        { "google-key", "ya29." + Random36 + Random36[..8] },
        { "slack-token", "xapp-" + "1-" + Random36[..24] },
        { "slack-token", "hooks.slack.com/services/" + "T12345678/B12345678/" + Random36[..24] },
        { "stripe-key", "rk_live_" + Random36[..24] },
        { "pypi-token", "pypi-" + "AgEI" + Random36 + Random36[..20] },
        { "hugging-face-token", "hf_" + "aKdLmQzXcVbNnPpRrTtYyUuWwGgHhJjSsE" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void Keys_of_known_vendors_are_found_where_they_are(string rule, string key)
    {
        var match = Assert.Single(SecretPatterns.Find($"let x = \"{key}\";"));
        Assert.Equal((rule, 9, key.Length), (match.Rule, match.Index, match.Length));
    }

    [Theory]
    [InlineData("AKIA" + "IOSFODNN7EXAMPLE")]
    [InlineData("AKIA" + "XXXXXXXXXXXXXXXX")]
    [InlineData("ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("task-sk-something-short")]
    [InlineData("risk-assessment-of-the-proj-and-its-many-parts-in-one-long-name")]
    [InlineData("sha512-4xyzABCDEFghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOP==")]
    public void Examples_and_words_are_not_keys(string text) => Assert.Empty(SecretPatterns.Find(text));

    [Theory]
    [InlineData("api_key = \"f3Kq9Zt7Lm2Xw8Vb5Nc1\"")]
    [InlineData("\"clientSecret\": \"p9Xw-27LmQ_kd83Vb5Nc1Zt\"")]
    [InlineData("DB_PASSWORD=k8Jd93LmQz7Xc2Vb5Nn1")]
    [InlineData("token: 'd41d8cd98f00b204e9800998ecf8427e'")]
    public void A_random_value_of_something_called_a_secret_is_found(string line) => Assert.True(SecretAssignment.IsIn(line));

    [Theory]
    [InlineData("token = request.headers[\"Authorization\"]")]
    [InlineData("password = \"correct-horse-battery-staple\"")]
    [InlineData("secret_key = \"your-secret-key-goes-here-123\"")]
    [InlineData("api_key = \"${SOME_ENVIRONMENT_VARIABLE_123}\"")]
    [InlineData("var tokenizer = \"bert-base-multilingual-uncased\"")]
    [InlineData("public const string PrimaryKey = \"3f2504e0-4f89-11d3-9a0c-0305e82c3301\";")]
    [InlineData("tokens = CountTokensOfTheWholeConversation2(x)")]
    [InlineData("monkey = \"f3Kq9Zt7Lm2Xw8Vb5Nc1\"")]
    public void Code_words_and_placeholders_are_not(string line) => Assert.False(SecretAssignment.IsIn(line));

    [Fact]
    public void A_key_block_counts_only_with_content()
    {
        var scanner = new SecretScanner(KnownSecrets.None);
        var begin = "-----BEGIN RSA PRIVATE " + "KEY-----";
        Assert.Equal([(1, "private-key")], scanner.Scan(["x", begin, new string('A', 64)], assignments: false));
        Assert.Equal([(0, "private-key")], scanner.Scan([$"\"{begin}\\n{new string('A', 64)}\\n\""], assignments: false));
        Assert.Empty(scanner.Scan([$"if (text.StartsWith(\"{begin}\"))", "{", "    return true;", "}"], assignments: false));
    }
}
